// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.Outcome;
import io.trueload.engine.Stage;
import io.trueload.engine.Workload;
import io.trueload.engine.internal.schedule.ArrivalSchedule;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends requests when the plan says, whether or not earlier ones have been answered. */
final class OpenLoop implements Flow {

    /*
     * The run's thread walks the schedule. What is due goes into a queue with its intended start, and whoever has a free
     * lane takes the oldest: the run's thread if lanes are idle, else the I/O thread on which a request has just ended.
     * When the target stalls, every lane is soon busy and requests wait here. They keep their intended start, so the wait
     * that a user would have felt is in their response time. Stamping them when they leave the queue would hide the stall:
     * that is coordinated omission, and OpenLoopTest has the mistake as a control.
     *
     * No request is forgotten between the two sides: the run's thread adds a request first and then looks for an idle lane,
     * the I/O thread adds its idle lane first and then looks for a request. One of them sees the other.
     */

    /** How long a request may wait before the run's thread looks again whether another connection may be opened. */
    private static final long GROWTH_NANOS = 1_000_000;

    /** How long connections beyond those at the start are kept without need, like those of a browser or a client's pool. */
    private static final long KEEP_NANOS = 60_000_000_000L;

    private final RunState run;
    private final Workload.Open workload;
    private final ArrivalSchedule warmUp;
    private final ArrivalSchedule schedule;
    private final int streams;
    private final int mostLanes;
    private final WaitingRequests waiting;
    private final IdleLanes idle;
    private final List<Lane> lanes = new ArrayList<>();
    private final Deque<Lane> disconnected = new ArrayDeque<>();
    private final ThreadLocal<long[]> taken = ThreadLocal.withInitial(() -> new long[2]);
    private final long[] expired = new long[2];
    private boolean warmingUp;
    private long beganNanos;
    private long nextNanos;
    private long planned;
    private long dropped;
    private long lastFiredNanos;
    private int leastIdle = Integer.MAX_VALUE;
    private int surplus;
    private long shrinkNanos;
    private volatile boolean over;
    private volatile boolean stopped;
    private boolean exhausted;

    OpenLoop(RunState run, Workload.Open workload) {
        this.run = run;
        this.workload = workload;
        LoadPlan plan = run.plan();
        warmingUp = !plan.warmUp().isZero();
        warmUp = ArrivalSchedule.of(
                List.of(Stage.hold(
                        workload.stages().get(0).startRate(), warmingUp ? plan.warmUp() : workload.duration())),
                workload.arrivals(),
                Workload.UNLIMITED,
                ~workload.seed());
        schedule = ArrivalSchedule.of(workload.stages(), workload.arrivals(), workload.requests(), workload.seed());
        streams = plan.transport().streams();
        mostLanes = (int) Math.min((long) workload.maxConnections() * streams, Workload.MOST_IN_FLIGHT);
        waiting = new WaitingRequests(workload.maxInFlight());
        idle = new IdleLanes(mostLanes);
    }

    @Override
    public int connect(Runnable whenOneIsDone) {
        int count = workload.concurrency() * streams;
        for (int i = 0; i < count; i++) {
            idle.add(newLane());
        }
        if (!run.plan().transport().keepAlive()) {
            return 0;
        }
        for (int i = 0; i < count; i += streams) {
            lanes.get(i).slot().connect(whenOneIsDone);
        }
        return workload.concurrency();
    }

    @Override
    public void begin(long nowNanos) {
        long from = nowNanos + run.plan().warmUp().toNanos();
        run.record(from, from + workload.duration().toNanos());
        beganNanos = warmingUp ? nowNanos : from;
        shrinkNanos = nowNanos + KEEP_NANOS;
        advance();
    }

    @Override
    public long tick(long nowNanos) {
        while (nextNanos <= nowNanos && !over) {
            fire(nowNanos);
            advance();
        }
        expireWaiting(nowNanos);
        grow();
        shrink(nowNanos);
        long next = over ? Long.MAX_VALUE : nextNanos;
        return waiting.isEmpty() ? next : Math.min(next, nowNanos + GROWTH_NANOS);
    }

    @Override
    public @Nullable Attempt next(Lane freed) {
        Lane lane = freed;
        long[] instants = taken.get();
        for (; ; ) {
            if (!stopped && waiting.take(Long.MAX_VALUE, instants)) {
                return run.start(lane, instants[0], instants[1], run.now());
            }
            idle.add(lane);
            Lane other = stopped || waiting.isEmpty() ? null : idle.take();
            if (other == null) {
                return null;
            }
            lane = other;
        }
    }

    @Override
    public void left() {
        run.left();
        if (over) {
            run.wakeRunThread();
        }
    }

    @Override
    public void stop() {
        stopped = true;
        over = true;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public long waiting() {
        return waiting.size();
    }

    @Override
    public void censorWaiting(long nowNanos) {
        while (waiting.take(Long.MAX_VALUE, expired)) {
            endUnsent(nowNanos, Outcome.IN_FLIGHT_AT_END, "");
        }
    }

    @Override
    public Iterable<Lane> lanes() {
        return lanes;
    }

    @Override
    public long planned() {
        return planned;
    }

    @Override
    public long dropped() {
        return dropped;
    }

    @Override
    public long unsentAtStop() {
        // Arrivals by chance may be fewer than are expected, and are all there nevertheless.
        return stopped && !exhausted ? Math.max(0, (long) Math.ceil(workload.expectedRequests()) - planned) : 0;
    }

    @Override
    public long overrunNanos() {
        return Math.max(0, lastFiredNanos - run.sendUntilNanos());
    }

    @Override
    public double offeredRate(long nanos) {
        return nanos >= run.sendUntilNanos()
                ? 0
                : workload.rateAt(Duration.ofNanos(Math.max(0, nanos - run.recordFromNanos())));
    }

    @Override
    public double share(long nowNanos) {
        double elapsed = nowNanos - run.recordFromNanos();
        double ofRequests = workload.requests() == Workload.UNLIMITED ? 0 : (double) planned / workload.requests();
        return Math.max(
                0,
                Math.min(1, Math.max(ofRequests, elapsed / workload.duration().toNanos())));
    }

    private void advance() {
        if (warmingUp) {
            long start = warmUp.next();
            if (start != ArrivalSchedule.END) {
                nextNanos = beganNanos + start;
                return;
            }
            warmingUp = false;
            beganNanos = run.recordFromNanos();
        }
        long start = schedule.next();
        if (start == ArrivalSchedule.END) {
            end();
        } else {
            nextNanos = beganNanos + start;
        }
    }

    private void end() {
        if (planned == workload.requests() && planned > 1) {
            // Cut off by number: the schedule then ends one gap after its last request, not with its stages.
            double length = (double) (nextNanos - beganNanos) * planned / (planned - 1);
            run.record(run.recordFromNanos(), run.recordFromNanos() + Math.round(length));
        }
        exhausted = true;
        over = true;
    }

    private void fire(long nowNanos) {
        boolean recorded = nextNanos >= run.recordFromNanos();
        if (recorded) {
            planned++;
        }
        lastFiredNanos = nowNanos;
        if (run.recorders().inFlight() + waiting.size() >= workload.maxInFlight()
                || !waiting.add(nextNanos, nowNanos)) {
            if (recorded) {
                dropped++;
            }
            return;
        }
        Lane lane = idle.take();
        leastIdle = Math.min(leastIdle, idle.size());
        if (lane != null) {
            Lane.send(next(lane));
        }
    }

    private void expireWaiting(long nowNanos) {
        while (waiting.take(nowNanos - run.timeoutNanos() + 1, expired)) {
            endUnsent(expired[0] + run.timeoutNanos(), Outcome.TIMED_OUT, run.timeoutMessage("a free connection"));
        }
    }

    private void endUnsent(long nanos, Outcome outcome, String why) {
        run.start(null, expired[0], expired[1], nanos).failed(nanos, outcome, why);
    }

    private void grow() {
        // Bounded by the connections there are: after a hiccup of our own the target should not see a flood of new
        // ones.
        while (!waiting.isEmpty()
                && !stopped
                && connectedLanes() + streams <= mostLanes
                && run.connecting() < Math.max(workload.concurrency(), connectedLanes() / 2)) {
            for (int i = 1; i < streams; i++) {
                idle.add(newLane());
            }
            Lane known = disconnected.poll();
            Lane.send(next(known == null ? newLane() : known));
        }
    }

    /** Closes the connections that grew in a stall and have not been needed since; else a long run only ever grows. */
    private void shrink(long nowNanos) {
        if (nowNanos >= shrinkNanos) {
            // Streams of one connection are not idle together, so that only whole connections are looked at.
            surplus = streams > 1 ? 0 : Math.min(leastIdle, connectedLanes() - workload.concurrency());
            leastIdle = Integer.MAX_VALUE;
            shrinkNanos = nowNanos + KEEP_NANOS;
        }
        // One at a time: a thousand at once would keep the I/O threads from the requests under way. And no more of them
        // once they are needed again.
        Lane lane = surplus > 0 && idle.size() >= surplus ? idle.take() : null;
        if (lane == null) {
            surplus = 0;
        } else {
            surplus--;
            lane.disconnect();
            disconnected.add(lane);
        }
    }

    private int connectedLanes() {
        return lanes.size() - disconnected.size();
    }

    private Lane newLane() {
        Lane lane = new Lane(this, run.sender().slot());
        lanes.add(lane);
        return lane;
    }
}
