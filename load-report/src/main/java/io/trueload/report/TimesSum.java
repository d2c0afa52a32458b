// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LatencyDistribution;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Distributions added up, to be read as one; percentiles are never averaged. */
final class TimesSum {

    private final SortedMap<Duration, Long> counts = new TreeMap<>();
    private long count;

    void add(LatencyDistribution times) {
        times.forEachTime((time, each) -> counts.merge(time, each, Long::sum));
        count += times.count();
    }

    /** Returns whether one time in a hundred is at least one time. */
    boolean carriesP99() {
        return count >= 100;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Returns the percentile by nearest rank. */
    Duration percentile(double percentile) {
        long rank = LatencyDistribution.nearestRank(percentile, count);
        long upTo = 0;
        for (Map.Entry<Duration, Long> entry : counts.entrySet()) {
            upTo += entry.getValue();
            if (upTo >= rank) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("no samples");
    }
}
