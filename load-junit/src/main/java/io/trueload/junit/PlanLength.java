// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.Workload;
import java.time.Duration;

/** How long a plan takes, as far as that is known before it runs. */
final class PlanLength {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** For priming, opening the first connections and a machine that is busy. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private PlanLength() {}

    /** Returns how long requests are started; zero if only their number ends the run. */
    static Duration sending(LoadPlan plan) {
        Workload workload = plan.workload();
        if (workload instanceof Workload.Closed closed) {
            return plan.warmUp().plus(closed.duration());
        }
        if (workload instanceof Workload.Open open) {
            return plan.warmUp().plus(open.duration());
        }
        throw new AssertionError(workload);
    }

    /** Returns how long the plan takes if everything goes wrong: every request ends at its deadline. */
    static Duration longest(LoadPlan plan) {
        Duration sending = sending(plan);
        if (plan.workload() instanceof Workload.Closed closed
                && closed.duration().isZero()) {
            long rounds = (closed.requests() + closed.concurrency() - 1) / closed.concurrency();
            sending = sending.plus(times(plan.timeout(), rounds));
        }
        return sending.plus(plan.connectTimeout()).plus(plan.grace()).plus(MARGIN);
    }

    private static Duration times(Duration each, long rounds) {
        boolean tooLong = rounds > LONGEST.dividedBy(each);
        return tooLong ? LONGEST : each.multipliedBy(rounds);
    }
}
