// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.Arrivals;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.Workload;
import io.trueload.engine.internal.http.PublicQuota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A plan as it may be carried out: held to what public hosts get, if its target is one and it does not allow more.
 *
 * <p>What the plan asks for in so many words is refused if it is too much; what it leaves open is capped.
 *
 * @param plan the plan to carry out
 * @param areInForce whether it was held to the limits
 */
record PublicLimits(LoadPlan plan, boolean areInForce) {

    private static final Duration LONGEST = Duration.ofSeconds(PublicQuota.SECONDS);

    private static final String LIMITS = PublicQuota.REQUESTS + " requests, " + PublicQuota.CONNECTIONS
            + " connections and " + PublicQuota.SECONDS + " s";

    /** As many connections as an open workload may open unless somebody says otherwise. */
    private static final int DEFAULT_MAX_CONNECTIONS = 1_000;

    /**
     * Holds a plan to the limits.
     *
     * @param target the host and address of the target; empty if it is not public
     * @throws LoadRunException if the plan asks for more
     */
    static PublicLimits of(LoadPlan plan, String target) {
        if (target.isEmpty() || plan.allowPublic()) {
            return new PublicLimits(plan, false);
        }
        List<String> excess = excess(plan);
        if (!excess.isEmpty()) {
            throw new LoadRunException(target + " is public, and public hosts get at most " + LIMITS
                    + ", but the plan asks for " + String.join(" and ", excess)
                    + "; ask for less, or, if you may load that host, allow more with --allow-public or"
                    + " trueload.allow-public=true");
        }
        return new PublicLimits(plan.toBuilder().workload(limited(plan)).build(), true);
    }

    /** Adds to what made the load that it was limited. */
    Map<String, String> describe(Map<String, String> environment) {
        if (areInForce) {
            environment.put("publicTarget", "at most " + LIMITS + "; --allow-public allows more");
        }
        return environment;
    }

    private static List<String> excess(LoadPlan plan) {
        List<String> excess = new ArrayList<>();
        Workload workload = plan.workload();
        long requests = plan.plannedRequests().orElse(0);
        if (workload instanceof Workload.Open open) {
            requests += warmUpRequests(plan, open);
            if (open.maxConnections() > PublicQuota.CONNECTIONS
                    && open.maxConnections() != DEFAULT_MAX_CONNECTIONS
                    && open.concurrency() <= PublicQuota.CONNECTIONS) {
                excess.add("up to " + open.maxConnections() + " connections");
            }
        } else if (!plan.warmUp().isZero()) {
            excess.add("a warm-up of any number of requests");
        }
        if (requests > PublicQuota.REQUESTS) {
            excess.add(requests + " requests");
        }
        if (workload.concurrency() > PublicQuota.CONNECTIONS) {
            excess.add(workload.concurrency() + " connections");
        }
        if (plan.sending().compareTo(LONGEST) > 0) {
            excess.add(PlanSyntax.format(plan.sending()));
        }
        return excess;
    }

    private static Workload limited(LoadPlan plan) {
        Workload workload = plan.workload();
        if (workload instanceof Workload.Closed closed) {
            Duration duration = closed.duration().isZero() ? LONGEST : closed.duration();
            // Each request may become as many as the redirects that are followed.
            int whole = PublicQuota.REQUESTS / (1 + plan.transport().redirects());
            long requests =
                    closed.requests() == Workload.UNLIMITED ? Math.max(closed.concurrency(), whole) : closed.requests();
            return new Workload.Closed(closed.concurrency(), requests, duration);
        }
        if (workload instanceof Workload.Open open) {
            return new Workload.Open(
                    open.stages(),
                    open.arrivals(),
                    open.concurrency(),
                    // Poisson arrivals may be more than are expected.
                    Math.min(open.requests(), PublicQuota.REQUESTS - warmUpRequests(plan, open)),
                    Math.min(open.maxConnections(), PublicQuota.CONNECTIONS),
                    open.maxInFlight(),
                    open.seed());
        }
        throw new AssertionError(workload);
    }

    private static long warmUpRequests(LoadPlan plan, Workload.Open open) {
        if (plan.warmUp().isZero()) {
            return 0;
        }
        double expected =
                open.stages().get(0).startRate().perSecond() * plan.warmUp().toNanos() / 1e9;
        // Twice as many and then some: Poisson arrivals all but never come to that.
        return (long) Math.ceil(open.arrivals() == Arrivals.POISSON ? 2 * expected + 10 : expected);
    }
}
