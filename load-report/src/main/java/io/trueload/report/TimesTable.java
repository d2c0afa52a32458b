// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LatencyDistribution;
import java.util.List;

/** Distributions as a table of a page: their percentiles in milliseconds, as far as the samples carry them. */
final class TimesTable {

    /** Says what a dash stands for. */
    static final String LEFT_OUT = "A percentile that so few requests cannot carry is left out.";

    private TimesTable() {}

    /** A row and what it is called. */
    record Row(String name, LatencyDistribution times) {}

    /** Adds a row for each distribution. */
    static void add(List<Row> rows, Markup page) {
        page.raw("<div class=\"scroll\"><table>\n<thead><tr><td></td>");
        for (double percentile : Figures.DISTRIBUTION) {
            head("p" + Figures.percent(percentile), page);
        }
        head("max", page);
        page.raw("</tr></thead>\n<tbody>\n");
        rows.forEach(row -> row(row.name(), row.times(), page));
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
