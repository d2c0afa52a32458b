// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether a workload can carry what is demanded of it, as far as that is known before it runs. */
final class CarriedRequirements {

    private CarriedRequirements() {}

    /** Refuses requirements that no run of the workload could carry, and says what would do. */
    static void check(List<Requirement> requirements, Workload workload) {
        List<String> mistakes = requirements.stream()
                .map(requirement -> mistake(requirement, workload))
                .flatMap(Optional::stream)
                .toList();
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", mistakes));
        }
    }

    private static Optional<String> mistake(Requirement requirement, Workload workload) {
        long planned = PlanLength.requests(workload).orElse(Long.MAX_VALUE);
        if (requirement.samplesNeeded() > planned) {
            return Optional.of("'" + requirement + "' needs at least " + requirement.samplesNeeded()
                    + " requests to mean anything, but the plan sends " + planned + "; send more or "
                    + (requirement.ofSteadyState() ? "leave out 'steady'" : "expect a lower percentile"));
        }
        Duration sending = PlanLength.sending(workload);
        if (requirement.ofSteadyState()
                && !sending.isZero()
                && sending.compareTo(Duration.ofSeconds(SteadySearch.LEAST_WINDOWS)) < 0) {
            return Optional.of("'" + requirement + "' needs at least " + SteadySearch.LEAST_WINDOWS
                    + "s to mean anything, but the plan sends for " + PlanSyntax.format(sending)
                    + "; send for longer or leave out 'steady'");
        }
        return Optional.empty();
    }
}
