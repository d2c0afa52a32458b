// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.time.Duration;
import java.util.List;
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
        return sending.plus(plan.connectTimeout()).plus(plan.grace());
    }

    /** Refuses requirements that the workload has too few requests for. */
    static void checkCarried(List<Requirement> requirements, Workload workload) {
        long planned = requests(workload).orElse(Long.MAX_VALUE);
        List<String> mistakes = requirements.stream()
                .filter(requirement -> requirement.samplesNeeded() > planned)
                .map(requirement -> "'" + requirement + "' needs at least " + requirement.samplesNeeded()
                        + " requests to mean anything, but the plan sends " + planned
                        + "; send more or expect a lower percentile")
                .toList();
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", mistakes));
        }
    }

    private static Duration times(Duration each, long rounds) {
        boolean tooLong = rounds > LONGEST.dividedBy(each);
        return tooLong ? LONGEST : each.multipliedBy(rounds);
    }
}
