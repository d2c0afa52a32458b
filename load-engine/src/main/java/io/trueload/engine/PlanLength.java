// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.time.Duration;
import java.util.OptionalLong;

/** How long a plan takes, as far as that is known before it runs. */
final class PlanLength {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private PlanLength() {}

    /** Returns how many requests a workload asks for, if that is known before the run. */
    static OptionalLong requests(Workload workload) {
        if (workload instanceof Workload.Open open) {
            return OptionalLong.of(Math.max(1, (long) Math.ceil(open.expectedRequests() - 1e-6)));
        }
        return workload.requests() == Workload.UNLIMITED ? OptionalLong.empty() : OptionalLong.of(workload.requests());
    }

    /** Returns how long requests are started; zero if only their number ends the run. */
    static Duration sending(LoadPlan plan) {
        return plan.warmUp().plus(sending(plan.workload()));
    }

    /** Returns how long requests are started after the warm-up; zero if only their number ends the run. */
    static Duration sending(Workload workload) {
        if (workload instanceof Workload.Closed closed) {
            return closed.duration();
        }
        if (workload instanceof Workload.Open open) {
            return open.duration();
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
        return sending.plus(plan.connectTimeout()).plus(plan.grace());
    }

    private static Duration times(Duration each, long rounds) {
        boolean tooLong = rounds > LONGEST.dividedBy(each);
        return tooLong ? LONGEST : each.multipliedBy(rounds);
    }
}
