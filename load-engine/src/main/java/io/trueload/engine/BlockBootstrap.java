// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import io.trueload.engine.internal.statistics.OrderStatistics;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Confidence intervals of percentiles, by drawing the seconds of a run again and again. Immutable. */
final class BlockBootstrap {

    /*
     * Times of one run are not independent: a stall makes hundreds of them slow at once. A formula for independent samples
     * takes such a second for hundreds of witnesses where there was one, and its interval is far too narrow. So whole
     * blocks of time are drawn, with replacement, as many as the run has; the percentile of what was drawn is noted; and
     * the middle 95 % of a thousand such percentiles are the interval. It is the same each time, since the seed is fixed.
     *
     * Source: Künsch, The jackknife and the bootstrap for general stationary observations, 1989; here with blocks that
     * do not overlap.
     */

    private static final int RESAMPLES = 1_000;
    private static final long SEED = 20_261_123;
    private static final double TAIL = 0.025;

    /** Longer runs have longer blocks: more would take time and memory, and tell nothing new. */
    private static final int MOST_BLOCKS = 300;

    /** Has no samples, so that there is no interval either. */
    private static final BlockBootstrap TOO_SHORT = new BlockBootstrap(new long[0], new long[0][]);

    /** The different times of all blocks, ascending. */
    private final long[] nanos;

    /** For each block how many of its times lie at or below each of {@code nanos}. */
    private final long[][] countUpTo;

    private BlockBootstrap(long[] nanos, long[][] countUpTo) {
        this.nanos = nanos;
        this.countUpTo = countUpTo;
    }

    static BlockBootstrap of(List<IntervalResult> intervals) {
        List<LatencyDistribution> seconds = intervals.stream()
                .map(IntervalResult::responseTime)
                .filter(times -> !times.isEmpty())
                .toList();
        if (seconds.size() < ConfidenceInterval.LEAST_SECONDS) {
            return TOO_SHORT;
        }
        long[] nanos = differentTimes(seconds);
        int perBlock = Math.max(1, (seconds.size() + MOST_BLOCKS - 1) / MOST_BLOCKS);
        long[][] countUpTo = new long[(seconds.size() + perBlock - 1) / perBlock][nanos.length];
        for (int i = 0; i < seconds.size(); i++) {
            long[] counts = countUpTo[i / perBlock];
            seconds.get(i).forEachTime((time, count) -> counts[Arrays.binarySearch(nanos, time.toNanos())] += count);
        }
        for (long[] counts : countUpTo) {
            Arrays.parallelPrefix(counts, Long::sum);
        }
        return new BlockBootstrap(nanos, countUpTo);
    }

    /** Returns the 95 % interval of a percentile, or nothing if there are too few blocks or samples. */
    Optional<ConfidenceInterval> interval(double percentile) {
        if (!(percentile > 0 && percentile < 100)) {
            throw new IllegalArgumentException("percentile must be between 0 and 100, both excluded: " + percentile);
        }
        long samples = Arrays.stream(countUpTo).mapToLong(BlockBootstrap::last).sum();
        if (OrderStatistics.of(samples, percentile / 100, 1 - 2 * TAIL).upper() > samples) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(SEED);
        long[] drawn = new long[RESAMPLES];
        Arrays.setAll(drawn, i -> drawPercentile(percentile, random));
        Arrays.sort(drawn);
        int beyond = (int) (TAIL * RESAMPLES);
        return Optional.of(new ConfidenceInterval(
                Duration.ofNanos(drawn[beyond]), Duration.ofNanos(drawn[RESAMPLES - 1 - beyond])));
    }

    private static long[] differentTimes(List<LatencyDistribution> seconds) {
        LongStream.Builder all = LongStream.builder();
        seconds.forEach(second -> second.forEachTime((time, count) -> all.add(time.toNanos())));
        long[] nanos = all.build().sorted().toArray();
        int different = 0;
        for (long time : nanos) {
            // By hand, since a stream makes an object of each.
            if (different == 0 || time > nanos[different - 1]) {
                nanos[different++] = time;
            }
        }
        return Arrays.copyOf(nanos, different);
    }

    private long drawPercentile(double percentile, SplittableRandom random) {
        long[][] drawn = new long[countUpTo.length][];
        Arrays.setAll(drawn, i -> countUpTo[random.nextInt(countUpTo.length)]);
        long count = Arrays.stream(drawn).mapToLong(BlockBootstrap::last).sum();
        long rank = LatencyDistribution.nearestRank(percentile, count);
        int low = 0;
        int high = nanos.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            long upToMiddle = 0;
            for (long[] block : drawn) {
                upToMiddle += block[middle];
            }
            if (upToMiddle >= rank) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return nanos[low];
    }

    private static long last(long[] countUpTo) {
        return countUpTo[countUpTo.length - 1];
    }
}
