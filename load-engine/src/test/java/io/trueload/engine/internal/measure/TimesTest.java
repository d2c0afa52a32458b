// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.trueload.engine.LatencyDistribution;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded times, held against a sorted array. */
class TimesTest {

    private static final long HIGHEST = 40_000_000_000L;

    /** The width of a bucket with three digits, relative to its value, and the microsecond below which none is finer. */
    private static final double BUCKET = 1.0 / 1024;

    @ParameterizedTest
    @ValueSource(doubles = {0, 10, 25, 50, 75, 90, 95, 99, 99.9, 99.99, 100})
    void percentile_isTheNearestRank_withinOneBucket(double percentile) {
        long[] sorted = random(10_000, 1);
        Times times = times(sorted);

        int rank = (int) Math.max(1, Math.ceil(sorted.length * percentile / 100 - 1e-9));
        long exact = sorted[rank - 1];
        assertThat((double) times.percentile(percentile)).isCloseTo((double) exact, within(exact * BUCKET + 1_000));
    }

    @Test
    void extremesMeanAndDeviation_areExact() {
        long[] sorted = random(10_000, 2);
        Times times = times(sorted);
        double mean = Arrays.stream(sorted).average().orElseThrow();
        double variance = Arrays.stream(sorted)
                .mapToDouble(t -> (t - mean) * (t - mean))
                .average()
                .orElseThrow();

        assertThat(times.min()).isEqualTo(sorted[0]);
        assertThat(times.max()).isEqualTo(sorted[sorted.length - 1]);
        assertThat(times.percentile(100)).isEqualTo(times.max());
        assertThat(times.mean()).isCloseTo(mean, within(1e-6 * mean));
        assertThat(times.stddev()).isCloseTo(Math.sqrt(variance), within(1e-6 * mean));
    }

    @Test
    void add_inAnyOrder_isTheSame() {
        long[] all = random(2_000, 3);
        Times first = times(Arrays.copyOfRange(all, 0, 500));
        Times second = times(Arrays.copyOfRange(all, 500, 2_000));
        Times forward = new Times(HIGHEST);
        forward.add(first);
        forward.add(second);
        Times backward = new Times(HIGHEST);
        backward.add(second);
        backward.add(first);

        Times whole = times(all);
        for (double percentile = 0; percentile <= 100; percentile += 0.5) {
            assertThat(forward.percentile(percentile))
                    .isEqualTo(whole.percentile(percentile))
                    .isEqualTo(backward.percentile(percentile));
        }
        assertThat(forward.count()).isEqualTo(2_000);
    }

    @Test
    void timesBeyondTheRange_countAtItsEndAndKeepTheirMaximum() {
        Times times = new Times(1_000_000_000);
        times.record(-5);
        times.record(0);
        times.record(5_000_000_000L);

        assertThat(times.count()).isEqualTo(3);
        assertThat(times.min()).isZero();
        assertThat(times.max()).isEqualTo(5_000_000_000L);
        assertThat(times.percentile(100)).isGreaterThanOrEqualTo(1_000_000_000L);
    }

    @Test
    void equalTimes_haveNoDeviation() {
        Times times = new Times(HIGHEST);
        for (int i = 0; i < 1_000; i++) {
            times.record(123_456_789);
        }

        assertThat(times.stddev()).isCloseTo(0, within(200.0));
        assertThat(times.percentile(50)).isEqualTo(123_456_789);
    }

    @Test
    void clear_forgetsEverything() {
        Times times = times(random(100, 4));
        times.clear();
        times.record(7_000);

        assertThat(times.count()).isEqualTo(1);
        assertThat(times.min()).isEqualTo(7_000);
        assertThat(times.max()).isEqualTo(7_000);
        assertThat(times.mean()).isEqualTo(7_000);
    }

    @Test
    void countAtOrBelow_isExactAtTheEnds() {
        LatencyDistribution times =
                times(new long[] {1_000_000, 2_000_000, 3_000_000}).distribution();

        assertThat(times.countAtOrBelow(Duration.ofNanos(999_999))).isZero();
        assertThat(times.countAtOrBelow(Duration.ofMillis(2))).isEqualTo(2);
        assertThat(times.countAtOrBelow(Duration.ofMillis(3))).isEqualTo(3);
        assertThat(times.countAtOrBelow(Duration.ofDays(1))).isEqualTo(3);
    }

    @Test
    void emptyDistribution_saysSoInsteadOfInventing() {
        LatencyDistribution empty = new Times(HIGHEST).distribution();

        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.countAtOrBelow(Duration.ofDays(1))).isZero();
        assertThatIllegalStateException().isThrownBy(empty::p99).withMessage("no samples: ask isEmpty() first");
        assertThatIllegalStateException().isThrownBy(empty::mean);
        assertThatIllegalStateException().isThrownBy(empty::max);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 100.1, Double.NaN})
    void percentile_outOfRange_isRefused(double percentile) {
        LatencyDistribution times = times(new long[] {1_000}).distribution();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> times.percentile(percentile))
                .withMessage("percentile must be between 0 and 100: " + percentile);
    }

    private static Times times(long[] nanos) {
        Times times = new Times(HIGHEST);
        for (long time : nanos) {
            times.record(time);
        }
        return times;
    }

    private static long[] random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            nanos[i] = (long) (1_000 + 2e6 * -Math.log(1 - random.nextDouble()));
        }
        Arrays.sort(nanos);
        return nanos;
    }
}
