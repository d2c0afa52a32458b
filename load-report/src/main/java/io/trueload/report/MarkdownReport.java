// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.Verdict;
import io.trueload.engine.Verdict.Judgment;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A result as Markdown of GitHub's kind, for the summary of a job: the verdict, the expectations, times, outcomes and health,
 * and the plan folded away. What a server said stands in code spans, so that it is shown and never acts.
 */
final class MarkdownReport {

    private static final int MOST_ERRORS = 10;

    private final LoadResult result;
    private final TerminalText terminal;
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport(LoadResult result) {
        this.result = result;
        terminal = new TerminalText(Redaction.of(result.plan()));
    }

    static void write(LoadResult result, OutputStream out) throws IOException {
        out.write(new MarkdownReport(result).render().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    static void write(TimesLog times, OutputStream out) throws IOException {
        LatencyDistribution all = times.responseTime();
        String text = "### Response times\n\n" + all.count() + " requests, " + Figures.time(times.elapsed()) + ".\n"
                + times(Map.of("response time", all));
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private String render() {
        Verdict verdict = result.verdict();
        text.append("### ")
                .append(verdict.kind())
                .append(": ")
                .append(code(PlanSummary.request(result.plan())))
                .append("\n\n");
        text.append(PlanSummary.workload(result.plan()))
                .append(", ")
                .append(Figures.time(result.elapsed()))
                .append(".\n");
        if (result.interrupted()) {
            text.append("**Interrupted** before its plan was carried out.\n");
        }
        verdict.reasons().forEach(reason -> text.append("\n* ").append(code(reason)));
        text.append(verdict.reasons().isEmpty() ? "" : "\n");
        expectations(verdict.requirements());
        times();
        outcomes();
        text.append("\nGenerator: ")
                .append(code(new DeliverySection(result, terminal).health()))
                .append("\n");
        environment();
        return text.toString();
    }

    private void expectations(List<Judgment> judgments) {
        if (judgments.isEmpty()) {
            return;
        }
        text.append("\n| expected | measured | |\n|---|---|---|\n");
        for (Judgment judgment : judgments) {
            String note = judgment.note().isEmpty() ? "" : " (" + judgment.note() + ")";
            row(code(judgment.requirement().text()), code(judgment.actual() + note), VerdictSection.word(judgment));
        }
    }

    private void times() {
        Map<String, LatencyDistribution> rows = new LinkedHashMap<>();
        rows.put("response time", result.responseTime());
        rows.put("service time", result.serviceTime());
        if (result.okResponseTime().count() < result.responseTime().count()) {
            rows.put("response time of ok answers", result.okResponseTime());
        }
        text.append(times(rows));
    }

    /** Returns a table with a row for each distribution, in the order of the map. */
    private static String times(Map<String, LatencyDistribution> rows) {
        var table = new StringBuilder("\n| ms |");
        Figures.COMPARED.forEach(percentile ->
                table.append(" p").append(Figures.percent(percentile)).append(" |"));
        table.append(" max |\n|---|")
                .append("---:|".repeat(Figures.COMPARED.size() + 1))
                .append('\n');
        rows.forEach((name, times) -> {
            table.append("| ").append(name).append(" |");
            for (double percentile : Figures.COMPARED) {
                table.append(' ')
                        .append(times.carries(percentile) ? Figures.columnMillis(times.percentile(percentile)) : "–")
                        .append(" |");
            }
            table.append(' ')
                    .append(times.isEmpty() ? "–" : Figures.columnMillis(times.max()))
                    .append(" |\n");
        });
        return table.toString();
    }

    private void outcomes() {
        text.append("\n").append(result.counts().sent()).append(" sent: ");
        text.append(result.counts().outcomes().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getValue() + " " + entry.getKey().label())
                .collect(Collectors.joining(", ")));
        text.append(result.counts().dropped() > 0 ? "; " + result.counts().dropped() + " dropped" : "");
        text.append(". ")
                .append(new DeliverySection(result, terminal).ratesAlone())
                .append(".\n");
        if (result.errors().isEmpty()) {
            return;
        }
        text.append("\n| errors | | |\n|---:|---|---|\n");
        result.errors().stream().limit(MOST_ERRORS).forEach(this::error);
        if (result.errors().size() > MOST_ERRORS) {
            row("", "and " + (result.errors().size() - MOST_ERRORS) + " other kinds", "");
        }
    }

    private void error(ErrorCount error) {
        row(Long.toString(error.count()), error.outcome().label(), code(error.message()));
    }

    private void environment() {
        text.append("\n<details><summary>Environment</summary>\n\n| | |\n|---|---|\n");
        for (Map.Entry<String, String> entry : result.environment().entrySet()) {
            row(code(entry.getKey()), code(entry.getValue()));
        }
        text.append("\n</details>\n");
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Returns a text, without secrets, as a code span that may stand in a table. */
    private String code(String anything) {
        return codeSpan(terminal.line(anything));
    }

    /** Returns one line as a code span; what delimits it is longer than any run of the same character within. */
    static String codeSpan(String line) {
        if (line.isBlank()) {
            return "";
        }
        String fence = "`";
        while (line.contains(fence)) {
            fence += "`";
        }
        // Between cells of a table a pipe ends the cell, in a code span too.
        String escaped = line.replace("|", "\\|");
        return fence.length() == 1 ? fence + escaped + fence : fence + " " + escaped + " " + fence;
    }
}
