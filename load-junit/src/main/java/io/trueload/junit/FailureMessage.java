// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadResult;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.Verdict;
import io.trueload.engine.Verdict.Judgment;
import io.trueload.engine.Verdict.Kind;
import io.trueload.report.Explanation;
import java.util.List;
import java.util.stream.Collectors;

/** What a test that was not passed says: the claim and by how much it was missed on the first line, then the reasons. */
final class FailureMessage {

    private final TestName test;
    private final Decision decision;
    private final List<String> reports;
    private final Verdict verdict;

    /**
     * Makes the message of a decision.
     *
     * @param reports where the results were written, in the order of the runs
     */
    FailureMessage(TestName test, Decision decision, List<String> reports) {
        this.test = test;
        this.decision = decision;
        this.reports = reports;
        this.verdict = decision.first().verdict();
    }

    String text() {
        List<String> claims = claims();
        var text = new StringBuilder(test.simple()).append(": ");
        if (decision.isInterrupted()) {
            text.append("interrupted after ")
                    .append(PlanSyntax.format(decision.first().elapsed()))
                    .append("\n\n");
        } else if (decision.kind() == Kind.FAIL) {
            text.append(claims.get(0)).append(confirmation()).append("\n\n");
            claims.stream().skip(1).forEach(claim -> text.append(Explanation.line("also", claim)));
        } else {
            text.append(decision.kind()).append(": ").append(reason()).append("\n\n");
        }
        text.append(Explanation.of(decision.first()));
        for (int i = 0; i < reports.size(); i++) {
            text.append(Explanation.line(i == 0 ? "report" : "repeat " + i, reports.get(i)));
        }
        // JUnit and Surefire end the line themselves.
        return text.toString().stripTrailing();
    }

    /** Returns what was demanded, one line each: the left side of an IDE's comparison. */
    String expected() {
        return missed().isEmpty()
                ? "an answer as expected"
                : missed().stream()
                        .map(judgment -> judgment.requirement().toString())
                        .collect(Collectors.joining("\n"));
    }

    /** Returns what was measured, written like {@link #expected}. */
    String actual() {
        return missed().isEmpty()
                ? "none of " + decision.first().counts().sent()
                : missed().stream().map(FailureMessage::actual).collect(Collectors.joining("\n"));
    }

    private List<String> claims() {
        return missed().isEmpty()
                ? verdict.reasons()
                : missed().stream().map(Explanation::missed).toList();
    }

    private String reason() {
        if (verdict.kind() == Kind.FAIL) {
            return String.join("; ", claims()) + ", but " + decision.repeats().size()
                    + " of " + decision.repeats().size() + " repeats say nothing: "
                    + decision.repeats().get(0).verdict().reasons().stream()
                            .findFirst()
                            .orElse("");
        }
        return String.join("; ", verdict.reasons());
    }

    private String confirmation() {
        if (decision.repeats().isEmpty()) {
            return "";
        }
        return ", confirmed by " + decision.count(Kind.FAIL) + " of "
                + decision.repeats().size() + (decision.repeats().size() == 1 ? " repeat" : " repeats") + repeated();
    }

    /** Returns what the repeats measured of the first claim. */
    private String repeated() {
        if (missed().isEmpty()) {
            return "";
        }
        int index = verdict.requirements().indexOf(missed().get(0));
        return decision.repeats().stream()
                .map(result -> repeated(result, index))
                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String repeated(LoadResult repeat, int index) {
        Verdict verdict = repeat.verdict();
        String actual = verdict.requirements().get(index).actual();
        return verdict.kind() == Kind.INVALID ? actual + " in an invalid run" : actual;
    }

    private List<Judgment> missed() {
        return verdict.requirements().stream()
                .filter(judgment -> judgment.carried() && !judgment.met())
                .toList();
    }

    private static String actual(Judgment judgment) {
        String requirement = judgment.requirement().toString();
        String symbol = judgment.requirement().comparison().symbol();
        return requirement.substring(0, requirement.indexOf(symbol)) + "= " + judgment.actual();
    }
}
