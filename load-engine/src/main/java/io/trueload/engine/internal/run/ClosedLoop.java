// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Each lane sends as soon as its last request has ended, until all requests are sent or the time is over. */
final class ClosedLoop implements Flow {

    private static final long FIRST_PAUSE_NANOS = 10_000_000;
    private static final long LONGEST_PAUSE_NANOS = 100_000_000;

    private final RunState run;
    private final Workload.Closed workload;
    private final AtomicLong claimed = new AtomicLong();
    private final List<Lane> lanes = new ArrayList<>();
    private final Queue<Paused> paused = new ConcurrentLinkedQueue<>();
    private volatile long untilNanos = Long.MAX_VALUE;
    private volatile boolean stopped;

    /** Set when a lane has found nothing more to send: all that a request that ends has to look at. */
    private volatile boolean exhausted;

    ClosedLoop(RunState run, Workload.Closed workload) {
        this.run = run;
        this.workload = workload;
    }

    @Override
    public int connect(Runnable whenOneIsDone) {
        // The wait for its connection is part of what the first user of a closed workload feels.
        return 0;
    }

    @Override
    public void begin(long nowNanos) {
        long from = nowNanos + run.plan().warmUp().toNanos();
        if (!workload.duration().isZero()) {
            untilNanos = from + workload.duration().toNanos();
        }
        run.record(from, untilNanos);
        long count = (long) workload.concurrency() * run.plan().transport().streams();
        for (long i = 0; i < count; i++) {
            lanes.add(new Lane(this, run.sender().slot()));
        }
        // One for each lane, before the first of them can have taken all: a target that answers at once would see
        // fewer.
        boolean reserved = !stopped && run.plan().warmUp().isZero() && workload.requests() != Workload.UNLIMITED;
        long firsts = reserved ? Math.min(count, workload.requests()) : count;
        if (reserved) {
            claimed.set(firsts);
        }
        int streams = run.plan().transport().streams();
        for (long i = 0; i < firsts; i++) {
            // One stream of each connection before the next of any: fewer requests than streams still open them all.
            long lane = i % workload.concurrency() * streams + i / workload.concurrency();
            Lane.send(first(lanes.get((int) lane), reserved));
        }
    }

    /** Starts the first request of a lane by the clock of its own turn: that the others were first is not the target's doing. */
    private @Nullable Attempt first(Lane lane, boolean reserved) {
        long now = run.now();
        return reserved && now < untilNanos ? run.start(lane, now, now, now) : start(lane, now);
    }

    @Override
    public long tick(long nowNanos) {
        long next = nowNanos < untilNanos ? untilNanos : Long.MAX_VALUE;
        for (int i = paused.size(); i > 0; i--) {
            Paused lane = paused.poll();
            if (lane == null) {
                break;
            }
            if (lane.untilNanos <= nowNanos) {
                Lane.send(start(lane.lane, nowNanos));
            } else {
                paused.add(lane);
                next = Math.min(next, lane.untilNanos);
            }
        }
        return next;
    }

    @Override
    public @Nullable Attempt next(Lane lane) {
        long now = run.now();
        int failures = lane.connectFailures();
        if (failures > 0) {
            // A target that is down refuses in microseconds: without a pause this would be a busy loop.
            long pause = FIRST_PAUSE_NANOS << Math.min(failures - 1, 10);
            paused.add(new Paused(lane, now + Math.min(pause, LONGEST_PAUSE_NANOS)));
            return null;
        }
        return start(lane, now);
    }

    @Override
    public void left() {
        run.left();
        if (exhausted) {
            run.wakeRunThread();
        }
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public boolean isOver() {
        return stopped || claimed.get() >= workload.requests() || run.now() >= untilNanos;
    }

    @Override
    public long waiting() {
        return 0;
    }

    @Override
    public void censorWaiting(long nowNanos) {}

    @Override
    public Iterable<Lane> lanes() {
        return lanes;
    }

    @Override
    public long planned() {
        return -1;
    }

    @Override
    public long dropped() {
        return 0;
    }

    @Override
    public long unsentAtStop() {
        return workload.requests() == Workload.UNLIMITED || !stopped
                ? 0
                : Math.max(0, workload.requests() - claimed.get());
    }

    @Override
    public long overrunNanos() {
        return 0;
    }

    @Override
    public double offeredRate(long nanos) {
        return 0;
    }

    @Override
    public double share(long nowNanos) {
        double ofRequests = (double) claimed.get() / workload.requests();
        double elapsed = nowNanos - run.recordFromNanos();
        double ofTime =
                workload.duration().isZero() ? 0 : elapsed / workload.duration().toNanos();
        return Math.max(0, Math.min(1, Math.max(ofRequests, ofTime)));
    }

    private @Nullable Attempt start(Lane lane, long now) {
        boolean recorded = now >= run.recordFromNanos();
        if (stopped
                || now >= untilNanos
                || recorded
                        && workload.requests() != Workload.UNLIMITED
                        && claimed.getAndIncrement() >= workload.requests()) {
            exhausted = true;
            return null;
        }
        return run.start(lane, now, now, now);
    }

    private record Paused(Lane lane, long untilNanos) {}
}
