// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.function.ObjLongConsumer;

/**
 * The times of all requests of a run, or of one kind of them, with three significant digits.
 *
 * <p>A sample quantile is the nearest rank: the smallest time that at least the given share of the samples does not
 * exceed. An empty distribution has no values: every method but {@link #count}, {@link #isEmpty}, {@link #carries},
 * {@link #countAtOrBelow} and {@link #forEachTime} then throws {@link IllegalStateException}.
 *
 * @since 0.1.0
 */
public interface LatencyDistribution {

    /** Returns how many times were recorded. */
    long count();

    /** Returns the shortest time. */
    Duration min();

    /** Returns the longest time. */
    Duration max();

    /** Returns the arithmetic mean. */
    Duration mean();

    /** Returns the standard deviation. */
    Duration stddev();

    /**
     * Returns a percentile by nearest rank, whether or not the samples carry it.
     *
     * @param percentile from 0 to 100, such as 99.9
     */
    Duration percentile(double percentile);

    /** Returns how many times are not longer than the given one, to the precision of the distribution. */
    long countAtOrBelow(Duration time);

    /**
     * Calls an action with each different time, to the precision of the distribution, and with how often it was recorded;
     * the shortest time first. What is added up from it loses nothing.
     */
    void forEachTime(ObjLongConsumer<Duration> action);

    /**
     * Returns the distribution of times that were counted elsewhere, such as those of a stored result.
     *
     * @param nanos the different times, ascending, in nanoseconds; as precise as the distribution is to be, or more
     * @param counts how often each of them came, 1 or more
     * @param summary what is known exactly; the times are kept within its extremes
     * @throws IllegalArgumentException if the times do not ascend, or not every one has its count
     */
    static LatencyDistribution of(long[] nanos, long[] counts, Summary summary) {
        return new RecordedTimes(nanos, counts, summary);
    }

    /**
     * Returns the distribution of the times of all parts together, such as those of several generators. Histograms are
     * added, and percentiles read from the sum: percentiles of the parts have no meaningful mean.
     */
    static LatencyDistribution sum(Collection<? extends LatencyDistribution> parts) {
        return RecordedTimes.sum(parts);
    }

    /**
     * Returns the rank of a percentile among so many times in ascending order, the first of which is 1.
     *
     * @param percentile from 0 to 100
     */
    static long nearestRank(double percentile, long count) {
        // One step down, so that 90.04 % of 10,000 is 9,004 and not one more: the binary fraction is a little above it.
        return (long) Math.max(1, Math.ceil(Math.nextDown(percentile) * count / 100));
    }

    /**
     * Returns how many independent times it takes before an upper 95 % confidence bound of a percentile exists, one-sided: 299
     * for p99. With fewer, the percentile is no more than a lower bound.
     *
     * @param percentile more than 0 and less than 100, such as 99.9
     */
    static long enoughToBound(double percentile) {
        return Percentiles.samplesForUpperBound(percentile);
    }

    /** Returns whether nothing was recorded. */
    default boolean isEmpty() {
        return count() == 0;
    }

    /** Returns whether at least one sample is expected beyond the percentile: 100 samples carry p99. */
    default boolean carries(double percentile) {
        return count() >= Percentiles.samplesNeeded(percentile);
    }

    /** Returns the median. */
    default Duration p50() {
        return percentile(50);
    }

    /** Returns the 90th percentile. */
    default Duration p90() {
        return percentile(90);
    }

    /** Returns the 95th percentile. */
    default Duration p95() {
        return percentile(95);
    }

    /** Returns the 99th percentile. */
    default Duration p99() {
        return percentile(99);
    }

    /** Returns the 99.9th percentile. */
    default Duration p999() {
        return percentile(99.9);
    }

    /**
     * What is known of recorded times beyond their histogram, exact to the nanosecond; all zero if there are none.
     *
     * @since 0.1.0
     */
    record Summary(Duration min, Duration max, Duration mean, Duration stddev) {

        /** The summary of no times. */
        public static final Summary NONE = new Summary(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

        /** Checks the order. */
        public Summary {
            if (min.isNegative() || min.compareTo(max) > 0) {
                throw new IllegalArgumentException(
                        "the shortest time must be between zero and the longest: " + min + " to " + max);
            }
        }
    }
}
