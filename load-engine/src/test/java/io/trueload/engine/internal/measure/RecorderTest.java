// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.IntervalResult.ServiceTimes;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Recording on many threads while another reads: nothing is counted twice, nothing is lost. */
class RecorderTest {

    private static final long HIGHEST = 40_000_000_000L;
    private static final int THREADS = 8;
    private static final int EACH = 1_000_000;

    @Test
    void manyThreads_whileAnotherTakesIntervals_sumOfIntervalsIsTheTotal() throws InterruptedException {
        Recorders recorders = new Recorders(HIGHEST, 2, System::nanoTime);
        CountDownLatch running = new CountDownLatch(THREADS);
        AtomicInteger taken = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            threads.add(new Thread(() -> {
                Recorder own = recorders.own();
                for (int i = 1; i <= EACH; i++) {
                    // So that there are some to be taken, however slow the one is that takes them.
                    while (i % (EACH / 5) == 0 && taken.get() < i / (EACH / 5)) {
                        Thread.onSpinWait();
                    }
                    own.started(true);
                    own.recorded(FixedSample.ok(i * 1_000L));
                    own.ended();
                }
                running.countDown();
            }));
        }
        threads.forEach(Thread::start);

        Tally tally = new Tally(recorders);
        int intervals = 0;
        while (running.getCount() > 0) {
            assertThat(recorders.inFlight()).isNotNegative();
            tally.closeInterval(intervals++, 1, true);
            taken.set(intervals);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        tally.closeInterval(intervals++, 1, true);

        long all = (long) THREADS * EACH;
        assertThat(intervals).isGreaterThan(3);
        assertThat(tally.total().sentCount()).isEqualTo(all);
        assertThat(tally.total().count(Outcome.OK)).isEqualTo(all);
        assertThat(tally.responseTime().count()).isEqualTo(all);
        assertThat(tally.statusCodes()).containsEntry(200, all);
        assertThat(tally.bytes().body()).isEqualTo(10 * all);
        assertThat(recorders.inFlight()).isZero();
        assertThat(tally.responseTime().mean().toNanos()).isEqualTo(500L * (EACH + 1));
        assertThat(tally.intervals().stream()
                        .mapToLong(interval -> interval.sent())
                        .sum())
                .isEqualTo(all);
        assertThat(tally.intervals().stream()
                        .mapToLong(interval -> interval.responseTime().count())
                        .sum())
                .isEqualTo(all);
    }

    @Test
    void failuresWithoutAnswer_areCountedButHaveNoTime() {
        Recorders recorders = new Recorders(HIGHEST, 2, System::nanoTime);
        recorders.own().recorded(FixedSample.failed(Outcome.CONNECT_FAILED, "connection refused"));
        recorders.own().recorded(FixedSample.failed(Outcome.TLS_FAILED, "unknown authority"));
        recorders.own().recorded(FixedSample.failed(Outcome.TIMED_OUT, "timed out"));
        recorders.own().recorded(FixedSample.failed(Outcome.CONNECT_FAILED, "connection refused"));
        Tally tally = new Tally(recorders);
        tally.closeInterval(0, 1, true);

        assertThat(tally.responseTime().count()).isEqualTo(1);
        assertThat(tally.errors())
                .containsExactly(
                        new ErrorCount(Outcome.CONNECT_FAILED, "connection refused", 2),
                        new ErrorCount(Outcome.TIMED_OUT, "timed out", 1),
                        new ErrorCount(Outcome.TLS_FAILED, "unknown authority", 1));
        assertThat(tally.intervals().get(0).failed()).isEqualTo(4);
        assertThat(tally.intervals().get(0).failures())
                .isEqualTo(Map.of(Outcome.CONNECT_FAILED, 2L, Outcome.TIMED_OUT, 1L, Outcome.TLS_FAILED, 1L));
    }

    @Test
    void everNewMessages_areBounded() {
        Recorders recorders = new Recorders(HIGHEST, 2, System::nanoTime);
        LongStream.range(0, 10_000)
                .forEach(i ->
                        recorders.own().recorded(FixedSample.failed(Outcome.PROTOCOL_ERROR, "no such thing as " + i)));
        Tally tally = new Tally(recorders);
        tally.closeInterval(0, 1, true);

        assertThat(tally.errors()).hasSizeLessThanOrEqualTo(101);
        assertThat(tally.errors().get(0).message()).isEqualTo("other errors");
        assertThat(tally.errors().stream().mapToLong(ErrorCount::count).sum()).isEqualTo(10_000);
    }

    @Test
    void interval_keepsItsOwnServiceTimes_asFarAsTheyAreCarried() {
        Recorders recorders = new Recorders(HIGHEST, 1, System::nanoTime);
        Recorder own = recorders.own();
        Tally tally = new Tally(recorders);
        for (int i = 1; i <= 20; i++) {
            own.started(true);
            own.recorded(new FixedSample(Outcome.OK, 200, 900_000_000, i * 1_024_000L, ""));
        }
        tally.closeInterval(0, 1, true);
        tally.closeInterval(1, 1, true);

        ServiceTimes first = tally.intervals().get(0).serviceTime();
        assertThat(first.p50()).isCloseTo(Duration.ofNanos(10 * 1_024_000), Duration.ofNanos(10_240));
        assertThat(first.p90()).isCloseTo(Duration.ofNanos(18 * 1_024_000), Duration.ofNanos(18_432));
        assertThat(first.p99()).isZero();
        assertThat(first.max()).isCloseTo(Duration.ofNanos(20 * 1_024_000), Duration.ofNanos(20_480));
        assertThat(tally.intervals().get(1).serviceTime()).isEqualTo(ServiceTimes.UNKNOWN);
    }
}
