// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A result as text of OpenMetrics, which Prometheus and what pushes to it read: totals of the whole run, in base units.
 *
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics 1.0</a>
 */
final class OpenMetricsReport {

    private final LoadResult result;
    private final Redaction redaction;
    private final StringBuilder text = new StringBuilder();

    private OpenMetricsReport(LoadResult result) {
        this.result = result;
        redaction = Redaction.of(result.plan());
    }

    static void write(LoadResult result, OutputStream out) throws IOException {
        out.write(new OpenMetricsReport(result).render().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private String render() {
        info();
        verdict();
        requests();
        times(
                "trueload_response_time_seconds",
                "From the intended start of a request to its end.",
                result.responseTime());
        times("trueload_service_time_seconds", "From sending a request to its end.", result.serviceTime());
        gauge(
                "trueload_run_seconds",
                "seconds",
                "How long the recorded part of the run took.",
                result.elapsed().toNanos() / 1e9);
        rates();
        gauge(
                "trueload_generator_healthy",
                "",
                "1 if nothing was found that the generator did to the times.",
                result.generator().isHealthy() ? 1 : 0);
        gauge(
                "trueload_schedule_lag_p99_seconds",
                "seconds",
                "How late the generator itself sent requests.",
                result.generator().scheduleLagP99().toNanos() / 1e9);
        return text.append("# EOF\n").toString();
    }

    private void info() {
        head("trueload_run", "info", "", "What was carried out.");
        sample("trueload_run_info", Map.of("request", PlanSummary.request(result.plan())), BigDecimal.ONE);
    }

    private void verdict() {
        head("trueload_verdict", "stateset", "", "What the result means for the expectations.");
        Verdict.Kind is = result.verdict().kind();
        for (Verdict.Kind kind : Verdict.Kind.values()) {
            sample(
                    "trueload_verdict",
                    Map.of("trueload_verdict", kind.name()),
                    kind == is ? BigDecimal.ONE : BigDecimal.ZERO);
        }
    }

    private void requests() {
        head("trueload_requests", "counter", "", "Requests sent, by how they ended.");
        for (Outcome outcome : Outcome.values()) {
            sample(
                    "trueload_requests_total",
                    Map.of("outcome", outcome.label()),
                    count(result.counts().of(outcome)));
        }
        head("trueload_requests_dropped", "counter", "", "Requests planned and never sent.");
        sample(
                "trueload_requests_dropped_total",
                Map.of(),
                count(result.counts().dropped()));
        head("trueload_answers", "counter", "", "Answers, by their status code.");
        result.statusCodes()
                .forEach((code, answers) ->
                        sample("trueload_answers_total", Map.of("code", code.toString()), count(answers)));
    }

    private void rates() {
        String help = "Requests per second: asked for by the plan, sent, and answered as expected.";
        head("trueload_rate", "gauge", "", help);
        if (OfferedRate.of(result.plan()).isKnown()) {
            rate("offered", result.rates().offered());
        }
        rate("sent", result.rates().sent());
        rate("achieved", result.rates().achieved());
    }

    private void rate(String kind, double rate) {
        if (Double.isFinite(rate)) {
            sample("trueload_rate", Map.of("kind", kind), Figures.number(rate));
        }
    }

    private void times(String name, String help, LatencyDistribution times) {
        head(name, "summary", "seconds", help);
        for (double percentile : Figures.carried(Figures.DISTRIBUTION, times)) {
            BigDecimal quantile =
                    BigDecimal.valueOf(percentile).movePointLeft(2).stripTrailingZeros();
            sample(name, Map.of("quantile", quantile.toPlainString()), Figures.seconds(times.percentile(percentile)));
        }
        sample(name + "_count", Map.of(), count(times.count()));
        double sum = times.isEmpty() ? 0 : times.mean().toNanos() / 1e9 * times.count();
        sample(name + "_sum", Map.of(), Figures.number(sum));
    }

    private void gauge(String name, String unit, String help, double value) {
        head(name, "gauge", unit, help);
        sample(name, Map.of(), Figures.number(value));
    }

    private void head(String name, String type, String unit, String help) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        if (!unit.isEmpty()) {
            text.append("# UNIT ").append(name).append(' ').append(unit).append('\n');
        }
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    }

    /** Writes a sample with one label or none. */
    private void sample(String name, Map<String, String> label, BigDecimal value) {
        text.append(name);
        label.forEach((key, content) -> text.append('{')
                .append(key)
                .append("=\"")
                .append(escaped(content))
                .append("\"}"));
        text.append(' ').append(value.toPlainString()).append('\n');
    }

    private String escaped(String content) {
        return redaction
                .apply(content)
                .replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\"", "\\\"");
    }

    private static BigDecimal count(long count) {
        return BigDecimal.valueOf(count);
    }
}
