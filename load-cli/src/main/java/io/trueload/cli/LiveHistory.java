// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LatencyDistribution.Summary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What the seconds of a run add up to, without adding all of them up each time. Confined to one thread. */
final class LiveHistory {

    /** No terminal is so wide that its charts show more. */
    private static final int LONGEST = 500;

    private final Deque<LiveState.Second> last = new ArrayDeque<>();
    private LatencyDistribution soFar = LatencyDistribution.of(new long[0], new long[0], Summary.NONE);
    private int known;

    /** Adds those that are new. */
    void add(List<IntervalResult> intervals) {
        List<LatencyDistribution> parts = new ArrayList<>();
        parts.add(soFar);
        for (IntervalResult interval : intervals.subList(Math.min(known, intervals.size()), intervals.size())) {
            LatencyDistribution times = interval.responseTime();
            parts.add(times);
            last.add(new LiveState.Second(times.isEmpty() ? 0 : times.p99().toNanos(), interval.ok()));
            if (last.size() > LONGEST) {
                last.remove();
            }
        }
        known = intervals.size();
        if (parts.size() > 1) {
            soFar = LatencyDistribution.sum(parts);
        }
    }

    LatencyDistribution soFar() {
        return soFar;
    }

    List<LiveState.Second> seconds() {
        return List.copyOf(last);
    }
}
