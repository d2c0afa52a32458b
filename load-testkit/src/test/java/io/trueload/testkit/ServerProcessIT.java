// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import static io.trueload.testkit.RawClient.GET;
import static io.trueload.testkit.RawClient.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServerProcessIT {

    @Test
    void process_requests_areCountedAndRecorded() throws Exception {
        try (ServerProcess server = ServerProcess.start("fixed-delay", "--delay", "300ms", "--record");
                var client = new RawClient(server.port())) {
            long before = System.nanoTime();
            client.send(GET + GET);
            client.read(2 * OK.length());
            long after = System.nanoTime();

            assertThat(server.hits()).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.openConnections()).isEqualTo(1);
            assertThat(server.maxInFlight()).isEqualTo(2);
            assertThat(server.receivedBytes()).isEqualTo(2 * GET.length());
            // With what recording adds to the head of each.
            assertThat(server.sentBytes()).isGreaterThan(2 * OK.length());
            assertThat(server.truth()).hasSize(2).allSatisfy(line -> {
                assertThat(line.plannedDelayNanos()).isEqualTo(300_000_000);
                assertThat(line.receivedNanos()).isBetween(before, after);
                assertThat(line.lateNanos()).isNotNegative();
            });
        }
    }

    @Test
    void close_process_isGone() {
        ServerProcess server = ServerProcess.start("hang");
        ProcessHandle handle = ProcessHandle.of(server.pid()).orElseThrow();

        server.close();

        assertThat(Eventually.holds(() -> !handle.isAlive())).isTrue();
    }

    @Test
    void start_unknownBehavior_fails() {
        assertThatThrownBy(() -> ServerProcess.start("dance"))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("the server did not start; its first line: null");
    }

    @Test
    void command_inputEnded_servesOnUntilTerminated() throws Exception {
        Process process = command("fixed-delay");
        try (BufferedReader out = process.inputReader()) {
            int port = Integer.parseInt(out.readLine().replace("listening ", ""));
            process.getOutputStream().close();

            try (var client = new RawClient(port)) {
                assertThat(client.send(GET).read(OK.length())).isEqualTo(OK);
            }
            assertThat(process.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void command_stopWithStdin_endsWithItsInput() throws Exception {
        Process process = command("hang", "--stop-with-stdin");
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).startsWith("listening ");
            process.getOutputStream().close();

            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Starts the command with nothing but the classes of this module. */
    private static Process command(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "classes").toString(),
                TestkitMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
