// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import io.trueload.engine.LatencyDistribution;
import java.time.Duration;

/** The public face of times that will not change any more. */
final class HdrDistribution implements LatencyDistribution {

    private final Times times;

    HdrDistribution(Times times) {
        this.times = times;
    }

    @Override
    public long count() {
        return times.count();
    }

    @Override
    public Duration min() {
        return Duration.ofNanos(recorded().min());
    }

    @Override
    public Duration max() {
        return Duration.ofNanos(recorded().max());
    }

    @Override
    public Duration mean() {
        return Duration.ofNanos(Math.round(recorded().mean()));
    }

    @Override
    public Duration stddev() {
        return Duration.ofNanos(Math.round(recorded().stddev()));
    }

    @Override
    public Duration percentile(double percentile) {
        if (!(percentile >= 0 && percentile <= 100)) {
            throw new IllegalArgumentException("percentile must be between 0 and 100: " + percentile);
        }
        return Duration.ofNanos(recorded().percentile(percentile));
    }

    @Override
    public long countAtOrBelow(Duration time) {
        return time.isNegative() ? 0 : times.countAtOrBelow(time.toNanos());
    }

    @Override
    public String toString() {
        return isEmpty() ? "no samples" : count() + " samples, p50 " + p50() + ", p99 " + p99() + ", max " + max();
    }

    private Times recorded() {
        if (times.count() == 0) {
            throw new IllegalStateException("no samples: ask isEmpty() first");
        }
        return times;
    }
}
