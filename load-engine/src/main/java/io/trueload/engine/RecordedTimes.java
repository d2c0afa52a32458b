// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/**
 * Times that will not change any more, as small as they can be: only buckets that hold something. Immutable.
 *
 * <p>A histogram of three digits takes 200 KB even for one time; an hour has 3,600 intervals, most with a few hundred
 * different times.
 */
final class RecordedTimes implements LatencyDistribution {

    /** No bucket is narrower, in nanoseconds: the resolution of a microsecond, as a power of two. */
    private static final long NARROWEST_BUCKET = 512;

    /** A bucket's width is this share of the power of two that its times begin with, which keeps three digits. */
    private static final int BUCKETS_PER_POWER = 1024;

    /** The ends of the buckets, ascending. */
    private final long[] nanos;

    /** How many times lie at or below each end. */
    private final long[] countUpTo;

    private final Summary summary;

    RecordedTimes(long[] nanos, long[] counts, Summary summary) {
        if (nanos.length != counts.length) {
            throw new IllegalArgumentException(
                    "each time needs its count: " + nanos.length + " times, " + counts.length + " counts");
        }
        this.nanos = nanos.clone();
        this.countUpTo = counts.clone();
        this.summary = requireNonNull(summary, "summary");
        for (int i = 0; i < nanos.length; i++) {
            if (counts[i] <= 0 || nanos[i] < 0 || i > 0 && nanos[i] <= nanos[i - 1]) {
                throw new IllegalArgumentException("times must ascend from zero and their counts be positive: "
                        + counts[i] + " times " + nanos[i] + " ns at index " + i);
            }
        }
        int last = nanos.length - 1;
        if (last >= 0
                && (summary.min().toNanos() > nanos[0]
                        || last > 0 && summary.max().toNanos() <= nanos[last - 1])) {
            throw new IllegalArgumentException("the shortest and the longest time must lie in the first and the last"
                    + " bucket: " + summary.min() + " and " + summary.max());
        }
        Arrays.parallelPrefix(countUpTo, Math::addExact);
    }

    /** Adds distributions up, which loses nothing but what their precision has lost already. */
    static LatencyDistribution sum(Collection<? extends LatencyDistribution> parts) {
        NavigableMap<Long, Long> buckets = new TreeMap<>();
        long count = 0;
        double sum = 0;
        double squares = 0;
        long min = Long.MAX_VALUE;
        long max = 0;
        for (LatencyDistribution part : parts) {
            if (part.isEmpty()) {
                continue;
            }
            part.forEachTime((time, times) -> buckets.merge(endOfBucket(time.toNanos()), times, Math::addExact));
            double mean = part.mean().toNanos();
            double stddev = part.stddev().toNanos();
            count += part.count();
            sum += mean * part.count();
            squares += (stddev * stddev + mean * mean) * part.count();
            min = Math.min(min, part.min().toNanos());
            max = Math.max(max, part.max().toNanos());
        }
        if (count == 0) {
            return new RecordedTimes(new long[0], new long[0], Summary.NONE);
        }
        double mean = sum / count;
        double variance = Math.max(0, squares / count - mean * mean);
        return new RecordedTimes(
                buckets.keySet().stream().mapToLong(Long::longValue).toArray(),
                buckets.values().stream().mapToLong(Long::longValue).toArray(),
                new Summary(
                        Duration.ofNanos(min),
                        Duration.ofNanos(max),
                        Duration.ofNanos(Math.round(mean)),
                        Duration.ofNanos(Math.round(Math.sqrt(variance)))));
    }

    @Override
    public long count() {
        return countUpTo.length == 0 ? 0 : countUpTo[countUpTo.length - 1];
    }

    @Override
    public Duration min() {
        checkNotEmpty();
        return summary.min();
    }

    @Override
    public Duration max() {
        checkNotEmpty();
        return summary.max();
    }

    @Override
    public Duration mean() {
        checkNotEmpty();
        return summary.mean();
    }

    @Override
    public Duration stddev() {
        checkNotEmpty();
        return summary.stddev();
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
        if (isEmpty() || end < summary.min().toNanos()) {
            return 0;
        }
        if (end >= summary.max().toNanos()) {
            return count();
        }
        int found = Arrays.binarySearch(nanos, endOfBucket(end));
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
        return Duration.ofNanos(
                Math.max(summary.min().toNanos(), Math.min(summary.max().toNanos(), nanos[bucket])));
    }

    /** Returns the longest time that is not told apart from the given one: buckets are those of HdrHistogram. */
    static long endOfBucket(long nanos) {
        long width = Math.max(NARROWEST_BUCKET, Long.highestOneBit(nanos) / BUCKETS_PER_POWER);
        return nanos | (width - 1);
    }

    private void checkNotEmpty() {
        if (isEmpty()) {
            throw new IllegalStateException("no samples: ask isEmpty() first");
        }
    }
}
