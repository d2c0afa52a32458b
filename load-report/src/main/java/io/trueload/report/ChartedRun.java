// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.IntervalResult.ServiceTimes;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the charts of a page show of one run.
 *
 * @param name without secrets
 * @param isCounted whether it is known how many requests were sent, and how they ended
 */
record ChartedRun(
        String name,
        List<PageSecond> seconds,
        LatencyDistribution responseTime,
        LatencyDistribution serviceTime,
        boolean isCounted) {

    static ChartedRun of(NamedResult run) {
        LoadResult result = run.result();
        return new ChartedRun(
                Redaction.of(result.plan()).apply(run.name()),
                PageSecond.of(result),
                result.responseTime(),
                result.serviceTime(),
                true);
    }

    static ChartedRun of(NamedTimes run) {
        TimesLog times = run.times();
        return new ChartedRun(
                VisibleText.of(run.name()),
                PageSecond.of(times),
                times.responseTime(),
                LatencyDistribution.sum(List.of()),
                false);
    }

    /** Returns whether something is known of the service times of each second, and each second is a point of its own. */
    boolean hasServiceTimes() {
        return seconds.stream().anyMatch(second -> !second.service().equals(ServiceTimes.UNKNOWN));
    }

    /** Returns how requests failed; nothing if that is not known of all points. */
    Set<Outcome> failures() {
        Set<Outcome> failures = EnumSet.noneOf(Outcome.class);
        if (seconds.stream()
                .noneMatch(second -> second.failed() > 0 && second.failures().isEmpty())) {
            seconds.forEach(second -> failures.addAll(second.failures().keySet()));
        }
        return failures;
    }

    /** Returns whether the plan asked for a rate. */
    boolean isOffered() {
        return seconds.stream().anyMatch(second -> !Double.isNaN(second.offered()));
    }
}
