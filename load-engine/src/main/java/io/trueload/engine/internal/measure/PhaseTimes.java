// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import io.trueload.engine.LoadResult.Phase;
import java.time.Duration;

/** The shortest, mean and longest time in one phase. Confined to one thread at a time. */
final class PhaseTimes {

    private long count;
    private long sum;
    private long min = Long.MAX_VALUE;
    private long max;

    void record(long nanos) {
        count++;
        sum += nanos;
        min = Math.min(min, nanos);
        max = Math.max(max, nanos);
    }

    void add(PhaseTimes other) {
        count += other.count;
        sum += other.sum;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    void clear() {
        count = 0;
        sum = 0;
        min = Long.MAX_VALUE;
        max = 0;
    }

    Phase phase() {
        return count == 0
                ? Phase.NONE
                : new Phase(Duration.ofNanos(sum / count), Duration.ofNanos(min), Duration.ofNanos(max));
    }
}
