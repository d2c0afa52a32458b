// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.Outcome;
import io.trueload.engine.Verdict;
import io.trueload.engine.Verdict.Judgment;
import io.trueload.report.TimesTable.Row;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a page says of one run in words and tables. */
final class PageRun {

    private final LoadResult result;
    private final Verdict verdict;
    private final TerminalText terminal;
    private final Markup page;
    private final String heading;
    private final String section;

    /**
     * Makes the part of a page that is of one run.
     *
     * @param level of its heading; its sections are one below
     */
    PageRun(LoadResult result, Markup page, int level) {
        this.result = result;
        verdict = result.verdict();
        terminal = new TerminalText(Redaction.of(result.plan()));
        this.page = page;
        heading = "h" + level;
        section = "h" + (level + 1);
    }

    /** Adds the verdict, what it is about, and why it is none better. */
    void head() {
        page.open(heading).element("span", verdict.kind().name(), "class", "verdict " + verdict.kind());
        page.text(" " + terminal.line(PlanSummary.request(result.plan())))
                .close(heading)
                .raw("\n");
        page.element(
                        "p",
                        PlanSummary.workload(result.plan()) + "; began "
                                + result.startedAt().truncatedTo(ChronoUnit.SECONDS) + ", took "
                                + Figures.time(result.elapsed())
                                + (result.interrupted() ? "; interrupted before the plan was carried out" : ""))
                .raw("\n");
        if (!verdict.reasons().isEmpty()) {
            page.raw("<ul class=\"reasons\">\n");
            verdict.reasons()
                    .forEach(reason -> page.element("li", terminal.line(reason)).raw("\n"));
            page.raw("</ul>\n");
        } else if (verdict.requirements().isEmpty()) {
            page.element("p", "Nothing was expected.", "class", "faint").raw("\n");
        }
        if (!result.generator().isHealthy()) {
            page.raw("<p class=\"INVALID\">")
                    .text("The generator was not healthy: it may be the slow one, as told below.")
                    .raw("</p>\n");
        }
    }

    void expectations() {
        if (verdict.requirements().isEmpty()) {
            return;
        }
        table("What was expected", "expected", "measured", "result");
        for (Judgment judgment : verdict.requirements()) {
            page.raw("<tr>").element("th", judgment.requirement().text(), "scope", "row");
            page.element(
                    "td",
                    terminal.line(judgment.actual() + (judgment.note().isEmpty() ? "" : " (" + judgment.note() + ")")));
            page.element(
                    "td",
                    VerdictSection.word(judgment),
                    "class",
                    judgment.met() ? "PASS" : judgment.carried() ? "FAIL" : "INCONCLUSIVE");
            page.raw("</tr>\n");
        }
        end();
    }

    void times() {
        page.element(section, "Times in ms").raw("\n");
        TimesTable.add(
                List.of(
                        new Row("response time", result.responseTime()),
                        new Row("service time", result.serviceTime()),
                        new Row("response time of ok answers", result.okResponseTime())),
                page);
        page.element(
                        "p",
                        "Response time counts from the moment at which a request was due, service time from when it was sent. "
                                + TimesTable.LEFT_OUT,
                        "class",
                        "faint")
                .raw("\n");
    }

    /** Adds what came back, how the load was made, and where. */
    void rest() {
        outcomes();
        errors();
        page.element(section, "Generator").raw("\n");
        var delivery = new DeliverySection(result, terminal);
        page.element("p", "Rates: " + delivery.ratesAlone())
                .raw("\n")
                .element("p", "Generator: " + delivery.health())
                .raw("\n");
        if (result.target().isKnown()) {
            page.element("p", "Target: " + delivery.target()).raw("\n");
        }
        page.raw("<details><summary>Plan and environment</summary>\n");
        table("");
        result.plan().requirements().forEach(requirement -> entry("expectation", requirement.text()));
        entry("timeout", Figures.time(result.plan().timeout()));
        entry("warm-up", Figures.time(result.plan().warmUp()));
        result.environment().forEach(this::entry);
        end();
        page.raw("</details>\n<details><summary>The whole report as text</summary>\n");
        page.element("pre", TextReport.render(result)).raw("\n</details>\n");
    }

    private void outcomes() {
        table("Outcomes", "requests", "outcome");
        for (Map.Entry<Outcome, Long> outcome : result.counts().outcomes().entrySet()) {
            if (outcome.getValue() > 0) {
                count(outcome.getKey().label(), outcome.getValue());
            }
        }
        if (result.counts().dropped() > 0) {
            count("dropped: planned and never sent", result.counts().dropped());
        }
        result.statusCodes().forEach((code, answers) -> count("status " + code, answers));
        end();
    }

    private void errors() {
        List<ErrorCount> errors = result.errors();
        if (errors.isEmpty()) {
            return;
        }
        table("Errors", "times", "outcome", "message");
        for (ErrorCount error : errors) {
            page.raw("<tr>").element("td", number(error.count()), "class", "number");
            page.element("td", error.outcome().label())
                    .element("td", terminal.line(error.message()))
                    .raw("</tr>\n");
        }
        end();
    }

    private void count(String what, long count) {
        page.raw("<tr>")
                .element("td", number(count), "class", "number")
                .element("td", what)
                .raw("</tr>\n");
    }

    private void entry(String name, String value) {
        page.raw("<tr>")
                .element("th", terminal.line(name), "scope", "row")
                .element("td", terminal.line(value))
                .raw("</tr>\n");
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private void table(String title, String... heads) {
        if (!title.isEmpty()) {
            page.element(section, title).raw("\n");
        }
        page.raw("<div class=\"scroll\"><table>\n");
        if (heads.length > 0) {
            page.raw("<thead><tr>");
            for (String head : heads) {
                page.element("th", head, "scope", "col");
            }
            page.raw("</tr></thead>\n");
        }
        page.raw("<tbody>\n");
    }

    private void end() {
        page.raw("</tbody></table></div>\n");
    }
}
