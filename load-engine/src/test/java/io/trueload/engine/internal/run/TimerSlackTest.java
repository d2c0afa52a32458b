// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.Rate;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.RunListener;
import io.trueload.testkit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerSlackTest {

    private static final Path OWN = Path.of("/proc/thread-self");

    private static String ofThisThread() throws IOException {
        assumeThat(OWN).as("Linux").exists();
        Path thread = Files.readSymbolicLink(OWN).getFileName();
        Path file = Path.of("/proc").resolve(thread).resolve("timerslack_ns");
        assumeThat(file).as("Linux that lets a thread set it").isWritable();
        return Files.readString(file).strip();
    }

    @Test
    void takenFromAThread_isGivenBack() throws IOException {
        String before = ofThisThread();
        TimerSlack slack = TimerSlack.takeFromCaller();
        String during = ofThisThread();
        slack.giveBack();

        assumeThat(before).as("not set by whoever runs this").isNotEqualTo("1");
        assertThat(during).isEqualTo("1");
        assertThat(ofThisThread()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void run_hasNone_onlyIfItFollowsASchedule(boolean open) throws IOException {
        String before = ofThisThread();
        assumeThat(before).as("not set by whoever runs this").isNotEqualTo("1");
        List<String> during = new ArrayList<>();
        LoadPlan.Builder plan = LoadPlan.builder()
                .target("http://127.0.0.1:" + Ports.closed() + "/")
                .source(number -> {
                    during.add(slackOfThisThread());
                    return RequestSpec.get("/");
                })
                .priming(false);
        plan = open
                ? plan.rate(Rate.perSecond(10)).duration(Duration.ofMillis(200))
                : plan.requests(1).concurrency(1);
        new RunThread(plan.build(), RunListener.NONE).run();

        assertThat(during.get(0)).isEqualTo(open ? "1" : before);
        assertThat(ofThisThread()).isEqualTo(before);
    }

    private static String slackOfThisThread() {
        try {
            return ofThisThread();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
