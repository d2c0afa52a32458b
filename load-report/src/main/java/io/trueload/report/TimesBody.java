// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LatencyDistribution;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
        Map<String, LatencyDistribution> rows = new LinkedHashMap<>();
        for (NamedTimes run : runs) {
            String name = runs.size() > 1 ? run.name() : "response time";
            LatencyDistribution times = run.times().responseTime();
            page.element(
                            "p",
                            (runs.size() > 1 ? name + ": " : "")
                                    + String.format(Locale.ROOT, "%,d requests", times.count()) + "; began "
                                    + run.times().startedAt().truncatedTo(ChronoUnit.SECONDS) + ", took "
                                    + Figures.time(run.times().elapsed()))
                    .raw("\n");
            rows.put(name, times);
        }
        page.element(
                        "p",
                        "A histogram log has no more: neither what was expected, nor what failed without an answer, nor"
                                + " how well the generator did. The .json of a run has.",
                        "class",
                        "faint")
                .raw("\n");
        page.element("h2", "Times in ms").raw("\n");
        TimesTable.add(rows, page);
        charts.add();
        if (runs.size() == 1) {
            charts.everySecond();
        }
        page.raw("</main>\n");
    }
}
