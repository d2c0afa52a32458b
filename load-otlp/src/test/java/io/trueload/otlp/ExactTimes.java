// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

import io.trueload.engine.LatencyDistribution;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.ObjLongConsumer;

/**
 * A distribution of exact times, for runs made by hand.
 *
 * @param nanos ascending
 */
record ExactTimes(long... nanos) implements LatencyDistribution {

    @Override
    public long count() {
        return nanos.length;
    }

    @Override
    public Duration min() {
        return Duration.ofNanos(nanos[0]);
    }

    @Override
    public Duration max() {
        return Duration.ofNanos(nanos[nanos.length - 1]);
    }

    @Override
    public Duration mean() {
        return Duration.ofNanos(Math.round(Arrays.stream(nanos).average().orElseThrow()));
    }

    @Override
    public Duration stddev() {
        throw new UnsupportedOperationException("nobody asks for it");
    }

    @Override
    public Duration percentile(double percentile) {
        return Duration.ofNanos(nanos[(int) LatencyDistribution.nearestRank(percentile, nanos.length) - 1]);
    }

    @Override
    public long countAtOrBelow(Duration time) {
        return Arrays.stream(nanos).filter(each -> each <= time.toNanos()).count();
    }

    @Override
    public void forEachTime(ObjLongConsumer<Duration> action) {
        Arrays.stream(nanos).forEach(time -> action.accept(Duration.ofNanos(time), 1));
    }
}
