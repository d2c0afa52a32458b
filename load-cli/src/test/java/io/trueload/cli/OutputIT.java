// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.trueload.cli.CommandProcess.Ended;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes on standard output and what on standard error. */
class OutputIT {

    private final TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ofMillis(1)));
    private final String url = server.uri("/").toString();

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void csv_ofARun_hasARowForEachRequest() {
        Ended ended = CommandProcess.run("-n", "300", "-c", "10", "-o", "csv", url);

        assertThat(ended.stdout().lines().toList())
                .hasSize(301)
                .first()
                .isEqualTo(
                        "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset");
        assertThat(ended.stdout().lines().skip(1)).allMatch(row -> row.matches("(\\d+\\.\\d{6},){6}200,\\d+\\.\\d{6}"));
        assertThat(ended.stderr()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(server.hits()).isEqualTo(300);
    }

    @Test
    void csv_whileTheRunGoesOn_comesOut() throws IOException {
        try (CommandProcess command = CommandProcess.startWithPipe("-z", "60s", "-c", "2", "-o", "csv", url);
                BufferedReader rows = reader(command)) {
            assertThat(rows.readLine()).startsWith("response-time,");
            assertThat(rows.readLine()).isNotEmpty();
            assertThat(command.process().isAlive()).isTrue();
        }
    }

    @Test
    void csv_verdictThatIsNoPass_isExplainedOnStandardError() {
        Ended ended = CommandProcess.run("-z", "1s", "-c", "1", "-o", "csv", "--expect", "p99.99 < 1s", url);

        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.stderr()).startsWith("trueload: INCONCLUSIVE: p99.99 < 1s: needs 10000 samples, has ");
    }

    @Test
    void priming_isReported_ifThereWasAny() {
        Ended ended = CommandProcess.run("-n", "10", "-c", "2", "-o", "json", url);
        Ended fresh = CommandProcess.run("-n", "10", "-c", "2", "-o", "json", "-disable-keepalive", url);
        Ended withoutIt = CommandProcess.run("-n", "10", "-c", "2", "-o", "json", "--no-priming", url);

        assertThat(Integer.parseInt(ended.result(url).environment().get("primingMs")))
                .isGreaterThanOrEqualTo(140);
        // What opens connections takes more.
        assertThat(Integer.parseInt(fresh.result(url).environment().get("primingMs")))
                .isGreaterThanOrEqualTo(300);
        assertThat(withoutIt.result(url).environment()).doesNotContainKey("primingMs");
    }

    @Test
    void closedWorkload_whichAFreezeStops_saysWhatItsPercentilesDoNotShow() {
        try (TestServer freezing = TestServer.start(
                Behaviors.freeze(Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofSeconds(1)))) {
            Ended ended =
                    CommandProcess.run("-z", "4s", "-c", "5", freezing.uri("/").toString());

            // Five of thousands: each connection met the freeze once, and nobody else came.
            assertThat(ended.stdout())
                    .containsPattern("Slowest:\t(0\\.9|1\\.[01])")
                    .containsPattern("99% in 0\\.0[0-4]")
                    .contains("Closed workload: sending waited for the answers", "(coordinated omission)")
                    // The one where they differ by more than a machine's noise, the other where not.
                    .containsPattern("Service time  |Response time and service time agree");
        }
    }

    @Test
    void quiet_leavesTheExitCodeOnly() {
        Ended ended = CommandProcess.run("-n", "5", "-z", "1s", "-c", "1", "-o", "quiet", url);

        assertThat(ended).isEqualTo(new Ended(0, "", ""));
    }

    @Test
    void quiet_refused_stillSaysWhy() {
        assertThat(CommandProcess.run("-o", "quiet"))
                .isEqualTo(new Ended(
                        2,
                        "",
                        "trueload: the URL is missing; write trueload [OPTION]... URL, or see trueload --help\n"));
    }

    @Test
    void note_aboutIgnoredRequests_goesToStandardError() {
        Ended ended = CommandProcess.run("-n", "5", "-z", "1s", "-c", "1", url);

        assertThat(ended.stderr()).isEqualTo("trueload: note: -n is ignored, since -z ends the run\n");
        assertThat(ended.stdout()).startsWith("\nSummary:\n").contains("Verdict: PASS");
    }

    @Test
    void progress_withoutATerminal_isALineEveryFiveSeconds() {
        Ended ended = CommandProcess.run("-z", "6s", "-c", "1", url);

        assertThat(ended.stderr())
                .matches("trueload: 5s  8\\d%  \\d+\\.\\d/s  p99 \\S+  0 errors\n")
                .doesNotContain("\u001b");
        assertThat(ended.stdout()).doesNotContain("\u001b");
    }

    @Test
    void pipe_closedByItsReader_endsTheRunWithoutAStackTrace() throws IOException {
        try (CommandProcess command = CommandProcess.startWithPipe("-z", "600s", "-c", "2", "-o", "csv", url)) {
            try (BufferedReader rows = reader(command)) {
                assertThat(rows.readLine()).startsWith("response-time,");
            }

            Ended ended = command.await();

            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.stderr().lines().reduce((first, second) -> second))
                    .contains("trueload: cannot write to standard output: Broken pipe");
            assertThat(ended.stderr()).doesNotContain("\tat ");
        }
    }

    @Test
    void report_onAFullDevice_isAFailureWithAMessage() {
        Path full = Path.of("/dev/full");
        assumeThat(Files.exists(full)).as("/dev/full is there, as on Linux").isTrue();
        try (CommandProcess command = CommandProcess.startWritingTo(full, "-n", "5", "-c", "1", url)) {
            Ended ended = command.await();

            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.stderr())
                    .isEqualTo("trueload: cannot write to standard output: No space left on device\n");
        }
    }

    private static BufferedReader reader(CommandProcess command) {
        return new BufferedReader(new InputStreamReader(command.process().getInputStream(), StandardCharsets.UTF_8));
    }
}
