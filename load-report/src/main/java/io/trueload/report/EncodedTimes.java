// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LatencyDistribution.Summary;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Distributions as histograms of HdrHistogram, and as their text: the library's encoding V2, not compressed, in Base64. */
final class EncodedTimes {

    /** The precision of the engine, so that each time stays in its bucket. */
    private static final long LOWEST_NANOS = 1_000;

    private static final int DIGITS = 3;

    private EncodedTimes() {}

    /** Returns an empty histogram for times up to the given one. */
    static Histogram histogramUpTo(long nanos) {
        return new Histogram(LOWEST_NANOS, Math.max(2 * LOWEST_NANOS, nanos), DIGITS);
    }

    /** Adds all times to a histogram that is large enough. */
    static void record(LatencyDistribution times, Histogram histogram) {
        times.forEachTime((time, count) -> histogram.recordValueWithCount(time.toNanos(), count));
    }

    /** Returns a distribution as text; an empty one as an empty text. */
    static String encode(LatencyDistribution times) {
        if (times.isEmpty()) {
            return "";
        }
        Histogram histogram = histogramUpTo(times.max().toNanos());
        record(times, histogram);
        // Compression would give other bytes with another zlib.
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    /** Returns the times of a histogram, their summary only as exact as that. */
    static LatencyDistribution of(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return LatencyDistribution.of(new long[0], new long[0], Summary.NONE);
        }
        return of(
                histogram,
                new Summary(
                        Duration.ofNanos(histogram.getMinValue()),
                        Duration.ofNanos(histogram.getMaxValue()),
                        Duration.ofNanos(Math.round(histogram.getMean())),
                        Duration.ofNanos(Math.round(histogram.getStdDeviation()))));
    }

    /**
     * Returns the distribution that was encoded, with what is known of it exactly.
     *
     * @throws IllegalArgumentException if the text is no histogram of times
     */
    static LatencyDistribution decode(String text, Summary summary) {
        if (text.isEmpty()) {
            return LatencyDistribution.of(new long[0], new long[0], Summary.NONE);
        }
        return of(histogram(text), summary);
    }

    private static LatencyDistribution of(Histogram histogram, Summary summary) {
        List<long[]> buckets = new ArrayList<>();
        for (HistogramIterationValue bucket : histogram.recordedValues()) {
            buckets.add(new long[] {bucket.getValueIteratedTo(), bucket.getCountAddedInThisIterationStep()});
        }
        return LatencyDistribution.of(
                buckets.stream().mapToLong(bucket -> bucket[0]).toArray(),
                buckets.stream().mapToLong(bucket -> bucket[1]).toArray(),
                summary);
    }

    /** Returns the distribution that was encoded, its mean and deviation only as exact as its histogram. */
    static LatencyDistribution decode(String text, Duration min, Duration max) {
        if (text.isEmpty()) {
            return decode(text, Summary.NONE);
        }
        Histogram histogram = histogram(text);
        return decode(
                text,
                new Summary(
                        min,
                        max,
                        Duration.ofNanos(Math.round(histogram.getMean())),
                        Duration.ofNanos(Math.round(histogram.getStdDeviation()))));
    }

    private static Histogram histogram(String text) {
        try {
            return Histogram.decodeFromByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(text)), 2 * LOWEST_NANOS);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not a histogram: " + e.getMessage(), e);
        }
    }
}
