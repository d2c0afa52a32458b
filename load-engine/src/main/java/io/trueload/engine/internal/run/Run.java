// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.Outcome;
import io.trueload.engine.RunListener.Progress;
import io.trueload.engine.Workload;
import io.trueload.engine.internal.measure.Slice;
import io.trueload.engine.internal.measure.Tally;
import java.time.Duration;
import java.util.function.Function;

/**
 * One run, as steps in time: {@link #tick} does what is due and says when the next thing is. Confined to the run's thread.
 *
 * <p>It reads no clock and starts no thread, so that a test can lead it through any time.
 */
final class Run {

    /** How often deadlines are looked for, which is how late one may be noticed. */
    static final long LOOK_OUT_NANOS = 10_000_000;

    private static final long INTERVAL_NANOS = 1_000_000_000;

    /** How long an interrupted run waits for answers: somebody is waiting for the report. */
    private static final long GRACE_WHEN_STOPPED_NANOS = 1_000_000_000;

    /** How long the end of a run waits for other threads that are in the middle of a request. */
    private static final long LONGEST_CENSORING_NANOS = 1_000_000_000;

    private final RunState state;
    private final Flow flow;
    private final Tally tally;
    private Function<Duration, GeneratorHealth> watch = elapsed -> GeneratorHealth.UNKNOWN;
    private long beganNanos;
    private long nextWarmUpNanos = Long.MAX_VALUE;
    private long warmUpRequests;
    private long nextLookOutNanos;
    private long intervalNanos;
    private long intervalBeganNanos;
    private long drainUntilNanos = Long.MAX_VALUE;
    private long endedNanos;
    private boolean draining;
    private boolean stopped;
    private boolean done;

    Run(RunState state) {
        this.state = state;
        tally = new Tally(state.recorders());
        Workload workload = state.plan().workload();
        if (workload instanceof Workload.Closed closed) {
            flow = new ClosedLoop(state, closed);
        } else if (workload instanceof Workload.Open open) {
            flow = new OpenLoop(state, open);
        } else {
            throw new AssertionError(workload);
        }
    }

    Flow flow() {
        return flow;
    }

    Tally tally() {
        return tally;
    }

    boolean isDone() {
        return done;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Returns when the last outcome was recorded, or when the run was found to be over. */
    long endedNanos() {
        return endedNanos;
    }

    /** Sets who says how well the generator has made the run so far, given how long that is. */
    void watchedBy(Function<Duration, GeneratorHealth> whoever) {
        watch = whoever;
    }

    /** Does in vain what is done once a second, so that its classes are not loaded while requests are due. */
    void rehearse(long nowNanos) {
        var unused = progress(nowNanos, 0);
    }

    void begin(long nowNanos) {
        beganNanos = nowNanos;
        nextLookOutNanos = nowNanos + LOOK_OUT_NANOS;
        flow.begin(nowNanos);
        intervalNanos = state.recordFromNanos();
        intervalBeganNanos = intervalNanos;
        nextWarmUpNanos = nowNanos + INTERVAL_NANOS;
    }

    /** Does what is due and returns when the next thing is. */
    long tick(long nowNanos) {
        // First, so that what falls due on the second counts in the interval that it begins.
        if (nowNanos >= intervalNanos + INTERVAL_NANOS) {
            closeIntervals(nowNanos);
        } else if (nowNanos >= nextWarmUpNanos && nowNanos < intervalNanos) {
            tellOfWarmUp(nowNanos);
        }
        long next = flow.tick(nowNanos);
        if (nowNanos >= nextLookOutNanos) {
            lookOutForDeadlines(nowNanos);
            nextLookOutNanos = nowNanos + LOOK_OUT_NANOS;
        }
        if (flow.isOver()) {
            drain();
        }
        // The look-out comes so often that what is told once a second need not be waited for.
        return Math.min(Math.min(next, drainUntilNanos), Math.min(nextLookOutNanos, intervalNanos + INTERVAL_NANOS));
    }

    /** Stops sending at once. */
    void stop(long nowNanos) {
        if (!stopped && !done) {
            // Stopped only if that leaves something undone; else the plan was carried out.
            stopped = !flow.isOver() || flow.waiting() > 0 || state.recorders().inFlight() > 0;
            flow.stop();
            draining = true;
            drainUntilNanos = Math.min(
                    drainUntilNanos, nowNanos + Math.min(state.plan().grace().toNanos(), GRACE_WHEN_STOPPED_NANOS));
        }
    }

    private void drain() {
        // By the clock, not by the beginning of this step: the last requests may have started within it.
        long nowNanos = state.now();
        if (!draining) {
            draining = true;
            drainUntilNanos = nowNanos + state.plan().grace().toNanos();
        }
        if (stopped) {
            flow.censorWaiting(nowNanos);
        }
        boolean empty = flow.waiting() == 0 && state.recorders().inFlight() == 0;
        if (empty || nowNanos >= drainUntilNanos) {
            // A deadline that has passed is a time-out even if the look-out would have come too late for it.
            lookOutForDeadlines(nowNanos);
            flow.stop();
            censor(nowNanos);
            finish(nowNanos);
        }
    }

    private void censor(long nowNanos) {
        long giveUpNanos = nowNanos + LONGEST_CENSORING_NANOS;
        do {
            flow.censorWaiting(nowNanos);
            for (Lane lane : flow.lanes()) {
                Attempt current = lane.current();
                if (current != null) {
                    current.censor(nowNanos);
                }
            }
            // An I/O thread may just now be recording an answer, or have counted a request that its lane does not show
            // yet; nothing new can begin, so this ends.
            Thread.onSpinWait();
        } while (state.recorders().inFlight() > 0 && state.now() < giveUpNanos);
    }

    private void finish(long nowNanos) {
        done = true;
        endedNanos = nowNanos;
        if (nowNanos >= state.recordFromNanos()) {
            tally.closeInterval(intervalNanos - state.recordFromNanos(), nowNanos - intervalBeganNanos, false);
        }
    }

    private void lookOutForDeadlines(long nowNanos) {
        for (Lane lane : flow.lanes()) {
            Attempt current = lane.current();
            if (current != null) {
                current.expire(nowNanos);
            }
        }
    }

    private void closeIntervals(long nowNanos) {
        tally.closeInterval(intervalNanos - state.recordFromNanos(), nowNanos - intervalBeganNanos, true);
        long elapsed = nowNanos - state.recordFromNanos();
        intervalNanos = state.recordFromNanos() + elapsed - elapsed % INTERVAL_NANOS;
        intervalBeganNanos = nowNanos;
        state.listener().progressed(progress(nowNanos, tally.lastSentRate()));
    }

    private void tellOfWarmUp(long nowNanos) {
        long requests = state.warmUpRequests();
        double seconds = (nowNanos - nextWarmUpNanos + INTERVAL_NANOS) / 1e9;
        double sentRate = (requests - warmUpRequests) / seconds;
        warmUpRequests = requests;
        nextWarmUpNanos = nowNanos + INTERVAL_NANOS;
        state.listener().progressed(progress(nowNanos, sentRate));
    }

    private Progress progress(long nowNanos, double sentRate) {
        boolean warmingUp = nowNanos < state.recordFromNanos();
        Slice total = tally.total();
        long errors = 0;
        for (Outcome outcome : Outcome.values()) {
            errors += outcome.isError() ? total.count(outcome) : 0;
        }
        Duration elapsed = Duration.ofNanos(nowNanos - (warmingUp ? beganNanos : state.recordFromNanos()));
        return new Progress(
                warmingUp,
                elapsed,
                warmingUp ? 0 : flow.share(nowNanos),
                total.sentCount(),
                errors,
                tally.lastRate(),
                Duration.ofNanos(total.p99Nanos()),
                // In the middle of a second a rate that changes steadily has its average.
                flow.offeredRate(nowNanos - INTERVAL_NANOS / 2),
                sentRate,
                state.recorders().inFlight(),
                flow.waiting(),
                flow.dropped(),
                tally.outcomes(),
                tally.statusCodes(),
                tally.errors(),
                tally.intervals(),
                watch.apply(elapsed));
    }
}
