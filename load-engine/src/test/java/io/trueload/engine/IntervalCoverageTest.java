// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.internal.statistics.OrderStatistics;
import java.time.Duration;
import java.util.Arrays;
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
    void stallingService_blocksAndEffectiveSamplesHoldTheTruth_whereIndependentSamplesDoNot() {
        long[] nanosOfTheTruth = new SimulatedService(SEED).stalling(SECONDS_FOR_THE_TRUTH, PER_SECOND_FOR_THE_TRUTH);
        long truth = nearestRank(nanosOfTheTruth, 0.99);
        int byBlocks = 0;
        int byEffectiveSamples = 0;
        int byAllSamples = 0;
        for (int run = 1; run <= RUNS; run++) {
            long[] nanos = new SimulatedService(SEED + run).stalling(SECONDS, PER_SECOND);
            LoadResult result = Results.expecting()
                    .run(SECONDS, second -> SimulatedService.second(nanos, second, PER_SECOND))
                    .result();
            ConfidenceInterval interval = result.confidenceInterval(99).orElseThrow();
            byBlocks +=
                    holds(interval.lower().toNanos(), truth, interval.upper().toNanos());
            long effective = result.effectiveSamples(99).orElseThrow().effective();
            byEffectiveSamples += holdsByRanks(nanos, effective, truth);
            byAllSamples += holdsByRanks(nanos, nanos.length, truth);
        }

        assertThat(Duration.ofNanos(truth).toMillis())
                .as("true p99, seed %s", SEED)
                .isBetween(38L, 42L);
        assertThat((double) byBlocks / RUNS)
                .as("share by blocks, seed %s", SEED)
                .isGreaterThanOrEqualTo(0.75);
        assertThat((double) byEffectiveSamples / RUNS)
                .as("share by effective samples, seed %s", SEED)
                .isGreaterThanOrEqualTo(0.8);
        assertThat((double) byAllSamples / RUNS)
                .as("share by all samples, seed %s", SEED)
                .isLessThan(0.5);
    }

    @Test
    void independentTimes_effectiveSamplesAreAboutAll_andIntervalsHoldTheTruth() {
        // Half of a millisecond for certain, and half of one by chance.
        double truth = 0.5e6 * (1 + Math.log(100));
        int held = 0;
        double worth = 0;
        for (int run = 1; run <= RUNS; run++) {
            LoadResult result = Results.expecting()
                    .run(SECONDS, new SimulatedService(SEED + run).independent(PER_SECOND, second -> 1))
                    .result();
            EffectiveSamples samples = result.effectiveSamples(99).orElseThrow();
            OrderStatistics ranks = OrderStatistics.of(samples.effective(), 0.99, 0.95);
            held += holds(
                    percentile(result, ranks.lower(), samples),
                    Math.round(truth),
                    percentile(result, ranks.upper(), samples));
            worth += (double) samples.effective() / samples.samples() / RUNS;
        }

        assertThat((double) held / RUNS).as("share, seed %s", SEED).isGreaterThanOrEqualTo(0.9);
        assertThat(worth).as("worth, seed %s", SEED).isBetween(0.75, 1.0);
    }

    /** Returns whether an interval of two ranks holds the truth, the samples being worth so many independent ones. */
    private static int holdsByRanks(long[] nanos, long worth, long truth) {
        long[] sorted = Arrays.stream(nanos).sorted().toArray();
        OrderStatistics ranks = OrderStatistics.of(worth, 0.99, 0.95);
        double scale = (double) sorted.length / worth;
        int lower = (int) Math.max(1, Math.floor(ranks.lower() * scale));
        int upper = (int) Math.min(sorted.length, Math.ceil(ranks.upper() * scale));
        return holds(sorted[lower - 1], truth, sorted[upper - 1]);
    }

    private static long percentile(LoadResult result, long rank, EffectiveSamples samples) {
        double percentile = Math.min(100, 100.0 * rank / samples.effective());
        return result.responseTime().percentile(percentile).toNanos();
    }

    private static int holds(long lower, long truth, long upper) {
        return lower <= truth && truth <= upper ? 1 : 0;
    }

    private static long nearestRank(long[] nanos, double share) {
        long[] sorted = Arrays.stream(nanos).sorted().toArray();
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
