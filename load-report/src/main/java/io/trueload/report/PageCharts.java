// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import java.util.ArrayList;
import java.util.List;

/** The charts of a page: where each is drawn, and what it shows; the script draws them from {@link JsonPageData}. */
final class PageCharts {

    private final List<ChartedRun> runs;
    private final Markup page;

    PageCharts(List<ChartedRun> runs, Markup page) {
        this.runs = runs;
        this.page = page;
    }

    /** Adds the charts of what is known. */
    void add() {
        page.element("h2", "Charts")
                .raw("\n<p class=\"faint\">Drag to zoom, double-click to zoom out; with the keyboard, tab to a chart"
                        + " and move through it with the arrow keys.</p>\n");
        chart(
                "times",
                "Response time over the run",
                "From the intended start of a request to its end, of the requests that ended in each second.",
                true);
        if (runs.stream().anyMatch(ChartedRun::hasServiceTimes)) {
            chart(
                    "service",
                    "Service time over the run",
                    "From sending a request to its end: what the target and the network took, without waiting for the generator.",
                    true);
        }
        if (isCounted()) {
            chart("rates", "Rates", "What was offered, sent, and answered as expected in each second.", false);
            chart("outcomes", "Outcomes", "How requests ended, in each second.", false);
        }
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

    /** Adds what the charts of one run show as a table, which the script fills when it is opened. */
    void everySecond() {
        page.raw("<details id=\"seconds\"><summary>Every second in numbers</summary>\n<div class=\"scroll\"><table>\n");
        page.element(
                        "caption",
                        "Seconds since recording began; " + (isCounted() ? "requests per second; " : "")
                                + "response times in ms.")
                .raw("\n<thead><tr>");
        List<String> heads = new ArrayList<>(List.of("second"));
        if (isCounted()) {
            heads.addAll(List.of("offered", "sent", "ok", "failed"));
            runs.get(0).failures().forEach(outcome -> heads.add(outcome.label()));
        }
        heads.addAll(List.of("p50", "p90", "p99", "max"));
        heads.forEach(head -> page.element("th", head, "scope", "col", "class", "number"));
        page.raw("</tr></thead>\n<tbody></tbody></table></div></details>\n");
    }

    private boolean isCounted() {
        return runs.stream().anyMatch(ChartedRun::isCounted);
    }
}
