// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.function.ObjLongConsumer;

/**
 * Times that will not change any more, as small as they can be: only buckets that hold something, two bytes for most of
 * them. Immutable.
 *
 * <p>A histogram of three digits takes 200 KB even for one time; an hour has 3,600 intervals, most with a few hundred
 * different times.
 */
final class RecordedTimes implements LatencyDistribution {

    /*
     * The buckets are those of HdrHistogram, numbered from zero: 2,048 of 512 ns, which is the resolution of a microsecond
     * as a power of two, and from there on 1,024 for each doubling of time, which keeps three digits. For each bucket that
     * holds something there is its distance from the one before, then its count; numbers have seven bits a byte, the lowest
     * first, and the eighth bit says that there are more.
     */

    private static final int NARROWEST_BITS = 9;
    private static final int DOUBLING_BITS = 10;

    private final byte[] packed;
    private final long count;
    private final Summary summary;

    RecordedTimes(long[] nanos, long[] counts, Summary summary) {
        if (nanos.length != counts.length) {
            throw new IllegalArgumentException(
                    "each time needs its count: " + nanos.length + " times, " + counts.length + " counts");
        }
        this.summary = requireNonNull(summary, "summary");
        Packer packer = new Packer();
        for (int i = 0; i < nanos.length; ) {
            int bucket = bucket(nanos[i]);
            long inBucket = 0;
            do {
                if (counts[i] <= 0 || nanos[i] < 0 || i > 0 && nanos[i] <= nanos[i - 1]) {
                    throw new IllegalArgumentException("times must ascend from zero and their counts be positive: "
                            + counts[i] + " times " + nanos[i] + " ns at index " + i);
                }
                inBucket = Math.addExact(inBucket, counts[i++]);
            } while (i < nanos.length && bucket(nanos[i]) == bucket);
            packer.add(bucket, inBucket);
        }
        packed = packer.bytes.toByteArray();
        count = packer.count;
        int last = nanos.length - 1;
        if (last >= 0
                && (bucket(summary.min().toNanos()) > bucket(nanos[0])
                        || last > 0 && summary.max().toNanos() <= nanos[last - 1])) {
            throw new IllegalArgumentException("the shortest and the longest time must lie in the first and the last"
                    + " bucket: " + summary.min() + " and " + summary.max());
        }
    }

    private RecordedTimes(Packer packer, Summary summary) {
        packed = packer.bytes.toByteArray();
        count = packer.count;
        this.summary = summary;
    }

    /** Adds distributions up, which loses nothing but what their precision has lost already. */
    static LatencyDistribution sum(Collection<? extends LatencyDistribution> parts) {
        double count = 0;
        double sum = 0;
        double squares = 0;
        long min = Long.MAX_VALUE;
        long max = 0;
        for (LatencyDistribution part : parts) {
            if (part.isEmpty()) {
                continue;
            }
            double mean = part.mean().toNanos();
            double stddev = part.stddev().toNanos();
            count += part.count();
            sum += mean * part.count();
            squares += (stddev * stddev + mean * mean) * part.count();
            min = Math.min(min, part.min().toNanos());
            max = Math.max(max, part.max().toNanos());
        }
        if (count == 0) {
            return new RecordedTimes(new Packer(), Summary.NONE);
        }
        // By number instead of in a map: an hour has a million buckets to add.
        long[] inBuckets = new long[bucket(max) + 1];
        for (LatencyDistribution part : parts) {
            part.forEachTime((time, times) -> {
                int bucket = bucket(time.toNanos());
                inBuckets[bucket] = Math.addExact(inBuckets[bucket], times);
            });
        }
        Packer packer = new Packer();
        for (int bucket = 0; bucket < inBuckets.length; bucket++) {
            if (inBuckets[bucket] > 0) {
                packer.add(bucket, inBuckets[bucket]);
            }
        }
        double mean = sum / count;
        double variance = Math.max(0, squares / count - mean * mean);
        return new RecordedTimes(
                packer,
                new Summary(
                        Duration.ofNanos(min),
                        Duration.ofNanos(max),
                        Duration.ofNanos(Math.round(mean)),
                        Duration.ofNanos(Math.round(Math.sqrt(variance)))));
    }

    @Override
    public long count() {
        return count;
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
        long rank = LatencyDistribution.nearestRank(percentile, count);
        Cursor cursor = new Cursor();
        while (cursor.countUpTo < rank) {
            cursor.advance();
        }
        return cursor.time();
    }

    @Override
    public long countAtOrBelow(Duration time) {
        long end = time.toNanos();
        if (isEmpty() || end < summary.min().toNanos()) {
            return 0;
        }
        if (end >= summary.max().toNanos()) {
            return count;
        }
        int bucket = bucket(end);
        Cursor cursor = new Cursor();
        long upTo = 0;
        while (cursor.advance() && cursor.bucket <= bucket) {
            upTo = cursor.countUpTo;
        }
        return upTo;
    }

    @Override
    public void forEachTime(ObjLongConsumer<Duration> action) {
        Cursor cursor = new Cursor();
        long before = 0;
        while (cursor.advance()) {
            action.accept(cursor.time(), cursor.countUpTo - before);
            before = cursor.countUpTo;
        }
    }

    @Override
    public String toString() {
        return isEmpty() ? "no samples" : count() + " samples, p50 " + p50() + ", p99 " + p99() + ", max " + max();
    }

    private static int bucket(long nanos) {
        long narrowest = nanos >>> NARROWEST_BITS;
        int doublings = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(narrowest) - DOUBLING_BITS - 1);
        return (doublings << DOUBLING_BITS) + (int) (narrowest >>> doublings);
    }

    private void checkNotEmpty() {
        if (isEmpty()) {
            throw new IllegalStateException("no samples: ask isEmpty() first");
        }
    }

    /** Takes the buckets in ascending order. */
    private static final class Packer {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int last = -1;
        private long count;

        void add(int bucket, long times) {
            pack(bucket - last);
            pack(times);
            last = bucket;
            count = Math.addExact(count, times);
        }

        private void pack(long number) {
            long rest = number;
            for (; rest > 0x7f; rest >>>= 7) {
                bytes.write((int) rest & 0x7f | 0x80);
            }
            bytes.write((int) rest);
        }
    }

    /** Goes through the buckets once. */
    private final class Cursor {

        private int position;
        private int bucket = -1;
        private long countUpTo;

        /** Moves to the next bucket, unless there is none. */
        boolean advance() {
            if (position == packed.length) {
                return false;
            }
            bucket += (int) unpack();
            countUpTo += unpack();
            return true;
        }

        /** Returns the end of the bucket, but never less than the shortest time nor more than the longest. */
        Duration time() {
            int doublings = Math.max(0, (bucket >> DOUBLING_BITS) - 1);
            long end = (bucket - (doublings << DOUBLING_BITS) + 1L << (NARROWEST_BITS + doublings)) - 1;
            return Duration.ofNanos(
                    Math.max(summary.min().toNanos(), Math.min(summary.max().toNanos(), end)));
        }

        private long unpack() {
            long number = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = packed[position++];
                number |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return number;
                }
            }
        }
    }
}
