// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import io.trueload.engine.LatencyDistribution;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.ObjLongConsumer;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Times that will not change any more, as small as they can be: only buckets that hold something. Immutable.
 *
 * <p>A histogram of three digits takes 200 KB even for one time; an hour has 3,600 intervals, most with a few hundred
 * different times.
 */
final class RecordedTimes implements LatencyDistribution {

    private static final int ROOM_TO_START_WITH = 256;

    /** The ends of the buckets, ascending. */
    private final long[] nanos;

    /** How many times lie at or below each end. */
    private final long[] countUpTo;

    private final long minNanos;
    private final long maxNanos;
    private final double meanNanos;
    private final double stddevNanos;

    RecordedTimes(Times times) {
        minNanos = times.min();
        maxNanos = times.max();
        meanNanos = times.mean();
        stddevNanos = times.stddev();
        long[] ends = new long[ROOM_TO_START_WITH];
        long[] counts = new long[ROOM_TO_START_WITH];
        int buckets = 0;
        // Once through the histogram: this is done each second, by the thread that keeps the schedule.
        for (HistogramIterationValue bucket : times.buckets()) {
            if (buckets == ends.length) {
                ends = Arrays.copyOf(ends, 2 * buckets);
                counts = Arrays.copyOf(counts, 2 * buckets);
            }
            ends[buckets] = bucket.getValueIteratedTo();
            counts[buckets++] = bucket.getTotalCountToThisValue();
        }
        nanos = Arrays.copyOf(ends, buckets);
        countUpTo = Arrays.copyOf(counts, buckets);
    }

    @Override
    public long count() {
        return countUpTo.length == 0 ? 0 : countUpTo[countUpTo.length - 1];
    }

    @Override
    public Duration min() {
        checkNotEmpty();
        return Duration.ofNanos(minNanos);
    }

    @Override
    public Duration max() {
        checkNotEmpty();
        return Duration.ofNanos(maxNanos);
    }

    @Override
    public Duration mean() {
        checkNotEmpty();
        return Duration.ofNanos(Math.round(meanNanos));
    }

    @Override
    public Duration stddev() {
        checkNotEmpty();
        return Duration.ofNanos(Math.round(stddevNanos));
    }

    @Override
    public Duration percentile(double percentile) {
        if (!(percentile >= 0 && percentile <= 100)) {
            throw new IllegalArgumentException("percentile must be between 0 and 100: " + percentile);
        }
        checkNotEmpty();
        if (percentile == 0) {
            // Known exactly, and shorter than the end of its bucket.
            return min();
        }
        int found = Arrays.binarySearch(countUpTo, LatencyDistribution.nearestRank(percentile, count()));
        return time(found >= 0 ? found : -found - 1);
    }

    @Override
    public long countAtOrBelow(Duration time) {
        long end = time.toNanos();
        if (isEmpty() || end < minNanos) {
            return 0;
        }
        if (end >= maxNanos) {
            return count();
        }
        int found = Arrays.binarySearch(nanos, Times.endOfBucket(end));
        int buckets = found >= 0 ? found + 1 : -found - 1;
        return buckets == 0 ? 0 : countUpTo[buckets - 1];
    }

    @Override
    public void forEachTime(ObjLongConsumer<Duration> action) {
        long before = 0;
        for (int i = 0; i < nanos.length; i++) {
            action.accept(time(i), countUpTo[i] - before);
            before = countUpTo[i];
        }
    }

    @Override
    public String toString() {
        return isEmpty() ? "no samples" : count() + " samples, p50 " + p50() + ", p99 " + p99() + ", max " + max();
    }

    /** Returns the end of a bucket, but never less than the shortest time nor more than the longest. */
    private Duration time(int bucket) {
        return Duration.ofNanos(Math.max(minNanos, Math.min(maxNanos, nanos[bucket])));
    }

    private void checkNotEmpty() {
        if (isEmpty()) {
            throw new IllegalStateException("no samples: ask isEmpty() first");
        }
    }
}
