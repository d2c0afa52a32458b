// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LatencyDistribution;
import io.trueload.report.TimesTable.Row;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What stands on a page of response times alone. */
final class TimesBody {

    private final List<NamedTimes> runs;
    private final PageCharts charts;
    private final Markup page;

    TimesBody(List<NamedTimes> runs, PageCharts charts, Markup page) {
        this.runs = runs;
        this.charts = charts;
        this.page = page;
    }

    /** Returns what the browser shows above the page, and its first heading. */
    static String title(List<NamedTimes> runs) {
        return "Response times" + (runs.size() > 1 ? " of " + runs.size() + " runs" : "");
    }

    void add() {
        page.raw("<main>\n").element("h1", title(runs)).raw("\n");
        List<Row> rows = new ArrayList<>();
        for (NamedTimes run : runs) {
            String name = runs.size() > 1 ? VisibleText.of(run.name()) : "response time";
            LatencyDistribution times = run.times().responseTime();
            page.element(
                            "p",
                            (runs.size() > 1 ? name + ": " : "")
                                    + String.format(Locale.ROOT, "%,d requests", times.count()) + "; began "
                                    + run.times().startedAt().truncatedTo(ChronoUnit.SECONDS) + ", took "
                                    + Figures.time(run.times().elapsed()))
                    .raw("\n");
            rows.add(new Row(name, times));
        }
        page.element(
                        "p",
                        "Response times only: a histogram log holds neither what was expected, nor what failed without an"
                                + " answer, nor how well the generator did. The page of a .json shows them.",
                        "class",
                        "faint")
                .raw("\n");
        page.element("h2", "Times in ms").raw("\n");
        TimesTable.add(rows, page);
        page.element("p", TimesTable.LEFT_OUT, "class", "faint").raw("\n");
        charts.add();
        if (runs.size() == 1) {
            charts.everySecond();
        }
        page.raw("</main>\n");
    }
}
