// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.Rate;
import io.trueload.engine.Stage;
import io.trueload.engine.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plan of which several plans were the parts: what several generators did together, as one.
 *
 * @since 0.1.0
 */
public final class MergedPlan {

    private MergedPlan() {}

    /**
     * Returns a plan whose connections, requests and rates are the sums of those of the parts; all else is that of the first.
     *
     * @param parts one or more
     * @throws IllegalArgumentException if the parts send different requests, or their workloads do not add up to one
     * @since 0.1.0
     */
    public static LoadPlan of(List<LoadPlan> parts) {
        LoadPlan first = parts.get(0);
        Workload sum = first.workload();
        for (LoadPlan part : parts.subList(1, parts.size())) {
            List<String> differences = Differences.ofPlans(apartFromLoad(first), apartFromLoad(part));
            if (!differences.isEmpty()) {
                throw new IllegalArgumentException(
                        "the runs are of different loads, which do not add up: " + String.join("; ", differences));
            }
            sum = sum(sum, part.workload());
        }
        return first.toBuilder().workload(sum).build();
    }

    /** Returns what must be the same in all parts: where to, what and how, but not how much. */
    private static Map<String, String> apartFromLoad(LoadPlan plan) {
        Map<String, String> facts = new LinkedHashMap<>(PlanFacts.of(plan));
        facts.keySet().removeIf(name -> name.startsWith("workload."));
        facts.put("target", PlanSummary.request(plan));
        return facts;
    }

    private static Workload sum(Workload one, Workload other) {
        int concurrency = Math.addExact(one.concurrency(), other.concurrency());
        if (one instanceof Workload.Closed first && other instanceof Workload.Closed second) {
            if (!first.duration().equals(second.duration())) {
                throw new IllegalArgumentException("runs of different lengths do not add up: "
                        + PlanSyntax.format(first.duration()) + ", and " + PlanSyntax.format(second.duration()));
            }
            return new Workload.Closed(concurrency, requests(one, other), first.duration());
        }
        if (one instanceof Workload.Open first && other instanceof Workload.Open second) {
            return new Workload.Open(
                    stages(first.stages(), second.stages()),
                    first.arrivals(),
                    concurrency,
                    requests(one, other),
                    Math.addExact(first.maxConnections(), second.maxConnections()),
                    Math.addExact(first.maxInFlight(), second.maxInFlight()),
                    first.seed());
        }
        throw new IllegalArgumentException("a closed workload and an open one do not add up");
    }

    private static long requests(Workload one, Workload other) {
        boolean unlimited = one.requests() == Workload.UNLIMITED || other.requests() == Workload.UNLIMITED;
        return unlimited ? Workload.UNLIMITED : Math.addExact(one.requests(), other.requests());
    }

    private static List<Stage> stages(List<Stage> some, List<Stage> others) {
        List<Stage> sums = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            Stage one = some.get(i);
            if (some.size() != others.size()
                    || !one.duration().equals(others.get(i).duration())) {
                throw new IllegalArgumentException(
                        "stages of different lengths do not add up: " + some + ", and " + others);
            }
            sums.add(stage(one, others.get(i)));
        }
        return sums;
    }

    private static Stage stage(Stage one, Stage other) {
        Rate from = sum(one.startRate(), other.startRate());
        Rate to = sum(endRate(one), endRate(other));
        return from.equals(to) ? Stage.hold(from, one.duration()) : Stage.ramp(from, to, one.duration());
    }

    private static Rate endRate(Stage stage) {
        return stage instanceof Stage.Ramp ramp ? ramp.to() : stage.startRate();
    }

    private static Rate sum(Rate one, Rate other) {
        return Rate.perSecond(one.perSecond() + other.perSecond());
    }
}
