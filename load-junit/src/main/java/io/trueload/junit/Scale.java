// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.Rate;
import io.trueload.engine.Requirement;
import io.trueload.engine.Requirement.Metric;
import io.trueload.engine.Stage;
import io.trueload.engine.Workload;
import java.time.Duration;
import java.util.List;

/**
 * Factors by which plans are made shorter or longer, and slower or faster, for a quick look or a long night.
 *
 * @param duration of durations, stages, the warm-up, and of the number of requests
 * @param rate of the rates of open workloads
 */
record Scale(double duration, double rate) {

    static final double LARGEST = 1_000;

    boolean isNone() {
        return duration == 1 && rate == 1;
    }

    /**
     * Returns the scaled plan.
     *
     * @throws IllegalArgumentException if the scaled plan cannot carry its expectations
     */
    LoadPlan apply(LoadPlan plan) {
        if (isNone()) {
            return plan;
        }
        LoadPlan unjudged = with(plan, apply(plan.workload()), List.of());
        return with(
                plan,
                unjudged.workload(),
                plan.requirements().stream()
                        .map(requirement -> apply(requirement, plan, unjudged))
                        .toList());
    }

    private LoadPlan with(LoadPlan plan, Workload workload, List<Requirement> requirements) {
        return plan.toBuilder()
                .workload(workload)
                .warmUp(scaled(plan.warmUp()))
                .requirements(requirements)
                .build();
    }

    private Workload apply(Workload workload) {
        if (workload instanceof Workload.Closed closed) {
            // Every connection still needs something to send.
            long requests = Math.max(closed.concurrency(), scaled(closed.requests(), duration));
            return new Workload.Closed(closed.concurrency(), requests, scaled(closed.duration()));
        }
        if (workload instanceof Workload.Open open) {
            return new Workload.Open(
                    open.stages().stream().map(this::apply).toList(),
                    open.arrivals(),
                    open.concurrency(),
                    scaled(open.requests(), duration * rate),
                    open.maxConnections(),
                    open.maxInFlight(),
                    open.seed());
        }
        throw new AssertionError(workload);
    }

    private Stage apply(Stage stage) {
        if (stage instanceof Stage.Hold hold) {
            return Stage.hold(scaled(hold.rate()), scaled(hold.duration()));
        }
        if (stage instanceof Stage.Ramp ramp) {
            return Stage.ramp(scaled(ramp.from()), scaled(ramp.to()), scaled(ramp.duration()));
        }
        throw new AssertionError(stage);
    }

    /** Returns an expectation that asks of the scaled plan what the other asked of the whole. */
    private Requirement apply(Requirement requirement, LoadPlan plan, LoadPlan scaled) {
        double factor = plan.workload() instanceof Workload.Open ? rate : 1;
        return switch (requirement.metric()) {
            case RATE -> requirement(requirement, requirement.limit() * factor);
            case REQUESTS -> requirement(requirement, requests(requirement.limit(), factor * duration, plan, scaled));
            case PERCENTILE, MEAN, MIN, MAX, STDDEV, ERRORS, ERROR_RATE -> requirement;
        };
    }

    private static double requests(double limit, double factor, LoadPlan plan, LoadPlan scaled) {
        // All that were planned are all that are planned, however that was rounded.
        boolean all = limit == (double) plan.plannedRequests().orElse(-1);
        return (double) (all ? scaled.plannedRequests().orElseThrow() : Math.round(limit * factor));
    }

    private static Requirement requirement(Requirement old, double limit) {
        String value = old.metric() == Metric.RATE ? Rate.perSecond(limit).toString() : Long.toString((long) limit);
        String text = (old.metric() == Metric.RATE ? "rate " : "requests ")
                + old.comparison().symbol() + " " + value;
        return new Requirement(text, false, old.metric(), 0, old.comparison(), limit);
    }

    private Duration scaled(Duration time) {
        return Duration.ofNanos(Math.round(time.toNanos() * duration));
    }

    private Rate scaled(Rate old) {
        return Rate.perSecond(old.perSecond() * rate);
    }

    private static long scaled(long requests, double factor) {
        return requests == Workload.UNLIMITED ? requests : Math.max(1, Math.round(requests * factor));
    }
}
