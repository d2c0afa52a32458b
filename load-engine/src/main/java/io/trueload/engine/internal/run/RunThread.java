// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.RunListener;
import io.trueload.engine.Workload;
import io.trueload.engine.internal.http.ConnectedSender;
import io.trueload.engine.internal.http.NameLookup;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Carries out one plan in real time, on the thread of its caller. Only {@link #stop} is for other threads. */
public final class RunThread {

    private final LoadPlan plan;
    private final RunListener listener;
    private final NameLookup names;
    private final SenderFactory senders;
    private final Ticker ticker = SystemClock.systemTicker();
    private final AtomicBoolean stopRequested = new AtomicBoolean();
    private volatile @Nullable Thread thread;

    /** Makes a run that has not begun. */
    public RunThread(LoadPlan plan, RunListener listener) {
        this(plan, listener, NameLookup.SYSTEM);
    }

    RunThread(LoadPlan plan, RunListener listener, NameLookup names) {
        this(plan, listener, names, ConnectedSender::of);
    }

    RunThread(LoadPlan plan, RunListener listener, NameLookup names, SenderFactory senders) {
        this.plan = plan;
        this.listener = listener;
        this.names = names;
        this.senders = senders;
    }

    /** Ends the run soon; it then returns what was measured. */
    public void stop() {
        stopRequested.set(true);
        LockSupport.unpark(thread);
    }

    /** Carries out the plan without priming and returns what was measured. */
    LoadResult run() {
        return run(Duration.ZERO);
    }

    /**
     * Carries out the plan and returns what was measured.
     *
     * @param priming how long this process was primed for it, for the record; zero if it was not
     */
    public LoadResult run(Duration priming) {
        thread = Thread.currentThread();
        boolean interrupted = false;
        TimedLookup lookup = new TimedLookup(names, ticker);
        try (ConnectedSender sender = senders.sender(plan, Environment.userAgent(), ticker::nanos, lookup)) {
            PublicLimits limits = PublicLimits.of(plan, sender.publicTarget());
            RunState state = new RunState(limits.plan(), sender, ticker, listener);
            state.runOn(Thread.currentThread());
            Run run = new Run(state);
            interrupted = connectFirst(run.flow());
            try (SelfCheck check = new SelfCheck(state, ticker)) {
                // Not before the check has made its thread, which would inherit it.
                TimerSlack slack =
                        plan.workload() instanceof Workload.Open ? TimerSlack.takeFromCaller() : TimerSlack.LEFT;
                Instant startedAt = SystemClock.calendar().plus(plan.warmUp());
                try {
                    interrupted |= lead(run, check, state);
                } finally {
                    slack.giveBack();
                }
                RunReport report = new RunReport(state, run);
                GeneratorHealth health = check.health(run.tally(), Duration.ofNanos(report.elapsedNanos()));
                return report.result(
                        startedAt,
                        health,
                        limits.describe(
                                Environment.describe(sender, RunState.ioThreads(plan), lookup.slowest(), priming)));
            } finally {
                state.recorders().forgetOwn();
            }
        } finally {
            thread = null;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits until the connections that the workload starts with are open, or have had their time; returns if interrupted. */
    private boolean connectFirst(Flow flow) {
        Semaphore opened = new Semaphore(0);
        int count = flow.connect(opened::release);
        long until = ticker.nanos() + plan.connectTimeout().toNanos();
        int waitingFor = count;
        while (waitingFor > 0 && !stopRequested.get() && ticker.nanos() < until) {
            try {
                // In short steps, so that a stop is heard.
                if (opened.tryAcquire(Run.LOOK_OUT_NANOS, TimeUnit.NANOSECONDS)) {
                    waitingFor--;
                }
            } catch (InterruptedException e) {
                stopRequested.set(true);
                return true;
            }
        }
        if (waitingFor > 0) {
            // Whoever is sent now has a connection opened that has its time before it, not one whose time is over.
            flow.lanes().forEach(lane -> lane.slot().abort());
        }
        return false;
    }

    private boolean lead(Run run, SelfCheck check, RunState state) {
        boolean interrupted = false;
        run.watchedBy(elapsed -> check.healthSoFar(run.tally(), elapsed));
        run.rehearse(ticker.nanos());
        long began = ticker.nanos();
        if (stopRequested.get()) {
            run.stop(began);
        }
        run.begin(began);
        while (!run.isDone()) {
            long now = ticker.nanos();
            check.isAwake(now);
            if (Thread.interrupted()) {
                interrupted = true;
                stopRequested.set(true);
            }
            if (stopRequested.get()) {
                run.stop(now);
            }
            long next = run.tick(now);
            long wait = next - ticker.nanos();
            if (wait > 0 && !run.isDone()) {
                check.sleepsUntil(next);
                LockSupport.parkNanos(this, wait);
            }
            state.checkSource();
        }
        return interrupted;
    }

    /** Makes the sender of a run. */
    interface SenderFactory {

        ConnectedSender sender(LoadPlan plan, String userAgent, LongSupplier clock, NameLookup names);
    }
}
