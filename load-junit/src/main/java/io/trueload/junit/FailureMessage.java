// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadResult;
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
    private final String early;
    private final List<Judgment> missed;

    /**
     * Makes the message of a decision.
     *
     * @param reports where the results were written, in the order of the runs
     * @param early why a run ended early, if one did
     */
    FailureMessage(TestName test, Decision decision, List<String> reports, String early) {
        this.test = test;
        this.decision = decision;
        this.reports = List.copyOf(reports);
        this.early = early;
        this.missed = decision.missed().stream().map(decision::judgment).toList();
    }

    String text() {
        var text = new StringBuilder(test.simple()).append(": ");
        if (decision.isInterrupted()) {
            text.append(early).append(unconfirmed()).append("\n\n");
        } else if (decision.kind() == Kind.FAIL) {
            List<String> claims = claims();
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
        if (decision.kind() != Kind.FAIL) {
            return "a run that says something";
        }
        return missed.isEmpty()
                ? "an answer as expected"
                : missed.stream()
                        .map(judgment -> judgment.requirement().toString())
                        .collect(Collectors.joining("\n"));
    }

    /** Returns what was measured, written like {@link #expected}. */
    String actual() {
        if (decision.kind() != Kind.FAIL) {
            return decision.kind() + ": " + reason();
        }
        return missed.isEmpty()
                ? "none of " + decision.first().counts().sent()
                : missed.stream().map(FailureMessage::actual).collect(Collectors.joining("\n"));
    }

    private List<String> claims() {
        return missed.isEmpty()
                ? decision.first().verdict().reasons()
                : missed.stream().map(Explanation::missed).toList();
    }

    /** Returns what the first run missed, if the repeats of it were cut off. */
    private String unconfirmed() {
        return decision.repeats().isEmpty() ? "" : "; not confirmed so far: " + String.join("; ", claims());
    }

    private String reason() {
        Verdict verdict = decision.first().verdict();
        if (verdict.kind() != Kind.FAIL) {
            return String.join("; ", verdict.reasons());
        }
        int all = decision.repeats().size();
        return String.join("; ", claims()) + ", but " + all + " of " + all + " repeats say nothing: "
                + decision.repeats().get(0).verdict().reasons().stream()
                        .findFirst()
                        .orElse("");
    }

    private String confirmation() {
        int all = decision.repeats().size();
        if (!decision.unrepeatable().isEmpty()) {
            return "; no repeat could be made to confirm it: " + decision.unrepeatable();
        }
        if (all == 0) {
            return "";
        }
        long misses = missed.isEmpty()
                ? decision.count(Kind.FAIL)
                : decision.confirmations(decision.missed().get(0));
        return ", confirmed by " + misses + " of " + all + (all == 1 ? " repeat" : " repeats") + repeated();
    }

    /** Returns what the repeats measured of the first claim. */
    private String repeated() {
        if (missed.isEmpty()) {
            return "";
        }
        int place = decision.missed().get(0);
        return decision.repeats().stream()
                .map(result -> repeated(result, place))
                .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String repeated(LoadResult repeat, int place) {
        Verdict verdict = repeat.verdict();
        String actual = verdict.requirements().get(place).actual();
        return verdict.kind() == Kind.INVALID ? actual + " in an invalid run" : actual;
    }

    private static String actual(Judgment judgment) {
        String requirement = judgment.requirement().toString();
        String symbol = judgment.requirement().comparison().symbol();
        return requirement.substring(0, requirement.indexOf(symbol)) + "= " + judgment.actual();
    }
}
