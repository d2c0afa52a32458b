// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Counts;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.Outcome;
import io.trueload.engine.TargetHealth;
import io.trueload.engine.Workload;
import io.trueload.engine.internal.measure.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Makes the result of a run that is done. */
final class RunReport {

    private static final double NANOS_PER_SECOND = 1e9;

    private final RunState state;
    private final Run run;
    private final Flow flow;
    private final Tally tally;

    RunReport(RunState state, Run run) {
        this.state = state;
        this.run = run;
        this.flow = run.flow();
        this.tally = run.tally();
    }

    /** Returns how long the recorded part took, in nanoseconds; 0 if the run was stopped before it began. */
    long elapsedNanos() {
        return Math.max(0, run.endedNanos() - state.recordFromNanos());
    }

    LoadResult result(Instant startedAt, GeneratorHealth health, Map<String, String> environment) {
        LoadPlan plan = state.plan();
        return new LoadResult(
                plan,
                startedAt,
                Duration.ofNanos(elapsedNanos()),
                run.isStopped(),
                counts(),
                rates(),
                tally.bytes(),
                tally.responseTime(),
                tally.serviceTime(),
                tally.okResponseTime(),
                tally.phases(),
                tally.statusCodes(),
                tally.errors(),
                tally.intervals(),
                health,
                TargetHealth.UNKNOWN,
                environment);
    }

    private Counts counts() {
        Map<Outcome, Long> outcomes = tally.outcomes();
        long sent = tally.total().sentCount();
        long planned = flow.planned() < 0 ? sent : flow.planned();
        return new Counts(planned, flow.dropped(), flow.unsentAtStop(), state.warmUpRequests(), outcomes);
    }

    /** Returns whether a closed workload ran out of requests, which it does before its time is over if it has both. */
    private boolean isEndedByCount() {
        return state.plan().workload() instanceof Workload.Closed closed
                && tally.total().sentCount() >= closed.requests();
    }

    private Rates rates() {
        double elapsed = elapsedNanos() / NANOS_PER_SECOND;
        boolean open = state.plan().workload() instanceof Workload.Open;
        boolean timed = state.sendUntilNanos() != Long.MAX_VALUE && !run.isStopped() && !isEndedByCount();
        // Where the plan says how long to send, answers that come later do not stretch that time.
        double window = timed ? (state.sendUntilNanos() - state.recordFromNanos()) / NANOS_PER_SECOND : elapsed;
        if (window <= 0) {
            return new Rates(0, 0, 0, 0);
        }
        double offered = open ? flow.planned() / window : 0;
        double sending = window + flow.overrunNanos() / NANOS_PER_SECOND;
        double delivered = tally.total().sentCount() / sending;
        double sent = tally.total().writtenCount() / sending;
        long ok = timed ? tally.total().okInTime() : tally.total().count(Outcome.OK);
        return new Rates(offered, delivered, sent, ok / window);
    }
}
