// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.time.Duration;
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
     * Returns the rank of a percentile among so many times in ascending order, the first of which is 1.
     *
     * @param percentile from 0 to 100
     */
    static long nearestRank(double percentile, long count) {
        // One step down, so that 90.04 % of 10,000 is 9,004 and not one more: the binary fraction is a little above it.
        return (long) Math.max(1, Math.ceil(Math.nextDown(percentile) * count / 100));
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
}
