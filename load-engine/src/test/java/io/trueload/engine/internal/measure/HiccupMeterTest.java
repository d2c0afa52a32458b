// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.GeneratorHealth.Pause;
import io.trueload.engine.internal.measure.HiccupMeter.Seen;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

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
    void waitOfAnotherThread_isAHiccup_butNoPause() {
        Seen seen = Seen.NOTHING.withWait(30 * MILLI).withWait(20 * MILLI);

        assertThat(seen.longestNanos()).isEqualTo(30 * MILLI);
        assertThat(seen.pauses(0).longest()).isEmpty();
        assertThat(seen.pauses(0).total()).isZero();
    }
}
