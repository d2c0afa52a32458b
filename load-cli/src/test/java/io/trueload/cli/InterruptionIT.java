// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.trueload.cli.CommandProcess.Ended;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.Faults;
import io.trueload.testkit.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ctrl-C, SIGTERM and the end of the terminal. */
class InterruptionIT {

    private static final String STOPPING = "trueload: note: stopping; once more ends at once, without a report\n";

    @BeforeAll
    static void signalsAreNotIgnored() throws IOException {
        // Whoever starts Maven in the background of a script has it ignore SIGINT, and all its children with it.
        assumeHeard("SIGINT", 2);
    }

    private static void assumeHeard(String name, int number) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            String ignored = Files.readString(status).replaceAll("(?s).*SigIgn:\\s*(\\p{XDigit}+).*", "$1");
            assumeThat(Long.parseUnsignedLong(ignored, 16) & 1 << number - 1)
                    .as("%s is not ignored", name)
                    .isZero();
        }
    }

    @Test
    void ctrlC_duringARun_printsTheReportAndEndsWith130() {
        interrupted("INT", 130);
    }

    @Test
    void sigterm_duringARun_printsTheReportAndEndsWith143() {
        interrupted("TERM", 143);
    }

    @Test
    void endOfTheTerminal_duringARun_printsTheReportAndEndsWith129() throws IOException {
        // As nohup has it.
        assumeHeard("SIGHUP", 1);
        interrupted("HUP", 129);
    }

    private static void interrupted(String signal, int code) {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ofMillis(1)));
                CommandProcess command = CommandProcess.start(
                        "-z", "600s", "-c", "2", server.uri("/").toString())) {
            Condition.await("requests come", () -> server.hits() > 100);
            command.signal(signal);
            Ended ended = command.await();

            assertThat(ended.code()).isEqualTo(code);
            assertThat(ended.stderr()).endsWith(STOPPING);
            assertThat(ended.stdout())
                    .startsWith("\nSummary:\n")
                    .contains("INTERRUPTED: the run was stopped before its plan was carried out.")
                    .contains("The books balance.");
        }
    }

    @Test
    void ctrlC_requestsThatAreNeverAnswered_areNotWaitedFor() {
        try (TestServer server = TestServer.start(Faults.hang());
                CommandProcess command = CommandProcess.start(
                        "-n", "2", "-c", "2", "-t", "100s", server.uri("/").toString())) {
            Condition.await("both requests came", () -> server.hits() == 2);
            command.signal("INT");
            Ended ended = command.await();

            assertThat(ended.code()).isEqualTo(130);
            assertThat(ended.stdout()).contains("inFlightAtEnd 2");
        }
    }

    @Test
    void ctrlC_quiet_isTheExitCodeOnly() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ofMillis(1)));
                CommandProcess command = CommandProcess.start(
                        "-z", "600s", "-o", "quiet", server.uri("/").toString())) {
            Condition.await("requests come", () -> server.hits() > 100);
            command.signal("INT");

            assertThat(command.await()).isEqualTo(new Ended(130, "", ""));
        }
    }

    @Test
    void secondCtrlC_theReportCannotBeWritten_endsAtOnce() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO));
                // Nobody reads the pipe: when it is full, writing the rows to their end never ends.
                CommandProcess command = CommandProcess.startWithPipe(
                        "-z", "600s", "-o", "csv", server.uri("/").toString())) {
            Condition.await("more rows than a pipe holds", () -> server.hits() > 20_000);
            command.signal("INT");
            Condition.await("the first is heard", () -> command.stderr().endsWith(STOPPING));
            assertThat(command.process().isAlive()).isTrue();
            command.signal("INT");

            assertThat(command.await().code()).isEqualTo(130);
        }
    }
}
