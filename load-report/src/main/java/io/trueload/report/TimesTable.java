// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LatencyDistribution;
import java.util.Map;

/** Distributions as a table of a page: their percentiles in milliseconds, as far as the samples carry them. */
final class TimesTable {

    private TimesTable() {}

    /** Adds a row for each distribution, in the order of the map. */
    static void add(Map<String, LatencyDistribution> rows, Markup page) {
        page.raw("<div class=\"scroll\"><table>\n<thead><tr><td></td>");
        for (double percentile : Figures.DISTRIBUTION) {
            head("p" + Figures.percent(percentile), page);
        }
        head("max", page);
        page.raw("</tr></thead>\n<tbody>\n");
        rows.forEach((name, times) -> row(name, times, page));
        page.raw("</tbody></table></div>\n");
    }

    private static void head(String name, Markup page) {
        page.element("th", name, "scope", "col", "class", "number");
    }

    private static void row(String name, LatencyDistribution times, Markup page) {
        page.raw("<tr>").element("th", name, "scope", "row");
        for (double percentile : Figures.DISTRIBUTION) {
            number(times.carries(percentile) ? Figures.columnMillis(times.percentile(percentile)) : "–", page);
        }
        number(times.isEmpty() ? "–" : Figures.columnMillis(times.max()), page);
        page.raw("</tr>\n");
    }

    private static void number(String content, Markup page) {
        page.element("td", content, "class", "number");
    }
}
