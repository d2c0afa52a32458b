// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trueload.engine.LatencyDistribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times in their smallest form, held against the histogram that they were read from and against a sorted array. */
class RecordedTimesTest {

    private static final long HIGHEST = 40_000_000_000L;

    /** The width of a bucket with three digits, relative to its value, and the microsecond below which none is finer. */
    private static final double BUCKET = 1.0 / 1024;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100, 1_000, 10_000})
    void percentiles_all_areThoseOfTheHistogram(int count) {
        Times times = times(random(count, 1));
        LatencyDistribution recorded = times.distribution();

        for (double percentile = 0; percentile <= 100; percentile += 0.01) {
            assertThat(recorded.percentile(percentile).toNanos())
                    .as("p%s of %s with seed 1", percentile, count)
                    .isEqualTo(times.percentile(percentile));
        }
        assertThat(recorded.percentile(0)).isEqualTo(recorded.min());
        assertThat(recorded.percentile(100)).isEqualTo(recorded.max());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1, 10, 25, 50, 75, 90, 95, 99, 99.9, 99.99, 100})
    void percentile_isTheNearestRank_withinOneBucket(double percentile) {
        long[] sorted = random(1_000, 2);
        LatencyDistribution recorded = times(sorted).distribution();

        double exact = sorted[(int) Math.max(1, Math.ceil(sorted.length * percentile / 100 - 1e-9)) - 1];
        assertThat((double) recorded.percentile(percentile).toNanos())
                .as("p%s with seed 2", percentile)
                .isCloseTo(exact, within(exact * BUCKET + 1_000));
    }

    @Test
    void percentile_thatFallsOnARank_isThatRank_inSpiteOfBinaryFractions() {
        long[] sorted = new long[1_000];
        Arrays.setAll(sorted, i -> i < 999 ? 1_000_000 : 2_000_000);
        LatencyDistribution recorded = times(sorted).distribution();

        assertThat(recorded.p999().toNanos()).isCloseTo(1_000_000, within(1_000L));
        assertThat(recorded.percentile(99.91)).isEqualTo(Duration.ofMillis(2));
    }

    @Test
    void forEachTime_addedUpAgain_isTheSame() {
        Times times = times(random(10_000, 3));
        LatencyDistribution recorded = times.distribution();
        Times again = new Times(HIGHEST);
        List<Duration> order = new ArrayList<>();

        recorded.forEachTime((time, count) -> {
            order.add(time);
            for (long i = 0; i < count; i++) {
                again.record(time.toNanos());
            }
        });

        assertThat(order).isSorted().doesNotHaveDuplicates().endsWith(recorded.max());
        assertThat(again.count()).isEqualTo(10_000).isEqualTo(recorded.count());
        for (double percentile = 0.01; percentile <= 100; percentile += 0.01) {
            assertThat(again.percentile(percentile))
                    .as("p%s with seed 3", percentile)
                    .isEqualTo(times.percentile(percentile));
        }
    }

    @Test
    void forEachTime_ofPartsOfARun_addUpToTheWhole() {
        long[] all = random(3_000, 4);
        shuffle(all, 4);
        Times whole = times(all);
        Times sum = new Times(HIGHEST);
        for (int from = 0; from < all.length; from += 100) {
            times(Arrays.copyOfRange(all, from, from + 100)).distribution().forEachTime((time, count) -> {
                for (long i = 0; i < count; i++) {
                    sum.record(time.toNanos());
                }
            });
        }

        assertThat(sum.count()).isEqualTo(3_000);
        for (double percentile = 0.1; percentile <= 100; percentile += 0.1) {
            double exact = whole.percentile(percentile);
            assertThat((double) sum.percentile(percentile))
                    .as("p%s with seed 4", percentile)
                    .isCloseTo(exact, within(exact * BUCKET + 1_000));
        }
    }

    @Test
    void countAtOrBelow_anyTime_isThatOfAHistogram() {
        long[] sorted = random(5_000, 5);
        LatencyDistribution recorded = times(sorted).distribution();
        Histogram histogram = new Histogram(1_000, HIGHEST, 3);
        Arrays.stream(sorted).forEach(histogram::recordValue);
        SplittableRandom random = new SplittableRandom(5);

        for (int i = 0; i < 20_000; i++) {
            // Half of them times that were recorded, half of them any, and some beyond both ends.
            long nanos = i % 2 == 0
                    ? sorted[random.nextInt(sorted.length)] + random.nextInt(3) - 1
                    : (long) (sorted[sorted.length - 1] * 1.1 * Math.pow(random.nextDouble(), 3));
            assertThat(recorded.countAtOrBelow(Duration.ofNanos(nanos)))
                    .as("%s ns with seed 5", nanos)
                    .isEqualTo(expectedCount(histogram, sorted, nanos));
        }
    }

    @Test
    void countAtOrBelow_ofTimesBeyondTheRange_countsThemAtTheirEndOnly() {
        Times times = new Times(1_000_000_000);
        times.record(1_000_000);
        times.record(5_000_000_000L);
        LatencyDistribution recorded = times.distribution();

        assertThat(recorded.countAtOrBelow(Duration.ofMillis(999))).isEqualTo(1);
        assertThat(recorded.countAtOrBelow(Duration.ofSeconds(5))).isEqualTo(2);
        assertThat(recorded.max()).isEqualTo(Duration.ofSeconds(5));
        assertThat(recorded.percentile(100).toNanos()).isEqualTo(times.percentile(100));
    }

    @Test
    void countAtOrBelow_negativeTime_isNone() {
        assertThat(times(new long[] {0}).distribution().countAtOrBelow(Duration.ofNanos(-1)))
                .isZero();
        assertThat(times(new long[] {0}).distribution().countAtOrBelow(Duration.ZERO))
                .isEqualTo(1);
    }

    @Test
    void extremesMeanAndDeviation_areTheExactOnes() {
        Times times = times(random(1_000, 6));
        LatencyDistribution recorded = times.distribution();

        assertThat(recorded.min().toNanos()).isEqualTo(times.min());
        assertThat(recorded.max().toNanos()).isEqualTo(times.max());
        assertThat(recorded.mean().toNanos()).isEqualTo(Math.round(times.mean()));
        assertThat(recorded.stddev().toNanos()).isEqualTo(Math.round(times.stddev()));
    }

    @Test
    void timesRecordedLater_changeNothing() {
        Times times = times(random(100, 7));
        LatencyDistribution recorded = times.distribution();
        Duration max = recorded.max();
        times.record(30_000_000_000L);
        times.clear();

        assertThat(recorded.count()).isEqualTo(100);
        assertThat(recorded.max()).isEqualTo(max);
    }

    @Test
    void timesAndCounts_ofEveryMagnitude_areKept() {
        for (int bits = 1; bits < Long.SIZE - 1; bits++) {
            long power = 1L << bits;
            long[] nanos = {power - 1, power, 3 * (power / 2)};
            long[] counts = {1, power / 4 + 1, 127};
            LatencyDistribution kept = LatencyDistribution.of(
                    nanos,
                    counts,
                    new LatencyDistribution.Summary(
                            Duration.ofNanos(nanos[0]), Duration.ofNanos(nanos[2]), Duration.ZERO, Duration.ZERO));

            assertThat(kept.count()).as("2^%s ns", bits).isEqualTo(power / 4 + 129);
            for (int i = 0; i < nanos.length; i++) {
                long atOrBelow = Arrays.stream(counts, 0, i + 1).sum();
                if (nanos[i] > 512 || i == 2) {
                    assertThat(kept.countAtOrBelow(Duration.ofNanos(nanos[i])))
                            .as("%s ns", nanos[i])
                            .isEqualTo(atOrBelow);
                }
            }
            assertThat((double) kept.percentile(50).toNanos())
                    .as("median near 2^%s ns", bits)
                    .isBetween((double) power - 1, power * (1 + BUCKET) + 512);
        }
    }

    @Test
    void empty_hasNoTimes() {
        LatencyDistribution empty = new Times(HIGHEST).distribution();
        List<Duration> seen = new ArrayList<>();

        empty.forEachTime((time, count) -> seen.add(time));

        assertThat(seen).isEmpty();
        assertThat(empty.count()).isZero();
        assertThat(empty.countAtOrBelow(Duration.ofDays(1))).isZero();
        assertThat(empty).hasToString("no samples");
    }

    /** Counts as a histogram does, but exactly beyond both ends. */
    private static long expectedCount(Histogram histogram, long[] sorted, long nanos) {
        if (nanos < sorted[0]) {
            return 0;
        }
        return nanos >= sorted[sorted.length - 1] ? sorted.length : histogram.getCountBetweenValues(0, nanos);
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
        Arrays.setAll(nanos, i -> (long) (1_000 + 2e6 * -Math.log(1 - random.nextDouble())));
        Arrays.sort(nanos);
        return nanos;
    }

    private static void shuffle(long[] nanos, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = nanos.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            long kept = nanos[i];
            nanos[i] = nanos[other];
            nanos[other] = kept;
        }
    }
}
