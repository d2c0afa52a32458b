// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramBuckets;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.trueload.engine.LatencyDistribution;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Times in buckets whose bounds are powers of one base, in seconds. Every time is in its bucket; count, sum and extremes are
 * exact.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/metrics/data-model/#exponentialhistogram">the data model</a>
 */
final class ExponentialTimes {

    /** As many as the SDK itself makes at most, and receivers are prepared for. */
    static final int MOST_BUCKETS = 160;

    /** Buckets 0.27 % wide: finer ones would be finer than most receivers take, and nearly than the times are known. */
    static final int FINEST_SCALE = 8;

    private static final double NANOS_PER_SECOND = 1e9;

    private final LatencyDistribution times;
    private final int scale;
    private final int offset;
    private final long[] buckets;
    private long zeros;

    private ExponentialTimes(LatencyDistribution times, int scale, int offset, int length) {
        this.times = times;
        this.scale = scale;
        this.offset = offset;
        buckets = new long[length];
        times.forEachTime((time, count) -> add(time.toNanos(), count));
    }

    /** Sorts times into the narrowest buckets of which there are not too many. */
    static ExponentialTimes of(LatencyDistribution times) {
        long[] ends = {Long.MAX_VALUE, 0};
        times.forEachTime((time, count) -> {
            if (!time.isZero()) {
                ends[0] = Math.min(ends[0], time.toNanos());
                ends[1] = Math.max(ends[1], time.toNanos());
            }
        });
        if (ends[1] == 0) {
            return new ExponentialTimes(times, FINEST_SCALE, 0, 0);
        }
        int scale = FINEST_SCALE;
        while (index(ends[1], scale) - index(ends[0], scale) >= MOST_BUCKETS) {
            scale--;
        }
        int first = index(ends[0], scale);
        return new ExponentialTimes(times, scale, first, index(ends[1], scale) - first + 1);
    }

    private void add(long nanos, long count) {
        if (nanos == 0) {
            zeros += count;
        } else {
            buckets[index(nanos, scale) - offset] += count;
        }
    }

    /** Returns the number of the bucket: that of i goes from base^i, which it does not hold, to base^(i + 1), which it does. */
    static int index(long nanos, int scale) {
        double powersOfTwo = Math.log(nanos / NANOS_PER_SECOND) / Math.log(2);
        return (int) Math.ceil(Math.scalb(powersOfTwo, scale)) - 1;
    }

    ExponentialHistogramPointData point(long startEpochNanos, long epochNanos, Attributes attributes) {
        boolean known = !times.isEmpty();
        return ExponentialHistogramPointData.create(
                scale,
                known ? times.mean().toNanos() / NANOS_PER_SECOND * times.count() : 0,
                zeros,
                known,
                known ? times.min().toNanos() / NANOS_PER_SECOND : 0,
                known,
                known ? times.max().toNanos() / NANOS_PER_SECOND : 0,
                ExponentialHistogramBuckets.create(scale, offset, counts()),
                ExponentialHistogramBuckets.create(scale, 0, List.of()),
                startEpochNanos,
                epochNanos,
                attributes,
                List.of());
    }

    private List<Long> counts() {
        return Collections.unmodifiableList(
                Arrays.asList(LongStream.of(buckets).boxed().toArray(Long[]::new)));
    }
}
