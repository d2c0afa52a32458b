// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.IntervalResult.ServiceTimes;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.LoadResult.Phases;
import io.trueload.engine.Outcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The sum of a run so far and its intervals. Confined to the run's thread. */
public final class Tally {

    private final Recorders recorders;
    private final Slice interval;
    private final Slice total;
    private final GrowingList<IntervalResult> intervals = new GrowingList<>();
    private List<ErrorCount> errors = List.of();
    private double lastRate;
    private double lastSentRate;

    /** Makes an empty tally. */
    public Tally(Recorders recorders) {
        this.recorders = recorders;
        interval = recorders.emptySlice();
        total = recorders.emptySlice();
    }

    /**
     * Closes the interval that began at {@code startNanos}, counted from the beginning of the recording.
     *
     * @param evenIfEmpty whether an interval in which nothing happened is kept
     */
    public void closeInterval(long startNanos, long lengthNanos, boolean evenIfEmpty) {
        interval.clear();
        recorders.drainTo(interval);
        total.add(interval);
        if (interval.hasMessages()) {
            errors = total.errors();
        }
        Map<Outcome, Long> failures = new EnumMap<>(Outcome.class);
        long failed = 0;
        for (Outcome outcome : Outcome.values()) {
            long count = interval.count(outcome);
            if (outcome.isError() && count > 0) {
                failures.put(outcome, count);
                failed += count;
            }
        }
        long ok = interval.count(Outcome.OK);
        long ended = ok + failed + interval.count(Outcome.IN_FLIGHT_AT_END);
        lastRate = lengthNanos > 0 ? ok * 1e9 / lengthNanos : 0;
        lastSentRate = lengthNanos > 0 ? interval.sentCount() * 1e9 / lengthNanos : 0;
        if (evenIfEmpty || ended > 0 || interval.sentCount() > 0) {
            intervals.add(new IntervalResult(
                    Duration.ofNanos(startNanos),
                    interval.sentCount(),
                    ok,
                    failed,
                    failures,
                    interval.response.distribution(),
                    ServiceTimes.of(interval.service.now())));
        }
    }

    /** Returns the achieved rate of the last closed interval, per second. */
    public double lastRate() {
        return lastRate;
    }

    /** Returns the rate at which requests were started in the last closed interval, per second. */
    public double lastSentRate() {
        return lastSentRate;
    }

    /** Returns everything recorded in closed intervals. */
    public Slice total() {
        return total;
    }

    /** Returns the intervals closed so far; the list stays as it is. */
    public List<IntervalResult> intervals() {
        return intervals.soFar();
    }

    /** Returns how often each outcome came. */
    public Map<Outcome, Long> outcomes() {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, total.count(outcome));
        }
        return counts;
    }

    /** Returns the response times. */
    public LatencyDistribution responseTime() {
        return total.response.distribution();
    }

    /** Returns the service times. */
    public LatencyDistribution serviceTime() {
        return total.service.distribution();
    }

    /** Returns the response times of requests that ended as expected. */
    public LatencyDistribution okResponseTime() {
        return total.ok.distribution();
    }

    /** Returns the response times as they are now: nothing is copied, so it is for the moment only. */
    public LatencyDistribution responseTimeNow() {
        return total.response.now();
    }

    /** Returns the generator's own lateness as it is now: nothing is copied, so it is for the moment only. */
    public LatencyDistribution scheduleLagNow() {
        return total.lag.now();
    }

    /** Returns the generator's own lateness. */
    public LatencyDistribution scheduleLag() {
        return total.lag.distribution();
    }

    /** Returns where the time went. Names are looked up before a run, so none is spent on them in it. */
    public Phases phases() {
        return new Phases(
                total.blocked.phase(),
                total.connect.phase(),
                LoadResult.Phase.NONE,
                total.write.phase(),
                total.firstByte.phase(),
                total.read.phase());
    }

    /** Returns what went over the connections. */
    public LoadResult.Bytes bytes() {
        return new LoadResult.Bytes(total.sentBytes(), total.receivedBytes(), total.bodyBytes());
    }

    /** Returns the answers by status code. */
    public SortedMap<Integer, Long> statusCodes() {
        return total.statusCodes();
    }

    /** Returns what went wrong, the most frequent first. */
    public List<ErrorCount> errors() {
        return errors;
    }
}
