// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LatencyDistribution.Summary;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.ObjLongConsumer;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Recorded times: a histogram of three digits, and exact extremes and sums beside it. Confined to one thread at a time. */
final class Times {

    /** Times below a microsecond are kept, but not told apart. */
    private static final long LOWEST_NANOS = 1_000;

    private static final int DIGITS = 3;

    private static final int ROOM_TO_START_WITH = 256;

    private final Histogram histogram;
    private final long highestNanos;
    private long min = Long.MAX_VALUE;
    private long max;
    private long sum;
    private double sumOfSquares;

    Times(long highestNanos) {
        this.highestNanos = Math.max(highestNanos, 2 * LOWEST_NANOS);
        this.histogram = new Histogram(LOWEST_NANOS, this.highestNanos, DIGITS);
    }

    void record(long nanos) {
        long time = Math.max(0, nanos);
        histogram.recordValue(Math.min(time, highestNanos));
        min = Math.min(min, time);
        max = Math.max(max, time);
        sum += time;
        sumOfSquares += (double) time * time;
    }

    void add(Times other) {
        histogram.add(other.histogram);
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        sum += other.sum;
        sumOfSquares += other.sumOfSquares;
    }

    void clear() {
        // An idle histogram is large and already empty.
        if (histogram.getTotalCount() > 0) {
            histogram.reset();
            min = Long.MAX_VALUE;
            max = 0;
            sum = 0;
            sumOfSquares = 0;
        }
    }

    long count() {
        return histogram.getTotalCount();
    }

    long min() {
        return count() == 0 ? 0 : min;
    }

    long max() {
        return max;
    }

    double mean() {
        return count() == 0 ? 0 : (double) sum / count();
    }

    double stddev() {
        double mean = mean();
        // Rounding can leave a negative remainder where all times are the same.
        return count() == 0 ? 0 : Math.sqrt(Math.max(0, sumOfSquares / count() - mean * mean));
    }

    /** Returns the percentile by nearest rank; the top of its bucket, but never beyond the longest time. */
    long percentile(double percentile) {
        return count() == 0 ? 0 : Math.max(min, Math.min(max, histogram.getValueAtPercentile(percentile)));
    }

    /** Returns the times recorded so far, as they will stay. */
    LatencyDistribution distribution() {
        long[] ends = new long[ROOM_TO_START_WITH];
        long[] counts = new long[ROOM_TO_START_WITH];
        int buckets = 0;
        // Once through the histogram: this is done each second, by the thread that keeps the schedule.
        for (HistogramIterationValue bucket : histogram.recordedValues()) {
            if (buckets == ends.length) {
                ends = Arrays.copyOf(ends, 2 * buckets);
                counts = Arrays.copyOf(counts, 2 * buckets);
            }
            ends[buckets] = bucket.getValueIteratedTo();
            counts[buckets++] = bucket.getCountAddedInThisIterationStep();
        }
        return LatencyDistribution.of(
                Arrays.copyOf(ends, buckets),
                Arrays.copyOf(counts, buckets),
                new Summary(nanos(min()), nanos(max()), nanos(Math.round(mean())), nanos(Math.round(stddev()))));
    }

    /** Returns the times as they are at each moment, without copying any. */
    LatencyDistribution now() {
        return new Now();
    }

    private static Duration nanos(long nanos) {
        return Duration.ofNanos(nanos);
    }

    /** The times at the moment when it is asked. */
    private final class Now implements LatencyDistribution {

        @Override
        public long count() {
            return Times.this.count();
        }

        @Override
        public Duration min() {
            return nanos(Times.this.min());
        }

        @Override
        public Duration max() {
            return nanos(Times.this.max());
        }

        @Override
        public Duration mean() {
            return nanos(Math.round(Times.this.mean()));
        }

        @Override
        public Duration stddev() {
            return nanos(Math.round(Times.this.stddev()));
        }

        @Override
        public Duration percentile(double percentile) {
            return nanos(Times.this.percentile(percentile));
        }

        @Override
        public long countAtOrBelow(Duration time) {
            return distribution().countAtOrBelow(time);
        }

        @Override
        public void forEachTime(ObjLongConsumer<Duration> action) {
            distribution().forEachTime(action);
        }
    }
}
