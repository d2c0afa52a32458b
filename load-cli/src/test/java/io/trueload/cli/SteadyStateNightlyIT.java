// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static io.trueload.cli.Measurement.assertOverhead;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.cli.CommandProcess.Ended;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.SteadyState;
import io.trueload.report.TextReport;
import io.trueload.testkit.ServerProcess;
import io.trueload.testkit.Truth;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * K13: a service that is slow in its first seconds, and a run that was not told to leave them out.
 *
 * <p>The times are long enough for what a shared machine adds to them, and takes away again while its JVMs warm up, to be
 * no change of level: of a service of 1 ms it would be one, and rightly.
 */
@Tag("nightly")
class SteadyStateNightlyIT {

    private static final int PER_SECOND = 250;
    private static final int SECONDS = 60;

    @Test
    void k13_slowFirstFiveSeconds_areFoundAndLeftOut() throws Exception {
        Measurement.believably(SteadyStateNightlyIT::measure, SteadyStateNightlyIT::assertSteady);
    }

    private static Measurement measure() {
        try (ServerProcess server =
                ServerProcess.start("slow-start", "--slow", "200ms", "--until", "5s", "--fast", "50ms", "--record")) {
            String url = server.uri("/").toString();
            Ended ended = CommandProcess.run("--rate", PER_SECOND + "/s", "-z", SECONDS + "s", "-o", "json", url);
            LoadResult result = ended.result(url);

            assertThat(result.counts().of(Outcome.OK)).isEqualTo((long) SECONDS * PER_SECOND);
            assertThat(server.hits()).isEqualTo((long) SECONDS * PER_SECOND);
            return new Measurement(result, server.truth());
        }
    }

    private static void assertSteady(Measurement measured) {
        LoadResult result = measured.result();
        List<Truth> log = measured.log();
        SteadyState steady = result.steadyState();

        assertThat(steady.answer()).as(steady.reason()).isEqualTo(SteadyState.Answer.STEADY);
        assertThat(steady.start()).isBetween(ofSeconds(4), ofSeconds(6));
        long from = log.get(0).receivedNanos() + steady.start().toNanos();
        List<Truth> logOfTheRest =
                log.stream().filter(line -> line.receivedNanos() >= from).toList();
        assertOverhead(steady.responseTime(), logOfTheRest, 50, ofMillis(1));
        assertOverhead(steady.responseTime(), logOfTheRest, 99, ofMillis(5));
        // What it would be if the slow seconds were not left out.
        assertThat(result.responseTime().p99()).isGreaterThanOrEqualTo(ofMillis(200));
        String left = steady.start().toSeconds() + "s";
        assertThat(TextReport.render(result))
                .containsPattern("\nSteady from " + left + ": .*; " + left + " left out\n");
    }
}
