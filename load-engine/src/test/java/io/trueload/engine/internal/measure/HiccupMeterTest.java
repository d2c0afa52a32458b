// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trueload.engine.GeneratorHealth.Pause;
import io.trueload.engine.internal.measure.HiccupMeter.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A meter whose clock jumps, as it does for a process that was stopped. */
class HiccupMeterTest {

    private static final long MILLI = 1_000_000;

    @Test
    void jumpsOfTheClock_arePauses_withTheirPlacesAndWhatWasInFlight() throws InterruptedException {
        AtomicLong readings = new AtomicLong();
        CountDownLatch noticed = new CountDownLatch(1);
        HiccupMeter meter = new HiccupMeter(
                () -> readings.incrementAndGet() * 50 * MILLI,
                () -> {
                    noticed.countDown();
                    return 12;
                },
                new ProcessorWaits(() -> 0));

        assertThat(noticed.await(30, TimeUnit.SECONDS)).isTrue();
        meter.close();

        Seen seen = meter.take();
        assertThat(seen.longestNanos()).isEqualTo(49 * MILLI);
        assertThat(seen.pauses(0).longest()).contains(new Pause(ofMillis(51), ofMillis(49)));
        assertThat(seen.affected()).isEqualTo(12);
        assertThat(meter.take()).isEqualTo(Seen.NOTHING);
    }

    @Test
    void pauses_areAddedUp_andTheLongestKept() {
        Seen seen = Seen.NOTHING;
        for (int i = 1; i <= 12; i++) {
            seen = seen.with(i * 1_000 * MILLI, (5 + i) * MILLI, 20 - i);
        }

        assertThat(seen.longestNanos()).isEqualTo(17 * MILLI);
        assertThat(seen.pauses(500 * MILLI).total()).isEqualTo(ofMillis(138));
        assertThat(seen.pauses(500 * MILLI).affected()).isEqualTo(19);
        assertThat(seen.pauses(500 * MILLI).longest())
                .hasSize(10)
                .startsWith(new Pause(ofMillis(2_500), ofMillis(8)))
                .endsWith(new Pause(ofMillis(11_500), ofMillis(17)));
    }

    @Test
    void lessThanAPause_isOnlyAHiccup() {
        Seen seen = Seen.NOTHING.with(0, 5 * MILLI, 9);

        assertThat(seen.longestNanos()).isEqualTo(5 * MILLI);
        assertThat(seen.pauses(0).longest()).isEmpty();
        assertThat(seen.pauses(0).affected()).isZero();
    }

    @Test
    void waitsOfOtherThreads_areAddedUp_andNoPause() {
        Seen seen = Seen.NOTHING.withWait(30 * MILLI).withWait(20 * MILLI);

        assertThat(seen.longestWaitNanos()).isEqualTo(30 * MILLI);
        assertThat(seen.waitedNanos()).isEqualTo(50 * MILLI);
        assertThat(seen.longestNanos()).isZero();
        assertThat(seen.pauses(0).total()).isZero();
    }

    @Test
    void waitOfAnotherThread_isSeen(@TempDir Path folder) throws IOException {
        Path account = folder.resolve("schedstat");
        Files.writeString(account, "1 0 0\n");
        ProcessorWaits waits = new ProcessorWaits(System::nanoTime);
        waits.add(folder);
        assertThat(waits.longestNanos()).isZero();
        try (HiccupMeter meter = new HiccupMeter(System::nanoTime, () -> 0, waits)) {
            // A minute, so that nothing else can be meant.
            Files.writeString(account, "1 60000000000 1\n");
            assertThat(longestWait(meter)).isEqualTo(60_000 * MILLI);
        }
    }

    @Test
    void waitFromBeforeWhatIsForgotten_isForgotten_evenIfItIsOnlyReadThen(@TempDir Path folder) throws Exception {
        Path account = folder.resolve("schedstat");
        Files.writeString(account, "1 0 0\n");
        AtomicReference<HiccupMeter> meter = new AtomicReference<>();
        CountDownLatch forgotten = new CountDownLatch(1);
        CountDownLatch lookedAgain = new CountDownLatch(3);
        ProcessorWaits waits = new ProcessorWaits(() -> {
            HiccupMeter started = meter.get();
            if (started != null && forgotten.getCount() > 0) {
                // Between the beginning of a look and its reading.
                write(account, "1 60000000000 1\n");
                started.forget();
                forgotten.countDown();
            } else if (started != null) {
                lookedAgain.countDown();
            }
            return System.nanoTime();
        });
        waits.add(folder);
        assertThat(waits.longestNanos()).isZero();
        try (HiccupMeter started = new HiccupMeter(System::nanoTime, () -> 0, waits)) {
            meter.set(started);

            assertThat(lookedAgain.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(started.take().longestWaitNanos()).isZero();
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long longestWait(HiccupMeter meter) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        long longest = 0;
        while (longest == 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(MILLI);
            longest = meter.take().longestWaitNanos();
        }
        return longest;
    }

    @Test
    void threadsThatRecord_areLookedAt() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/thread-self/schedstat")), "the kernel keeps no account");
        Recorders recorders = new Recorders(MILLI, 1, System::nanoTime);
        long before = openAccounts();

        recorders.own().started(true);
        recorders.waits().longestNanos();
        assertThat(openAccounts() - before).isEqualTo(1);

        new HiccupMeter(System::nanoTime, () -> 0, recorders.waits()).close();
        assertThat(openAccounts() - before).as("left open").isZero();
        recorders.forgetOwn();
    }

    private static long openAccounts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.map(HiccupMeterTest::target)
                    .filter(target -> target.endsWith("schedstat"))
                    .count();
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            // Of the listing itself, which is closed by now.
            return link;
        }
    }
}
