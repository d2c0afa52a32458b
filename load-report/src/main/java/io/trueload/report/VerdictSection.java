// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.Verdict;
import io.trueload.engine.Verdict.Judgment;
import io.trueload.engine.Verdict.Kind;
import java.util.Locale;

/** The expectations with what was measured, and the verdict as the last thing said. */
final class VerdictSection {

    private final Verdict verdict;
    private final TerminalText terminal;

    VerdictSection(Verdict verdict, TerminalText terminal) {
        this.verdict = verdict;
        this.terminal = terminal;
    }

    String render() {
        var text = new StringBuilder();
        if (!verdict.requirements().isEmpty()) {
            text.append("Expectations:\n");
            verdict.requirements().forEach(judgment -> append(text, judgment));
            text.append('\n');
        }
        text.append("Verdict: ").append(verdict.kind());
        if (verdict.kind() == Kind.PASS && verdict.requirements().isEmpty()) {
            text.append(" (nothing was expected)");
        }
        text.append('\n');
        verdict.reasons()
                .forEach(reason ->
                        text.append("  ").append(terminal.line(reason)).append('\n'));
        return text.toString();
    }

    private void append(StringBuilder text, Judgment judgment) {
        text.append(String.format(Locale.ROOT, "  %-9s  ", word(judgment)))
                .append(terminal.line(line(judgment)))
                .append('\n');
    }

    /** Returns how an expectation fared, in a word. */
    static String word(Judgment judgment) {
        return judgment.met() ? "met" : judgment.carried() ? "MISSED" : "can't say";
    }

    /** Returns an expectation and what was measured. */
    static String line(Judgment judgment) {
        String note = judgment.note().isEmpty() ? "" : " (" + judgment.note() + ")";
        return judgment.requirement() + ": " + judgment.actual() + note;
    }
}
