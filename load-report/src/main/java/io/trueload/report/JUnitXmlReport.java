// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Verdict;
import io.trueload.engine.Verdict.Judgment;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A result as the XML of JUnit that build servers read: a test case for each expectation, and the text report as its output.
 *
 * <p>An expectation that a healthy generator missed is a failure; one that cannot be judged, be it for want of samples or since
 * the measurement says nothing, is skipped, as a test in JUnit is. Where no expectation says what is wrong, or none was given,
 * one more case, {@code run}, stands for the run as a whole.
 */
final class JUnitXmlReport {

    private static final String FAILURE = "failure";
    private static final String SKIPPED = "skipped";

    private final LoadResult result;
    private final Verdict verdict;
    private final TerminalText terminal;
    private final String suite;

    private JUnitXmlReport(LoadResult result) {
        this.result = result;
        verdict = result.verdict();
        terminal = new TerminalText(Redaction.of(result.plan()));
        suite = terminal.line(PlanSummary.request(result.plan()));
    }

    static void write(LoadResult result, OutputStream out) throws IOException {
        out.write(new JUnitXmlReport(result).render().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private String render() {
        List<Case> cases = cases();
        var xml = new Markup().raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.open("testsuites", totals("trueload", cases)).raw("\n");
        xml.open("testsuite", totals(suite, cases)).raw("\n");
        cases.forEach(each -> add(each, xml));
        xml.element("system-out", TextReport.render(result)).raw("\n");
        return xml.close("testsuite").raw("\n").close("testsuites").raw("\n").toString();
    }

    private String[] totals(String name, List<Case> cases) {
        return new String[] {
            "name", name,
            "tests", Integer.toString(cases.size()),
            "failures", Long.toString(count(cases, FAILURE)),
            "errors", "0",
            "skipped", Long.toString(count(cases, SKIPPED)),
            "time", seconds(result.elapsed()),
            "timestamp", result.startedAt().truncatedTo(ChronoUnit.SECONDS).toString()
        };
    }

    private void add(Case each, Markup xml) {
        xml.open("testcase", "classname", suite, "name", terminal.line(each.name), "time", seconds(result.elapsed()));
        if (!each.ending.isEmpty()) {
            String detail = each.ending.equals(FAILURE) ? "\n" + Explanation.of(result) : "";
            xml.element(
                    each.ending,
                    detail,
                    "message",
                    terminal.line(each.message),
                    "type",
                    verdict.kind().name());
        }
        xml.close("testcase").raw("\n");
    }

    private List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Judgment judgment : verdict.requirements()) {
            cases.add(new Case(judgment.requirement().text(), ending(judgment), VerdictSection.line(judgment)));
        }
        if (cases.stream().noneMatch(each -> each.ending.equals(endingOfRun()))) {
            cases.add(new Case("run", endingOfRun(), verdict.kind() + ": " + String.join("; ", verdict.reasons())));
        }
        return cases;
    }

    private String ending(Judgment judgment) {
        if (judgment.met()) {
            return "";
        }
        return judgment.carried() ? endingOfRun() : SKIPPED;
    }

    /** Returns how a case ends that is as good as the run. */
    private String endingOfRun() {
        return switch (verdict.kind()) {
            case PASS -> "";
            case FAIL -> FAILURE;
            case INVALID, INCONCLUSIVE -> SKIPPED;
        };
    }

    private static long count(List<Case> cases, String ending) {
        return cases.stream().filter(each -> each.ending.equals(ending)).count();
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }

    /**
     * A test case.
     *
     * @param ending the element that says how it ended; empty if well
     */
    private record Case(String name, String ending, String message) {}
}
