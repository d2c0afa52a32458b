// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import io.trueload.engine.LatencyDistribution;
import java.time.Duration;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;

/** Times that are known one by one, the shortest first. */
record Times(List<Duration> sorted) implements LatencyDistribution {

    static final Times NONE = new Times(List.of());

    /** Returns so many equal times. */
    static Times repeat(int count, Duration time) {
        return new Times(Stream.generate(() -> time).limit(count).toList());
    }

    /** Returns these times and others, none of which may be shorter. */
    Times and(int count, Duration time) {
        return new Times(Stream.concat(sorted.stream(), repeat(count, time).sorted.stream())
                .toList());
    }

    @Override
    public long count() {
        return sorted.size();
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
        Duration sum = sorted.stream().reduce(Duration.ZERO, Duration::plus);
        return sum.dividedBy(Math.max(1, count()));
    }

    @Override
    public Duration stddev() {
        return Duration.ZERO;
    }

    @Override
    public Duration percentile(double percentile) {
        if (sorted.isEmpty()) {
            throw new IllegalStateException("no times");
        }
        // Before it is rounded up, 99.9 % of 1,000 must not exceed 999 by an error of the binary fraction.
        int rank = (int) Math.ceil(percentile / 100 * sorted.size() - 1e-9);
        return sorted.get(Math.max(1, rank) - 1);
    }

    @Override
    public long countAtOrBelow(Duration time) {
        return sorted.stream().filter(other -> other.compareTo(time) <= 0).count();
    }

    @Override
    public void forEachTime(ObjLongConsumer<Duration> action) {
        sorted.forEach(time -> action.accept(time, 1));
    }
}
