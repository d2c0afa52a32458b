// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * A result as text of OpenMetrics, which Prometheus and what pushes to it read: totals of the whole run, in base units.
 *
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics 1.0</a>
 */
final class OpenMetricsReport {

    private final LoadResult result;
    private final OpenMetricsText text;

    private OpenMetricsReport(LoadResult result) {
        this.result = result;
        text = new OpenMetricsText(Redaction.of(result.plan()));
    }

    static void write(LoadResult result, OutputStream out) throws IOException {
        out.write(new OpenMetricsReport(result).render().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    static void write(TimesLog times, OutputStream out) throws IOException {
        var text = new OpenMetricsText(Redaction.NONE);
        responseTime(times.responseTime(), text);
        length(times.elapsed(), text);
        out.write(text.end().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private String render() {
        info();
        verdict();
        requests();
        responseTime(result.responseTime(), text);
        text.times("trueload_service_time_seconds", "From sending a request to its end.", result.serviceTime());
        length(result.elapsed(), text);
        rates();
        text.gauge(
                "trueload_generator_healthy",
                "",
                "1 if nothing was found that the generator did to the times.",
                result.generator().isHealthy() ? 1 : 0);
        text.gauge(
                "trueload_schedule_lag_p99_seconds",
                "seconds",
                "How late the generator itself sent requests.",
                result.generator().scheduleLagP99().toNanos() / 1e9);
        return text.end();
    }

    private static void responseTime(LatencyDistribution times, OpenMetricsText text) {
        text.times("trueload_response_time_seconds", "From the intended start of a request to its end.", times);
    }

    private static void length(Duration elapsed, OpenMetricsText text) {
        text.gauge(
                "trueload_run_seconds",
                "seconds",
                "How long the recorded part of the run took.",
                elapsed.toNanos() / 1e9);
    }

    private void info() {
        text.head("trueload_run", "info", "", "What was carried out.");
        text.sample("trueload_run_info", Map.of("request", PlanSummary.request(result.plan())), 1);
    }

    private void verdict() {
        text.head("trueload_verdict", "stateset", "", "What the result means for the expectations.");
        Verdict.Kind is = result.verdict().kind();
        for (Verdict.Kind kind : Verdict.Kind.values()) {
            text.sample("trueload_verdict", Map.of("trueload_verdict", kind.name()), kind == is ? 1 : 0);
        }
    }

    private void requests() {
        text.head("trueload_requests", "counter", "", "Requests sent, by how they ended.");
        for (Outcome outcome : Outcome.values()) {
            text.sample(
                    "trueload_requests_total",
                    Map.of("outcome", outcome.label()),
                    result.counts().of(outcome));
        }
        text.head("trueload_requests_dropped", "counter", "", "Requests planned and never sent.");
        text.sample("trueload_requests_dropped_total", Map.of(), result.counts().dropped());
        text.head("trueload_answers", "counter", "", "Answers, by their status code.");
        result.statusCodes()
                .forEach((code, answers) ->
                        text.sample("trueload_answers_total", Map.of("code", code.toString()), answers));
    }

    private void rates() {
        String help = "Requests per second: asked for by the plan, sent, and answered as expected.";
        text.head("trueload_rate", "gauge", "", help);
        if (OfferedRate.of(result.plan()).isKnown()) {
            rate("offered", result.rates().offered());
        }
        rate("sent", result.rates().sent());
        rate("achieved", result.rates().achieved());
    }

    private void rate(String kind, double rate) {
        if (Double.isFinite(rate)) {
            text.sample("trueload_rate", Map.of("kind", kind), Figures.number(rate));
        }
    }
}
