// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import java.time.Instant;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/** A run led through virtual time, step by step, on the test's own thread. */
final class VirtualRun {

    final ManualTicker ticker = new ManualTicker();
    final RecordingListener listener = new RecordingListener();
    final ScriptedSender sender;
    final RunState state;
    final Run run;

    private VirtualRun(LoadPlan plan, LongUnaryOperator answeredAt, UnaryOperator<ScriptedSender> script) {
        sender = script.apply(new ScriptedSender(ticker, answeredAt));
        state = new RunState(plan, sender, ticker, listener);
        run = new Run(state);
    }

    /** Begins a run against a target that answers as the function of the writing instant says. */
    static VirtualRun begin(LoadPlan.Builder plan, LongUnaryOperator answeredAt) {
        return begin(plan, answeredAt, sender -> sender);
    }

    static VirtualRun begin(LoadPlan.Builder plan, LongUnaryOperator answeredAt, UnaryOperator<ScriptedSender> script) {
        VirtualRun run = prepare(plan, answeredAt, script);
        run.run.begin(0);
        return run;
    }

    /** Makes a run that is yet to begin. */
    static VirtualRun prepare(
            LoadPlan.Builder plan, LongUnaryOperator answeredAt, UnaryOperator<ScriptedSender> script) {
        VirtualRun run =
                new VirtualRun(plan.target("http://127.0.0.1:1/").priming(false).build(), answeredAt, script);
        run.run.flow().connect(() -> {});
        return run;
    }

    /** Carries the run to its end. */
    LoadResult toEnd() {
        advanceTo(Long.MAX_VALUE);
        return result();
    }

    /** Carries the run on until an instant. */
    void advanceTo(long untilNanos) {
        while (!run.isDone()) {
            long next = Math.max(ticker.nanos(), Math.min(run.tick(ticker.nanos()), sender.nextAnswerNanos()));
            if (run.isDone()) {
                return;
            }
            if (next > untilNanos) {
                ticker.set(untilNanos);
                return;
            }
            ticker.set(next);
            sender.deliver();
        }
    }

    /** Lets time pass in which the generator does nothing at all. */
    void freezeGeneratorUntil(long nanos) {
        ticker.set(nanos);
    }

    LoadResult result() {
        return new RunReport(state, run).result(Instant.EPOCH, GeneratorHealth.UNKNOWN, Map.of());
    }
}
