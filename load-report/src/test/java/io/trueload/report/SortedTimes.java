// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LatencyDistribution;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.ObjLongConsumer;
import java.util.stream.LongStream;

/** A distribution of exact times, for results made by hand. */
final class SortedTimes implements LatencyDistribution {

    static final SortedTimes NONE = new SortedTimes(new long[0]);

    private final long[] nanos;

    private SortedTimes(long[] nanos) {
        this.nanos = nanos;
    }

    static SortedTimes ofMicros(LongStream micros) {
        return new SortedTimes(micros.map(time -> time * 1_000).sorted().toArray());
    }

    static SortedTimes ofMillis(long... millis) {
        return ofMicros(Arrays.stream(millis).map(time -> time * 1_000));
    }

    /** Returns so many times, one millisecond apart, the first of one millisecond. */
    static SortedTimes upToMillis(long count) {
        return ofMicros(LongStream.rangeClosed(1, count).map(time -> time * 1_000));
    }

    /** Returns so many times of the same length. */
    static SortedTimes repeat(int count, Duration time) {
        return new SortedTimes(LongStream.generate(time::toNanos).limit(count).toArray());
    }

    /** Returns the times of all. */
    static SortedTimes sum(Collection<SortedTimes> parts) {
        return new SortedTimes(parts.stream()
                .flatMapToLong(part -> Arrays.stream(part.nanos))
                .sorted()
                .toArray());
    }

    @Override
    public long count() {
        return nanos.length;
    }

    @Override
    public Duration min() {
        return at(0);
    }

    @Override
    public Duration max() {
        return at(nanos.length - 1);
    }

    @Override
    public Duration mean() {
        return Duration.ofNanos(Math.round(average()));
    }

    @Override
    public Duration stddev() {
        double mean = average();
        double variance = Arrays.stream(nanos)
                .mapToDouble(time -> (time - mean) * (time - mean))
                .average()
                .orElseThrow(IllegalStateException::new);
        return Duration.ofNanos(Math.round(Math.sqrt(variance)));
    }

    @Override
    public Duration percentile(double percentile) {
        return at((int) Math.max(0, Math.ceil(percentile / 100 * nanos.length - 1e-9) - 1));
    }

    @Override
    public long countAtOrBelow(Duration time) {
        return Arrays.stream(nanos).filter(each -> each <= time.toNanos()).count();
    }

    @Override
    public void forEachTime(ObjLongConsumer<Duration> action) {
        Arrays.stream(nanos).forEach(time -> action.accept(Duration.ofNanos(time), 1));
    }

    private double average() {
        return Arrays.stream(nanos).average().orElseThrow(IllegalStateException::new);
    }

    private Duration at(int index) {
        if (nanos.length == 0) {
            throw new IllegalStateException("empty");
        }
        return Duration.ofNanos(nanos[index]);
    }
}
