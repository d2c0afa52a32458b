// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.ObjLongConsumer;
import java.util.stream.LongStream;

/** Times kept one by one, so that every number of a distribution is exact. */
final class SortedTimes implements LatencyDistribution {

    private final long[] nanos;

    private SortedTimes(long[] nanos) {
        this.nanos = nanos;
        Arrays.sort(nanos);
    }

    static SortedTimes none() {
        return new SortedTimes(new long[0]);
    }

    static SortedTimes of(Duration... times) {
        return new SortedTimes(Arrays.stream(times).mapToLong(Duration::toNanos).toArray());
    }

    static SortedTimes repeat(int count, Duration time) {
        long[] nanos = new long[count];
        Arrays.fill(nanos, time.toNanos());
        return new SortedTimes(nanos);
    }

    static SortedTimes ofNanos(LongStream nanos) {
        return new SortedTimes(nanos.toArray());
    }

    /** Returns 1 ms, 2 ms and so on. */
    static SortedTimes millisUpTo(int count) {
        long[] nanos = new long[count];
        Arrays.setAll(nanos, i -> (i + 1) * 1_000_000L);
        return new SortedTimes(nanos);
    }

    @Override
    public long count() {
        return nanos.length;
    }

    @Override
    public Duration min() {
        return percentile(0);
    }

    @Override
    public Duration max() {
        return percentile(100);
    }

    @Override
    public Duration mean() {
        return Duration.ofNanos(Math.round(meanNanos()));
    }

    @Override
    public Duration stddev() {
        double mean = meanNanos();
        double variance = Arrays.stream(nanos)
                .mapToDouble(n -> (n - mean) * (n - mean))
                .average()
                .orElseThrow();
        return Duration.ofNanos(Math.round(Math.sqrt(variance)));
    }

    @Override
    public Duration percentile(double percentile) {
        if (nanos.length == 0) {
            throw new IllegalStateException("no samples: ask isEmpty() first");
        }
        int rank = (int) Math.ceil(nanos.length * percentile / 100 - 1e-9);
        return Duration.ofNanos(nanos[Math.max(rank, 1) - 1]);
    }

    @Override
    public long countAtOrBelow(Duration time) {
        return Arrays.stream(nanos).filter(n -> n <= time.toNanos()).count();
    }

    @Override
    public void forEachTime(ObjLongConsumer<Duration> action) {
        Arrays.stream(nanos).forEach(time -> action.accept(Duration.ofNanos(time), 1));
    }

    private double meanNanos() {
        return Arrays.stream(nanos).average().orElseThrow(() -> new IllegalStateException("no samples"));
    }
}
