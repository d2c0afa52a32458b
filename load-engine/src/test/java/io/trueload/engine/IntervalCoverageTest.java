// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * How often the intervals of p99 hold the true value, in runs of a service that stalls: simulated, so that the truth is
 * known. The negative control is the interval for independent samples.
 */
class IntervalCoverageTest {

    private static final int RUNS = 60;
    private static final int SECONDS = 60;
    private static final int PER_SECOND = 200;

    /** The true percentile does not depend on how often one looks, but on how many stalls are seen. */
    private static final int PER_SECOND_FOR_THE_TRUTH = 10;

    private static final int SECONDS_FOR_THE_TRUTH = 400_000;
    private static final long SEED = 3_300;

    @Test
    void stallingService_blocksHoldTheTruth_whereIndependentSamplesDoNot() {
        long truth = nearestRank(times(SECONDS_FOR_THE_TRUTH, PER_SECOND_FOR_THE_TRUTH, SEED), 0.99);
        int byBlocks = 0;
        int byRanks = 0;
        for (int run = 1; run <= RUNS; run++) {
            long[] nanos = times(SECONDS, PER_SECOND, SEED + run);
            ConfidenceInterval interval = result(nanos).confidenceInterval(99).orElseThrow();
            byBlocks +=
                    holds(interval.lower().toNanos(), truth, interval.upper().toNanos());
            byRanks += holdsByRanks(nanos, truth);
        }

        assertThat(Duration.ofNanos(truth).toMillis())
                .as("true p99, seed %s", SEED)
                .isBetween(38L, 42L);
        assertThat((double) byBlocks / RUNS)
                .as("share by blocks, seed %s", SEED)
                .isGreaterThanOrEqualTo(0.75);
        assertThat((double) byRanks / RUNS).as("share by ranks, seed %s", SEED).isLessThan(0.5);
    }

    /** Returns whether the interval for independent samples holds the truth: two ranks, by the normal law. */
    private static int holdsByRanks(long[] nanos, long truth) {
        long[] sorted = Arrays.stream(nanos).sorted().toArray();
        double mean = 0.99 * sorted.length;
        double deviation = Math.sqrt(sorted.length * 0.99 * 0.01);
        int lower = (int) Math.floor(mean - 1.96 * deviation);
        int upper = (int) Math.ceil(mean + 1.96 * deviation) + 1;
        return holds(sorted[lower - 1], truth, sorted[upper - 1]);
    }

    private static int holds(long lower, long truth, long upper) {
        return lower <= truth && truth <= upper ? 1 : 0;
    }

    /** Returns times in the order of their intended starts: what is left of a stall, and 1 ms + Exp(2 ms). */
    private static long[] times(int seconds, int perSecond, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] stallEnds = stalls(seconds, perSecond, random);
        long[] nanos = new long[seconds * perSecond];
        Arrays.setAll(nanos, i -> {
            double rest = Math.max(0, stallEnds[i] - (double) i / perSecond);
            return Math.round(1e9 * (rest + 0.001 + exponential(0.002, random)));
        });
        return nanos;
    }

    /** Returns for each request when the last stall that began before it ends: 0.2 stalls a second, Exp(80 ms) long. */
    private static double[] stalls(int seconds, int perSecond, SplittableRandom random) {
        double[] ends = new double[seconds * perSecond];
        double end = 0;
        double next = exponential(5, random);
        for (int i = 0; i < ends.length; i++) {
            for (; next <= (double) i / perSecond; next += exponential(5, random)) {
                end = Math.max(end, next + exponential(0.08, random));
            }
            ends[i] = end;
        }
        return ends;
    }

    private static double exponential(double mean, SplittableRandom random) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    private static long nearestRank(long[] nanos, double share) {
        long[] sorted = Arrays.stream(nanos).sorted().toArray();
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private static LoadResult result(long[] nanos) {
        return Results.expecting()
                .seconds(
                        SECONDS,
                        second -> SortedTimes.of(LongStream.range(0, PER_SECOND)
                                .map(i -> rounded(nanos[(int) (second * PER_SECOND + i)]))
                                .mapToObj(Duration::ofNanos)
                                .toArray(Duration[]::new)))
                .result();
    }

    /** Rounds to the three digits that a distribution has. */
    private static long rounded(long nanos) {
        long width = Long.highestOneBit(nanos) >> 10;
        return width == 0 ? nanos : nanos / width * width;
    }
}
