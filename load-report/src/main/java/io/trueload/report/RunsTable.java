// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Several runs side by side: a row for each, with what one looks at first. */
final class RunsTable {

    static final List<String> HEADS =
            List.of("run", "verdict", "load", "sent", "errors", "achieved", "p50", "p90", "p99", "max");

    /** How many of the columns hold texts; the rest are figures. */
    static final int TEXTS = 3;

    private static final double[] PERCENTILES = {50, 90, 99};

    private RunsTable() {}

    /** Returns the cells of a run, without secrets. */
    static List<String> row(NamedResult run) {
        LoadResult result = run.result();
        var terminal = new TerminalText(Redaction.of(result.plan()));
        LatencyDistribution times = result.responseTime();
        List<String> cells = new ArrayList<>(List.of(
                terminal.line(run.name()),
                result.verdict().kind().name(),
                PlanSummary.workload(result.plan()),
                String.format(Locale.ROOT, "%,d", result.counts().sent()),
                String.format(Locale.ROOT, "%,d", result.counts().errors()),
                Figures.perSecond(result.rates().achieved())));
        for (double percentile : PERCENTILES) {
            cells.add(times.carries(percentile) ? Figures.time(times.percentile(percentile)) : "-");
        }
        cells.add(times.isEmpty() ? "-" : Figures.time(times.max()));
        return cells;
    }

    /** Returns the table as text, in columns. */
    static String text(List<NamedResult> runs) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADS);
        runs.forEach(run -> rows.add(row(run)));
        int[] widths = new int[HEADS.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        var text = new StringBuilder();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - row.get(i).length());
                line.append(i < TEXTS ? row.get(i) + padding : padding + row.get(i))
                        .append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
