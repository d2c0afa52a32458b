// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Counts;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What of a finished run may leave the machine: its figures, and texts that have lost the plan's secrets. Immutable.
 *
 * @param version the version of trueload that made the run, or an empty text
 * @param startedAt when the recorded part of the run began
 * @param elapsed how long that took
 * @param interrupted whether the run was stopped before its plan was carried out
 * @param request the method and the URL without its query
 * @param workload how much load it was, such as {@code 200/s for 30s}
 * @param verdict what the result means for the expectations
 * @param reasons why that is not {@link Verdict.Kind#PASS}, one sentence each
 * @param counts the books
 * @param rates offered, sent and achieved; the offered one of a closed workload is 0
 * @param responseTime completed − intended start
 * @param serviceTime completed − sent
 * @param healthy whether nothing was found that the generator did to the times
 * @param scheduleLagP99 how late the generator itself sent requests
 * @since 0.1.0
 */
public record RunExport(
        String version,
        Instant startedAt,
        Duration elapsed,
        boolean interrupted,
        String request,
        String workload,
        Verdict.Kind verdict,
        List<String> reasons,
        Counts counts,
        Rates rates,
        LatencyDistribution responseTime,
        LatencyDistribution serviceTime,
        boolean healthy,
        Duration scheduleLagP99) {

    /** Copies the reasons. */
    public RunExport {
        reasons = List.copyOf(reasons);
    }

    /** Returns what of a result may leave the machine. */
    public static RunExport of(LoadResult result) {
        // As for a terminal: somebody will look at them on one.
        var text = new TerminalText(Redaction.of(result.plan()));
        Verdict verdict = result.verdict();
        return new RunExport(
                result.environment().getOrDefault("trueload", ""),
                result.startedAt(),
                result.elapsed(),
                result.interrupted(),
                text.line(PlanSummary.request(result.plan())),
                PlanSummary.workload(result.plan()),
                verdict.kind(),
                verdict.reasons().stream().map(text::line).toList(),
                result.counts(),
                result.rates(),
                result.responseTime(),
                result.serviceTime(),
                result.generator().isHealthy(),
                result.generator().scheduleLagP99());
    }
}
