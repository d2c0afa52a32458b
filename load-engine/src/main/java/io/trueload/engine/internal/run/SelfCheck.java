// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.GeneratorHealth.Processors;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.internal.http.HttpSender;
import io.trueload.engine.internal.measure.ControlGroup;
import io.trueload.engine.internal.measure.HealthRules;
import io.trueload.engine.internal.measure.HealthRules.Signals;
import io.trueload.engine.internal.measure.HiccupMeter;
import io.trueload.engine.internal.measure.ProcessProbe;
import io.trueload.engine.internal.measure.Tally;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Watches the generator while it makes a run, and judges afterwards how well it could. Confined to the run's thread. */
final class SelfCheck implements AutoCloseable {

    private static final int CLOCK_READINGS = 100;

    private final RunState state;
    private final ProcessProbe probe;
    private final HiccupMeter hiccups;
    private final Duration clockStep;
    private boolean recording;
    private long lastNanos;
    private long backwardSteps;
    private long nextLookNanos;
    private long dueNanos;
    private long wakeUps;
    private long lateWakeUps;

    /** Begins to watch. */
    SelfCheck(RunState state, Ticker ticker) {
        this.state = state;
        clockStep = clockStep(ticker);
        probe = new ProcessProbe(ControlGroup.ofThisProcess(), ticker::nanos);
        hiccups = new HiccupMeter(
                ticker::nanos, state.recorders()::inFlight, state.recorders().waits());
        recording = state.plan().warmUp().isZero();
        nextLookNanos = ticker.nanos();
        lastNanos = nextLookNanos;
    }

    /** Notes that the run's thread is about to sleep until an instant. */
    void sleepsUntil(long nanos) {
        dueNanos = nanos;
        wakeUps++;
    }

    /** Notes that the run's thread is awake. */
    void isAwake(long nowNanos) {
        if (nowNanos - lastNanos < 0) {
            backwardSteps++;
        }
        lastNanos = nowNanos;
        if (dueNanos != 0 && nowNanos - dueNanos > Run.LOOK_OUT_NANOS) {
            lateWakeUps++;
        }
        dueNanos = 0;
        if (!recording && nowNanos >= state.recordFromNanos()) {
            // Pauses before the recording began are nobody's business.
            hiccups.forget();
            probe.forgetPauses();
            recording = true;
        }
        if (nowNanos >= nextLookNanos) {
            probe.look();
            nextLookNanos = nowNanos + TimeUnit.SECONDS.toNanos(1);
        }
    }

    /**
     * Returns how well the generator has made the run so far: by what is known without reading files, which would keep
     * requests waiting that are due.
     */
    GeneratorHealth healthSoFar(Tally tally, Duration elapsed) {
        Processors processors =
                new Processors(state.recorders().busiestThread(), -1, -1, -1, Processors.UNKNOWN.throttled());
        return judge(
                tally, tally.scheduleLagNow(), tally.responseTimeNow(), elapsed, signals(hiccups.look(), processors));
    }

    /** Returns how well the generator could make the run, which is over. */
    GeneratorHealth health(Tally tally, Duration elapsed) {
        probe.look();
        Processors processors = new Processors(
                state.recorders().busiestThread(),
                probe.machineShare(),
                probe.pressureShare(),
                probe.compilingShare(),
                probe.throttled());
        return judge(tally, tally.scheduleLag(), tally.responseTime(), elapsed, signals(hiccups.take(), processors));
    }

    private static GeneratorHealth judge(
            Tally tally, LatencyDistribution lag, LatencyDistribution response, Duration elapsed, Signals signals) {
        return new HealthRules(lag, response, elapsed, signals, shortages(tally)).judge();
    }

    private Signals signals(HiccupMeter.Seen seen, Processors processors) {
        return new Signals(
                probe.cpuShare(),
                processors,
                probe.gcPause(),
                Duration.ofNanos(seen.longestNanos()),
                seen.pauses(state.recordFromNanos()),
                Duration.ofNanos(seen.longestWaitNanos()),
                Duration.ofNanos(seen.waitedNanos()),
                probe.mostFiles(),
                probe.maxFiles(),
                wakeUps == 0 ? 0 : (double) lateWakeUps / wakeUps,
                state.longestCheck(),
                clockStep,
                backwardSteps);
    }

    @Override
    public void close() {
        hiccups.close();
    }

    private static List<String> shortages(Tally tally) {
        return tally.errors().stream()
                .map(ErrorCount::message)
                .filter(message -> message.startsWith(HttpSender.GENERATOR))
                .map(message -> "it was " + message.substring(HttpSender.GENERATOR.length()))
                .toList();
    }

    /** Returns the smallest step in which a clock advances, among a few readings. */
    static Duration clockStep(Ticker ticker) {
        long least = Long.MAX_VALUE;
        long before = ticker.nanos();
        for (int i = 0; i < CLOCK_READINGS; i++) {
            long now = ticker.nanos();
            if (now > before) {
                least = Math.min(least, now - before);
            }
            before = now;
        }
        return Duration.ofNanos(least == Long.MAX_VALUE ? 0 : least);
    }
}
