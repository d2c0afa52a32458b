// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Outcome;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More requests than an int can count: they are counted, and take no more memory than a thousandth of them. */
@Tag("nightly")
class BillionRequestsNightlyIT {

    private static final long HIGHEST = 20_000_000_000L;
    private static final int SECONDS = 100;
    private static final long MANY = 3_000_000_000L;
    private static final long FEW = MANY / 1_000;

    /** What a garbage collector may leave here or there; a byte for each request would be thousands of times as much. */
    private static final long NOISE_BYTES = 256 * 1024;

    private static final FixedSample[] SAMPLES = LongStream.rangeClosed(1, 1_000)
            .mapToObj(i -> FixedSample.ok(i * 50_000))
            .toArray(FixedSample[]::new);

    @Test
    void requests_beyondAnInt_areCounted_andLeaveNothingBehind() {
        Tally few = tally(FEW);
        long heldByFew = liveBytes();
        Tally many = tally(MANY);
        long heldByBoth = liveBytes();

        assertThat(many.total().sentCount()).isEqualTo(MANY);
        assertThat(many.outcomes()).containsEntry(Outcome.OK, MANY);
        assertThat(many.statusCodes()).containsEntry(200, MANY);
        assertThat(many.responseTime().count()).isEqualTo(MANY);
        assertThat(many.bytes().body()).isEqualTo(10 * MANY);
        assertThat(many.responseTime().p99()).isEqualTo(few.responseTime().p99());
        assertThat(many.responseTime().mean()).isEqualTo(few.responseTime().mean());
        assertThat(many.intervals()).hasSize(SECONDS);
        // The first holds what both have in common as well, such as loaded classes.
        assertThat(heldByBoth - heldByFew).isLessThan(heldBy(few) + NOISE_BYTES);
    }

    /** Returns what a tally of few requests holds, found by making one more. */
    private static long heldBy(Tally one) {
        long before = liveBytes();
        Tally another = tally(FEW);
        long held = liveBytes() - before;
        assertThat(another.total().sentCount()).isEqualTo(one.total().sentCount());
        return held;
    }

    private static Tally tally(long requests) {
        Recorders recorders = new Recorders(HIGHEST, 1, System::nanoTime);
        Recorder own = recorders.own();
        var tally = new Tally(recorders);
        for (int second = 0; second < SECONDS; second++) {
            for (long i = 0; i < requests / SECONDS; i++) {
                own.started(true);
                own.recorded(SAMPLES[(int) (i % SAMPLES.length)]);
                own.ended();
            }
            tally.closeInterval(second * 1_000_000_000L, 1_000_000_000L, true);
        }
        return tally;
    }

    private static long liveBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
