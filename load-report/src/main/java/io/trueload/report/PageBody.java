// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadResult;
import java.util.List;
import java.util.StringJoiner;

/** What stands on a page: the verdict first and why, then the charts, then all that can be read in tables. */
final class PageBody {

    private final List<NamedResult> runs;
    private final PageCharts charts;
    private final Markup page;

    PageBody(List<NamedResult> runs, PageCharts charts, Markup page) {
        this.runs = runs;
        this.charts = charts;
        this.page = page;
    }

    /** Returns what the browser shows above the page. */
    static String title(List<NamedResult> runs) {
        LoadResult first = runs.get(0).result();
        return runs.size() > 1
                ? runs.size() + " runs"
                : first.verdict().kind() + ": "
                        + new TerminalText(Redaction.of(first.plan())).line(PlanSummary.request(first.plan()));
    }

    /** Returns what search results and the index of a build tell of the page; of several runs, nothing. */
    static String description(List<NamedResult> runs) {
        if (runs.size() > 1) {
            return "";
        }
        List<String> cells = RunsTable.row(runs.get(0));
        StringJoiner figures = new StringJoiner(", ");
        figures.add(cells.get(RunsTable.HEADS.indexOf("load")));
        for (String figure : List.of("achieved", "p50", "p99", "max", "errors")) {
            figures.add(figure + " " + cells.get(RunsTable.HEADS.indexOf(figure)));
        }
        return figures.toString();
    }

    void add() {
        page.raw("<main>\n");
        if (runs.size() == 1) {
            var run = new PageRun(runs.get(0).result(), page, 1);
            run.head();
            run.expectations();
            run.times();
            charts.add();
            run.rest();
            charts.everySecond();
        } else {
            page.element("h1", runs.size() + " runs").raw("\n");
            overview();
            charts.add();
            for (NamedResult run : runs) {
                page.element("h2", name(run)).raw("\n");
                var section = new PageRun(run.result(), page, 3);
                section.head();
                section.expectations();
                section.times();
                section.rest();
            }
        }
        page.raw("</main>\n");
    }

    private void overview() {
        page.raw("<div class=\"scroll\"><table>\n<thead><tr>");
        for (int i = 0; i < RunsTable.HEADS.size(); i++) {
            page.element("th", RunsTable.HEADS.get(i), "scope", "col", "class", i < RunsTable.TEXTS ? "" : "number");
        }
        page.raw("</tr></thead>\n<tbody>\n");
        for (NamedResult run : runs) {
            List<String> cells = RunsTable.row(run);
            page.raw("<tr>")
                    .element("th", cells.get(0), "scope", "row")
                    .element("td", cells.get(1), "class", cells.get(1));
            for (int i = 2; i < cells.size(); i++) {
                page.element("td", cells.get(i), "class", i < RunsTable.TEXTS ? "" : "number");
            }
            page.raw("</tr>\n");
        }
        page.raw("</tbody></table></div>\n");
    }

    private static String name(NamedResult run) {
        return new TerminalText(Redaction.of(run.result().plan())).line(run.name());
    }
}
