// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static io.trueload.cli.Measurement.assertOverhead;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.testkit.BlackHole;
import io.trueload.testkit.ServerProcess;
import io.trueload.testkit.Truth;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * K12: the wall clock steps by an hour in the middle of a run, forward and back, and no number changes.
 *
 * <p>The instant at which a run began is read from that clock, and shows that it was the stepped one.
 */
@Tag("nightly")
class SteppedClockNightlyIT {

    private static final Duration AT_FIRST = ofHours(5);
    private static final List<Duration> STEPS = List.of(ofHours(6), ofHours(5), ofHours(4));
    private static final int PER_SECOND = 1000;
    private static final int WARM_UP = 2 * PER_SECOND;
    private static final int SECONDS = 12;
    private static final int SECONDS_BETWEEN_STEPS = 3;

    /** What an answer that is late by the tolerance of p99 moves from one second to the next, and some more. */
    private static final int ACROSS_A_SECOND = 50;

    /** How long a request may hang. */
    private static final Duration LIMIT = ofSeconds(5);

    @TempDir
    private Path folder;

    private long hanging;

    @Test
    void k12_openWorkload_hasTheCountsAndTimesOfTheServersLog() throws Exception {
        Measurement.believably(this::openWorkload, SteppedClockNightlyIT::assertTimes);
    }

    @Test
    void k12_requestsThatHang_timeOutWhenTheyAreDue() throws Exception {
        SteppedClock clock = clock();
        try (ServerProcess server = ServerProcess.start("hang")) {
            LoadResult result = run(
                    clock,
                    command -> {
                        Condition.await("all hang", () -> server.hits() == 5);
                        hanging = System.nanoTime();
                        for (Duration step : STEPS) {
                            clock.stepTo(step, command.process());
                        }
                    },
                    server.uri("/").toString(),
                    "-n",
                    "5",
                    "-c",
                    "5",
                    "--timeout",
                    LIMIT.toSeconds() + "s");

            assertThat(result.counts().of(Outcome.TIMED_OUT)).isEqualTo(5);
            assertThat(result.responseTime().min())
                    .isEqualTo(result.responseTime().max());
            assertThat(result.responseTime().max()).isCloseTo(LIMIT, ofMillis(10));
            assertWaitedAsLong();
        }
    }

    @Test
    void k12_connectionsThatAreBeingOpened_areGivenUpWhenTheyAreDue() throws Exception {
        SteppedClock clock = clock();
        try (BlackHole nowhere = BlackHole.open()) {
            LoadResult result = run(
                    clock,
                    command -> {
                        Condition.await("all connect", () -> connecting(nowhere.port()) == 5);
                        hanging = System.nanoTime();
                        for (Duration step : STEPS) {
                            clock.stepTo(step, command.process());
                        }
                    },
                    "http://127.0.0.1:" + nowhere.port() + "/",
                    "-n",
                    "5",
                    "-c",
                    "5",
                    "--connect-timeout",
                    LIMIT.toSeconds() + "s");

            assertThat(result.counts().of(Outcome.CONNECT_FAILED)).isEqualTo(5);
            assertThat(result.errors())
                    .extracting(LoadResult.ErrorCount::message)
                    .containsExactly("no connection within " + LIMIT.toSeconds() + "s");
            assertWaitedAsLong();
        }
    }

    private SteppedClock clock() throws IOException, InterruptedException {
        return SteppedClock.in(Files.createTempDirectory(folder, "clock"), AT_FIRST);
    }

    /** Runs the command by a clock, lets something happen meanwhile, and reads its report. */
    private LoadResult run(SteppedClock clock, Consumer<CommandProcess> meanwhile, String url, String... words)
            throws IOException {
        String[] all = new String[words.length + 3];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "-o";
        all[words.length + 1] = "json";
        all[words.length + 2] = url;
        try (CommandProcess command = CommandProcess.startBy(clock.by(), List.of(), all)) {
            meanwhile.accept(command);
            return command.await().result(url);
        }
    }

    private Measurement openWorkload() throws Exception {
        SteppedClock clock = clock();
        try (ServerProcess server = ServerProcess.start("fixed-delay", "--delay", "5ms", "--record")) {
            Instant before = Instant.now();
            LoadResult result = run(
                    clock,
                    command -> {
                        for (int i = 0; i < STEPS.size(); i++) {
                            long due = WARM_UP + (i + 1L) * SECONDS_BETWEEN_STEPS * PER_SECOND;
                            Condition.await("it is time for a step", () -> server.hits() >= due);
                            clock.stepTo(STEPS.get(i), command.process());
                        }
                    },
                    server.uri("/").toString(),
                    "--rate",
                    PER_SECOND + "/s",
                    "--warm-up",
                    "2s",
                    "-z",
                    SECONDS + "s");

            assertThat(result.startedAt())
                    .isBetween(before.plus(AT_FIRST), Instant.now().plus(AT_FIRST));
            assertCounts(result, server);
            return new Measurement(result, server.truth().subList(WARM_UP, WARM_UP + SECONDS * PER_SECOND));
        }
    }

    /** Asserts that the command has really waited for what hung, by a clock that it cannot have mistaken. */
    private void assertWaitedAsLong() {
        assertThat(Duration.ofNanos(System.nanoTime() - hanging)).isGreaterThan(LIMIT.minusSeconds(1));
    }

    private static void assertCounts(LoadResult result, ServerProcess server) {
        long planned = (long) SECONDS * PER_SECOND;
        assertThat(result.counts().planned()).isEqualTo(planned);
        assertThat(result.counts().of(Outcome.OK)).isEqualTo(planned);
        assertThat(result.responseTime().count()).isEqualTo(planned);
        assertThat(server.hits()).isEqualTo(WARM_UP + planned);
    }

    /** Asserts what the tolerances of K1 are for. */
    private static void assertTimes(Measurement measured) {
        LoadResult result = measured.result();
        List<Truth> log = measured.log();
        assertThat(result.rates().sent()).isCloseTo(PER_SECOND, Offset.offset(1.0));
        assertThat(result.elapsed()).isBetween(ofSeconds(SECONDS), ofSeconds(SECONDS + 1L));
        assertThat(result.responseTime().min()).isGreaterThanOrEqualTo(ofMillis(5));
        assertOverhead(result.responseTime(), log, 50, ofMillis(1));
        assertOverhead(result.responseTime(), log, 99, ofMillis(5));
        assertSeconds(result, log);
    }

    /** Asserts that every second of the run has the requests that the server answered in it. */
    private static void assertSeconds(LoadResult result, List<Truth> log) {
        long begin = log.get(0).receivedNanos();
        long last = 0;
        for (IntervalResult interval : result.intervals()) {
            assertThat(interval.start()).isEqualTo(ofSeconds(last++));
            long answered = log.stream()
                    .filter(line -> TimeUnit.NANOSECONDS.toSeconds(line.actualSentNanos() - begin)
                            == interval.start().toSeconds())
                    .count();
            assertThat(interval.ok())
                    .as("answers in the second that began at %s", interval.start())
                    .isCloseTo(answered, Offset.offset((long) ACROSS_A_SECOND));
        }
        assertThat(last).isBetween((long) SECONDS, SECONDS + 1L);
    }

    /** Returns how many sockets of this machine have sent a SYN to a port of 127.0.0.1 and wait for the answer. */
    private static long connecting(int port) {
        // In the table of IPv6, since Java's sockets speak both.
        String remote = String.format(":%04X", port);
        try (var lines = Files.lines(Path.of("/proc/net/tcp6"))) {
            return lines.map(line -> line.trim().split("\\s+"))
                    .filter(columns -> columns[2].endsWith(remote) && columns[3].equals("02"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
