// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LatencyDistribution;
import java.time.Duration;
import java.util.Locale;

/** hey's histogram: eleven marks at equal distances from the fastest to the slowest, and how many times lie between. */
final class HeyHistogram {

    private static final int STEPS = 10;
    private static final int LONGEST_BAR = 40;
    private static final String BAR = "■";

    private final LatencyDistribution times;

    HeyHistogram(LatencyDistribution times) {
        this.times = times;
    }

    void appendTo(StringBuilder text) {
        if (times.isEmpty()) {
            return;
        }
        long[] counts = counts();
        long most = 0;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        for (int i = 0; i <= STEPS; i++) {
            // Rounded as hey rounds, so that the bars are the same too.
            long bar = (counts[i] * LONGEST_BAR + most / 2) / most;
            text.append(String.format(Locale.ROOT, "  %4.3f [%d]\t|", mark(i).toNanos() / 1e9, counts[i]))
                    .append(BAR.repeat((int) bar))
                    .append('\n');
        }
    }

    private long[] counts() {
        long[] counts = new long[STEPS + 1];
        long below = 0;
        for (int i = 0; i <= STEPS; i++) {
            // A distribution counts to its own precision, but no time may be missing from the last row.
            long upTo = i == STEPS ? times.count() : Math.max(below, times.countAtOrBelow(mark(i)));
            counts[i] = upTo - below;
            below = upTo;
        }
        return counts;
    }

    private Duration mark(int step) {
        Duration range = times.max().minus(times.min());
        return times.min().plus(range.multipliedBy(step).dividedBy(STEPS));
    }
}
