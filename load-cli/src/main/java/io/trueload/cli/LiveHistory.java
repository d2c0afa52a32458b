// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LatencyDistribution.Summary;
import java.time.Duration;
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

    /**
     * Adds those that are new.
     *
     * @param elapsed how long the run has taken, to the end of the last interval or a bit longer
     */
    void add(List<IntervalResult> intervals, Duration elapsed) {
        List<LatencyDistribution> parts = new ArrayList<>();
        parts.add(soFar);
        for (int i = known; i < intervals.size(); i++) {
            IntervalResult interval = intervals.get(i);
            parts.add(interval.responseTime());
            Duration end = i + 1 < intervals.size() ? intervals.get(i + 1).start() : elapsed;
            addSeconds(interval, Math.max(1, end.minus(interval.start()).toSeconds()));
        }
        known = intervals.size();
        if (parts.size() > 1) {
            soFar = LatencyDistribution.sum(parts);
        }
    }

    /** Adds an interval, which is longer than a second where the process stood still. */
    private void addSeconds(IntervalResult interval, long seconds) {
        LatencyDistribution times = interval.responseTime();
        long p99 = times.isEmpty() ? 0 : times.p99().toNanos();
        for (long second = 0; second < Math.min(seconds, LONGEST); second++) {
            last.add(new LiveState.Second(p99, (double) interval.ok() / seconds));
            if (last.size() > LONGEST) {
                last.remove();
            }
        }
    }

    LatencyDistribution soFar() {
        return soFar;
    }

    List<LiveState.Second> seconds() {
        return List.copyOf(last);
    }
}
