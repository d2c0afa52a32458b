// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Recorded times: a histogram of three digits, and exact extremes and sums beside it. Confined to one thread at a time. */
final class Times {

    /** Times below a microsecond are kept, but not told apart. */
    private static final long LOWEST_NANOS = 1_000;

    private static final int DIGITS = 3;

    /** Knows the buckets that all histograms of this precision share; holds nothing. */
    private static final Histogram PRECISION = new Histogram(LOWEST_NANOS, 2 * LOWEST_NANOS, DIGITS);

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

    /** Returns the buckets that hold something, ascending; valid until the next time is recorded. */
    Iterable<HistogramIterationValue> buckets() {
        return histogram.recordedValues();
    }

    /** Returns the longest time that is not told apart from the given one. */
    static long endOfBucket(long nanos) {
        return PRECISION.highestEquivalentValue(nanos);
    }
}
