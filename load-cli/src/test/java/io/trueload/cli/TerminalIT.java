// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.trueload.testkit.Behaviors;
import io.trueload.testkit.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The progress bar on a terminal, which {@code script} of util-linux makes. */
class TerminalIT {

    private static final String DRAWN = "\r\u001b[K[";
    private static final String ERASED = "\r\u001b[K";

    @TempDir
    Path folder;

    @BeforeAll
    static void scriptIsThere() {
        assumeThat(Path.of("/usr/bin/script")).exists();
        assumeThat(Path.of("/proc/self/fd")).as("Linux").exists();
    }

    @Test
    void progress_onATerminal_isABarThatIsErased() throws IOException, InterruptedException {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ofMillis(1)))) {
            String terminal = onATerminal(
                    "stty cols 60", "-z", "3s", "-c", "1", server.uri("/").toString());

            assertThat(terminal)
                    .contains(DRAWN)
                    .contains("%  ")
                    .contains("0 errors")
                    .endsWith(ERASED);
            assertThat(terminal.split("\r\u001b\\[K"))
                    .allSatisfy(line -> assertThat(line).hasSizeLessThan(60));
            assertThat(Files.readString(folder.resolve("report")))
                    .startsWith("\nSummary:\n")
                    .doesNotContain("\u001b");
        }
    }

    @Test
    void errors_onATerminal_areRedUnlessNoColorIsSet() throws IOException, InterruptedException {
        try (TestServer server = TestServer.start(Behaviors.status(503))) {
            String url = server.uri("/").toString();

            assertThat(onATerminal("stty cols 80", "-z", "2s", "-c", "1", url)).contains("\u001b[31m");
            assertThat(onATerminal("NO_COLOR=1; export NO_COLOR", "-z", "2s", "-c", "1", url))
                    .contains(DRAWN)
                    .doesNotContain("\u001b[31m");
        }
    }

    @Test
    void dumbTerminal_getsPlainLines() throws IOException, InterruptedException {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ofMillis(1)))) {
            assertThat(onATerminal(
                            "TERM=dumb; export TERM",
                            "-z",
                            "2s",
                            "-c",
                            "1",
                            server.uri("/").toString()))
                    .isEmpty();
        }
    }

    /** Runs the command on a terminal, its output going to a file, and returns what came on the terminal. */
    private String onATerminal(String before, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(CommandProcess.java());
        command.addAll(List.of(words));
        String line = String.join("' '", command);
        Path script = Files.writeString(
                folder.resolve("run"), before + "\n'" + line + "' >'" + folder.resolve("report") + "'\n");
        Path terminal = folder.resolve("terminal");
        Process process = new ProcessBuilder("script", "-qec", "sh '" + script + "'", "/dev/null")
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(terminal.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return Files.readString(terminal);
    }
}
