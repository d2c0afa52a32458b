// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.Rate;
import io.trueload.engine.Stage;
import io.trueload.engine.Workload;
import java.util.ArrayList;
import java.util.List;

/** A plan in equal parts, for generators that work side by side; together they send exactly what the plan asks for. */
final class PlanSplit {

    /*
     * A third of a rate is seldom a number that binary fractions hold, so a part's schedule could come out one request
     * short. Its rate is therefore raised by a billionth, and its number of requests is given besides and cuts it off.
     */
    private static final double BARELY_MORE = 1 + 1e-9;

    private PlanSplit() {}

    /**
     * Returns the parts, of which the first are larger where it does not come out even.
     *
     * @throws IllegalArgumentException if there is too little for every part to have something to do
     */
    static List<LoadPlan> of(LoadPlan plan, int parts) {
        if (parts < 1) {
            throw new IllegalArgumentException("a fleet has one load tester or more: " + parts);
        }
        if (plan.workload().concurrency() < parts || plan.plannedRequests().orElse(Long.MAX_VALUE) < parts) {
            throw new IllegalArgumentException("a plan of "
                    + (plan.plannedRequests().isPresent()
                            ? plan.plannedRequests().getAsLong() + " requests over "
                            : "")
                    + plan.workload().concurrency() + " connections cannot be split among " + parts
                    + " load testers: each needs one of both");
        }
        List<LoadPlan> split = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            split.add(part(plan, i, parts));
        }
        return split;
    }

    private static LoadPlan part(LoadPlan plan, int index, int parts) {
        // What the whole must reach, a part need not: its expectations are judged on the sum.
        return plan.toBuilder()
                .workload(workload(plan, index, parts))
                .requirements(List.of())
                .build();
    }

    private static Workload workload(LoadPlan plan, int index, int parts) {
        Workload workload = plan.workload();
        int concurrency = (int) share(workload.concurrency(), index, parts);
        if (workload instanceof Workload.Closed closed) {
            long requests = closed.requests() == Workload.UNLIMITED
                    ? Workload.UNLIMITED
                    : share(closed.requests(), index, parts);
            return new Workload.Closed(concurrency, requests, closed.duration());
        }
        if (workload instanceof Workload.Open open) {
            return new Workload.Open(
                    open.stages().stream().map(stage -> part(stage, parts)).toList(),
                    open.arrivals(),
                    concurrency,
                    share(plan.plannedRequests().orElseThrow(), index, parts),
                    Math.max(concurrency, (int) share(open.maxConnections(), index, parts)),
                    Math.max(1, (int) share(open.maxInFlight(), index, parts)),
                    open.seed() + index);
        }
        throw new AssertionError(workload);
    }

    private static Stage part(Stage stage, int parts) {
        if (stage instanceof Stage.Hold hold) {
            return Stage.hold(part(hold.rate(), parts), hold.duration());
        }
        if (stage instanceof Stage.Ramp ramp) {
            return Stage.ramp(part(ramp.from(), parts), part(ramp.to(), parts), ramp.duration());
        }
        throw new AssertionError(stage);
    }

    private static Rate part(Rate rate, int parts) {
        return Rate.perSecond(rate.perSecond() / parts * BARELY_MORE);
    }

    private static long share(long whole, int index, int parts) {
        return whole / parts + (index < whole % parts ? 1 : 0);
    }
}
