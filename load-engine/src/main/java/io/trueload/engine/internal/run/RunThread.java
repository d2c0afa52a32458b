// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.RunListener;
import io.trueload.engine.internal.http.GeneralSender;
import io.trueload.engine.internal.http.HttpSender;
import io.trueload.engine.internal.measure.HealthRules;
import io.trueload.engine.internal.measure.HiccupMeter;
import io.trueload.engine.internal.measure.ProcessProbe;
import io.trueload.engine.internal.measure.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Carries out one plan in real time, on the thread of its caller. Only {@link #stop} is for other threads. */
public final class RunThread {

    private final LoadPlan plan;
    private final RunListener listener;
    private final Ticker ticker = SystemClock.systemTicker();
    private final AtomicBoolean stopRequested = new AtomicBoolean();
    private volatile @Nullable Thread thread;

    /** Makes a run that has not begun. */
    public RunThread(LoadPlan plan, RunListener listener) {
        this.plan = plan;
        this.listener = listener;
    }

    /** Ends the run soon; it then returns what was measured. */
    public void stop() {
        stopRequested.set(true);
        LockSupport.unpark(thread);
    }

    /** Carries out the plan and returns what was measured. */
    public LoadResult run() {
        thread = Thread.currentThread();
        boolean interrupted = false;
        try (HttpSender sender = new GeneralSender(plan, Environment.userAgent(), ticker::nanos)) {
            RunState state = new RunState(plan, sender, ticker, listener);
            state.runOn(Thread.currentThread());
            Run run = new Run(state);
            interrupted = connectFirst(run.flow());
            ProcessProbe probe = new ProcessProbe();
            try (HiccupMeter hiccups = new HiccupMeter(ticker::nanos)) {
                Instant startedAt = SystemClock.calendar().plus(plan.warmUp());
                long began = ticker.nanos();
                if (stopRequested.get()) {
                    run.stop(began);
                }
                run.begin(began);
                interrupted |= lead(run, hiccups, probe, state);
                RunReport report = new RunReport(state, run);
                probe.look();
                GeneratorHealth health = health(run.tally(), probe, hiccups, report, run.endedNanos() - began);
                return report.result(startedAt, health, Environment.describe(sender.protocol()));
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
        return false;
    }

    private boolean lead(Run run, HiccupMeter hiccups, ProcessProbe probe, RunState state) {
        boolean interrupted = false;
        long nextLook = ticker.nanos();
        boolean recording = plan.warmUp().isZero();
        long recordFrom = ticker.nanos() + plan.warmUp().toNanos();
        while (!run.isDone()) {
            long now = ticker.nanos();
            if (!recording && now >= recordFrom) {
                // A hiccup before the recording began is nobody's business.
                hiccups.takeMaxNanos();
                recording = true;
            }
            if (Thread.interrupted()) {
                interrupted = true;
                stopRequested.set(true);
            }
            if (stopRequested.get()) {
                run.stop(now);
            }
            if (now >= nextLook) {
                probe.look();
                nextLook = now + TimeUnit.SECONDS.toNanos(1);
            }
            long wait = run.tick(now) - ticker.nanos();
            if (wait > 0 && !run.isDone()) {
                LockSupport.parkNanos(this, wait);
            }
            state.checkSource();
        }
        return interrupted;
    }

    private GeneratorHealth health(
            Tally tally, ProcessProbe probe, HiccupMeter hiccups, RunReport report, long wholeNanos) {
        List<String> shortages = tally.errors().stream()
                .map(ErrorCount::message)
                .filter(message -> message.startsWith(HttpSender.GENERATOR))
                .map(message -> "it was " + message.substring(HttpSender.GENERATOR.length()))
                .toList();
        return new HealthRules(
                        tally.scheduleLag(),
                        tally.responseTime(),
                        Duration.ofNanos(report.elapsedNanos()),
                        probe.cpuShare(wholeNanos),
                        Duration.ofNanos(probe.gcNanos()),
                        Duration.ofNanos(Math.max(0, hiccups.takeMaxNanos())),
                        probe.mostFiles(),
                        probe.maxFiles(),
                        shortages)
                .judge();
    }
}
