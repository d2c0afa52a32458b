// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trueload.cli.CommandProcess.Ended;
import io.trueload.testkit.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A generator that somebody or something keeps from its work: it must say so, by name, and not blame the target. */
class SabotageIT {

    private static final List<String> BY_ITSELF = List.of();
    private static final int INVALID = 3;

    private static ServerProcess server;

    @BeforeAll
    static void startServer() {
        server = ServerProcess.start("fixed-delay", "--delay", "5ms");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void stoppedGenerator_seesTheSecondInItsResponseTimes_andNamesIt() throws Exception {
        long before = server.hits();
        try (CommandProcess command = CommandProcess.startBy(
                BY_ITSELF, List.of(), "--rate", "1000/s", "-z", "3s", "-o", "json", "--expect", "p99 < 50ms", url())) {
            Condition.await("a second of the run is over", () -> server.hits() - before > 1_000);
            command.signal("STOP");
            long stopped = System.nanoTime();
            Condition.await("it stood still", () -> System.nanoTime() - stopped > TimeUnit.SECONDS.toNanos(1));
            command.signal("CONT");
            Ended ended = command.await();

            assertThat(ended.code()).as(ended.stdout()).isEqualTo(INVALID);
            assertThat(ended.number("maxHiccupMs")).isGreaterThan(950);
            assertThat(ended.number("pausedMs")).isGreaterThan(950);
            assertThat(ended.stdout())
                    .contains("it stood still for ", "longest hiccup ")
                    .containsPattern("longest at [\\d., s]*1\\.\\d s")
                    .containsPattern("\"startMs\": 1\\d{3}[\\d.]*,\\s+\"lengthMs\": (9[5-9]\\d|1\\d{3})");
            // The requests of that second waited, and that is in their times.
            assertThat(ended.number("max")).isGreaterThan(950);
            assertThat(ended.number("p90")).isGreaterThan(100);
        }
    }

    @Test
    void busyProcessor_isNamed() throws Exception {
        List<Process> hogs = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                hogs.add(start("taskset", "-c", "0", "sh", "-c", "while :; do :; done"));
            }
            Ended ended = run(
                    List.of("taskset", "-c", "0"),
                    List.of(),
                    "--rate",
                    "1000/s",
                    "-z",
                    "3s",
                    "--expect",
                    "p99 < 5.5ms",
                    url());

            assertThat(ended.code()).as(ended.stdout()).isEqualTo(INVALID);
            assertThat(ended.stdout()).containsPattern("the machine's processors were (9\\d|100) % busy");
        } finally {
            hogs.forEach(Process::destroyForcibly);
        }
    }

    @Test
    void throttledGroup_isNamed() throws IOException {
        Path group = Path.of("/sys/fs/cgroup/cpu");
        boolean first = Files.isWritable(group.resolve("cgroup.procs"));
        Path parent = first ? group : Path.of("/sys/fs/cgroup");
        assumeTrue(Files.isWritable(parent.resolve("cgroup.procs")), "no control groups can be made in " + parent);
        Path own = parent.resolve("trueload-sabotage-" + ProcessHandle.current().pid());
        Files.createDirectory(own);
        try {
            if (first) {
                Files.writeString(own.resolve("cpu.cfs_period_us"), "100000");
                Files.writeString(own.resolve("cpu.cfs_quota_us"), "15000");
            } else {
                assumeTrue(Files.exists(own.resolve("cpu.max")), "no CPU limits for groups in " + parent);
                Files.writeString(own.resolve("cpu.max"), "15000 100000");
            }
            Ended ended = run(
                    shell("echo $$ > " + own.resolve("cgroup.procs")),
                    List.of(),
                    "--rate",
                    "300/s",
                    "-z",
                    "3s",
                    "--no-priming",
                    "--expect",
                    "p99 < 6ms",
                    url());

            assertThat(ended.code()).as(ended.stdout()).isEqualTo(INVALID);
            assertThat(ended.stdout()).contains("stopped by its CPU limit for ");
        } finally {
            Files.deleteIfExists(own);
        }
    }

    @Test
    void stormOfGarbageCollections_isNamed() {
        Ended ended = run(
                BY_ITSELF,
                List.of("-Xmx40m", "-Xmn512k"),
                "--rate",
                "20000/s",
                "-z",
                "2s",
                "--expect",
                "p99.9 < 5.1ms",
                url());

        assertThat(ended.code()).as(ended.stdout()).isEqualTo(INVALID);
        assertThat(ended.stdout()).containsPattern("garbage collection \\d+\\.0 ms \\(limit 10\\.0 ms\\)");
    }

    @Test
    void fewFileDescriptors_areNamed() {
        // From the jars, as users start it: every class of a folder would take a descriptor of its own.
        List<String> jars = List.of("-cp", "target/load-cli.jar" + File.pathSeparator + "target/lib/*");
        Ended ended = run(shell("ulimit -n 64"), jars, "-n", "500", "-c", "100", "--expect", "errors = 0", url());

        assertThat(ended.code()).as(ended.stdout()).isEqualTo(INVALID);
        assertThat(ended.stdout()).contains("it was out of file descriptors").contains("The books balance.");
    }

    @Test
    void noMorePorts_areNamed() {
        List<String> alone = new ArrayList<>(List.of("unshare", "--net"));
        alone.addAll(shell("ip link set lo up && echo 40000 40030 > /proc/sys/net/ipv4/ip_local_port_range"));
        assumeTrue(
                Programs.work("unshare", "--net", "ip", "link", "set", "lo", "up"),
                "network namespaces cannot be made here");

        Ended ended = run(alone, List.of(), "--demo", "-n", "500", "-c", "50", "--expect", "errors = 0");

        assertThat(ended.code()).as(ended.stdout()).isEqualTo(INVALID);
        assertThat(ended.stdout()).contains("it was out of local ports").contains("The books balance.");
    }

    @ParameterizedTest
    @CsvSource({"1500, true", "0, false"})
    void slowNames_areNamed_andInNoTime(int delayMillis, boolean slow, @TempDir Path folder) throws IOException {
        try (SlowNameServer names = SlowNameServer.start(Duration.ofMillis(delayMillis))) {
            Path resolver = Files.writeString(
                    folder.resolve("resolv.conf"), "nameserver " + names.address() + "\noptions timeout:9\n");
            String mount = "mount --bind " + resolver + " /etc/resolv.conf";
            assumeTrue(Programs.work("unshare", "--mount", "sh", "-c", mount), "nothing can be mounted here");
            List<String> withResolver = new ArrayList<>(List.of("unshare", "--mount"));
            withResolver.addAll(shell(mount));
            String url = "http://shop.test:" + server.uri("/").getPort() + "/";
            Ended ended = run(withResolver, List.of(), "-n", "100", "-c", "5", "--expect", "errors = 0", url);

            assertThat(ended.code()).as(ended.stdout() + ended.stderr()).isZero();
            if (slow) {
                assertThat(ended.stdout()).containsPattern("Names: the slowest look-up took [1-9][\\d.]*s;");
            } else {
                assertThat(ended.stdout()).doesNotContain("Names:");
            }
            assertThat(ended.stdout()).containsPattern("Total:\t0\\.");
        }
    }

    @Test
    void absurdRate_isNotDelivered_andSurvives() {
        Ended ended = run(
                List.of("taskset", "-c", "0"),
                List.of("-Xmx256m"),
                "--rate",
                "1000000/s",
                "-z",
                "2s",
                "--max-in-flight",
                "5000",
                url());

        assertThat(ended.code()).as(ended.stdout()).isEqualTo(INVALID);
        assertThat(ended.stdout()).contains("planned requests were dropped").contains("The books balance.");
        assertThat(ended.stderr()).doesNotContain("OutOfMemory");
    }

    @Test
    void nobodyInTheWay_isTheControlThatPasses() {
        Ended ended = run(BY_ITSELF, List.of(), "--rate", "300/s", "-z", "3s", "--expect", "p99 < 500ms", url());

        assertThat(ended.code()).as(ended.stdout()).isZero();
        assertThat(ended.stdout()).doesNotContain("CPU limit", "out of ");
    }

    private static Ended run(List<String> by, List<String> options, String... words) {
        try (CommandProcess command = CommandProcess.startBy(by, options, words)) {
            return command.await();
        }
    }

    /** Returns the words of a shell that does something first and then becomes the command. */
    private static List<String> shell(String first) {
        return List.of("sh", "-c", first + " && exec \"$@\"", "sh");
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String url() {
        return server.uri("/").toString();
    }
}
