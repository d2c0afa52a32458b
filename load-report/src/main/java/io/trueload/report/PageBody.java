// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.IntervalResult.ServiceTimes;
import io.trueload.engine.LoadResult;
import java.util.List;
import java.util.StringJoiner;

/** What stands on a page: the verdict first and why, then the charts, then all that can be read in tables. */
final class PageBody {

    private final List<NamedResult> runs;
    private final Markup page;

    PageBody(List<NamedResult> runs, Markup page) {
        this.runs = runs;
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
            charts();
            run.rest();
            everySecond();
        } else {
            page.element("h1", runs.size() + " runs").raw("\n");
            overview();
            charts();
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

    private void charts() {
        page.element("h2", "Charts")
                .raw("\n<p class=\"faint\">Drag to zoom, double-click to zoom out; with the keyboard, tab to a chart"
                        + " and move through it with the arrow keys.</p>\n");
        chart(
                "times",
                "Response time over the run",
                "From the intended start of a request to its end, of the requests that ended in each second.",
                true);
        if (runs.stream().anyMatch(PageBody::hasServiceTimes)) {
            chart(
                    "service",
                    "Service time over the run",
                    "From sending a request to its end: what the target and the network took, without waiting for the generator.",
                    true);
        }
        chart("rates", "Rates", "What was offered, sent, and answered as expected in each second.", false);
        chart("outcomes", "Outcomes", "What ended well and what did not, in each second.", false);
        chart(
                "curve",
                "Percentiles",
                "How long the slowest of 10, 100, 1,000 requests took; the axis is that of rarity.",
                true);
        chart(
                "histogram",
                "Histogram",
                "How many requests took how long; each bar is the same factor wider than the one before.",
                false);
    }

    /** Returns whether something is known of the service times of each second, and each second is a point of its own. */
    private static boolean hasServiceTimes(NamedResult run) {
        List<IntervalResult> seconds = run.result().intervals();
        return seconds.size() <= PageSecond.MOST
                && seconds.stream().anyMatch(second -> !second.serviceTime().equals(ServiceTimes.UNKNOWN));
    }

    private void chart(String name, String title, String explanation, boolean logarithmic) {
        page.raw("<figure><figcaption>")
                .text(title)
                .element("span", explanation)
                .raw("</figcaption>\n");
        if (logarithmic) {
            page.raw("<button type=\"button\" class=\"switch\" aria-pressed=\"true\" aria-label=\"logarithmic axis: ")
                    .text(title)
                    .raw("\" hidden>logarithmic</button>\n");
        }
        page.element(
                "div",
                "",
                "class",
                "plot",
                "data-chart",
                name,
                "tabindex",
                "0",
                "role",
                "group",
                "aria-label",
                "Chart: " + title);
        page.raw("\n</figure>\n");
    }

    /** Adds what a chart shows as a table, which the script fills when it is opened. */
    private void everySecond() {
        page.raw("<details id=\"seconds\"><summary>Every second in numbers</summary>\n<div class=\"scroll\"><table>\n");
        page.element("caption", "Seconds since recording began; requests per second; response times in ms.")
                .raw("\n<thead><tr>");
        for (String head : List.of("second", "offered", "sent", "ok", "failed", "p50", "p90", "p99", "max")) {
            page.element("th", head, "scope", "col", "class", "number");
        }
        page.raw("</tr></thead>\n<tbody></tbody></table></div></details>\n");
    }
}
