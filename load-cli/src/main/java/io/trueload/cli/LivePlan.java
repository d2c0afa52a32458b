// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.SecretNames;
import io.trueload.engine.Workload;
import io.trueload.report.VisibleText;
import java.time.Duration;

/**
 * What the live view says of a plan.
 *
 * @param target where the requests go, without secrets
 * @param load how much of it, in a few words
 * @param length how long the recorded part is to last; zero if nobody knows
 * @param requests where only their number ends the run; else 0
 * @param isOpen whether there is an offered rate
 */
record LivePlan(String target, String load, Duration warmUp, Duration length, long requests, boolean isOpen) {

    private static final Duration LONG = Duration.ofSeconds(3);

    /** No machine sends as many in less than a second. */
    private static final long MANY = 100_000;

    static LivePlan of(LoadPlan plan) {
        String target = VisibleText.of(SecretNames.masked(plan.target().toString()));
        Workload workload = plan.workload();
        if (workload instanceof Workload.Closed closed) {
            return new LivePlan(
                    target,
                    load(closed),
                    plan.warmUp(),
                    closed.duration(),
                    closed.duration().isZero() ? closed.requests() : 0,
                    false);
        }
        if (workload instanceof Workload.Open open) {
            return new LivePlan(target, load(open), plan.warmUp(), open.duration(), 0, true);
        }
        throw new AssertionError(workload);
    }

    /** Returns whether the run will take some seconds at least, so that the view may take its time before. */
    boolean isLong() {
        return warmUp.plus(length).compareTo(LONG) >= 0 || requests >= MANY;
    }

    private static String load(Workload.Closed closed) {
        String connections = closed.concurrency() + (closed.concurrency() == 1 ? " connection" : " connections");
        return closed.requests() == Workload.UNLIMITED
                ? connections + " for " + PlanSyntax.format(closed.duration())
                : connections + ", " + LiveNumbers.count(closed.requests()) + " requests";
    }

    private static String load(Workload.Open open) {
        String first = open.stages().get(0).startRate().toString();
        String length = " for " + PlanSyntax.format(open.duration());
        return open.stages().size() == 1 && open.rateAt(open.duration().dividedBy(2)) == open.rateAt(Duration.ZERO)
                ? first + length
                : open.stages().size()
                        + (open.stages().size() == 1 ? " stage from " : " stages from ")
                        + first
                        + length;
    }
}
