// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadPlan;

/**
 * Texts from outside, made fit for one line of a terminal: no secrets, and nothing that the terminal would act upon.
 * Immutable.
 *
 * @since 0.1.0
 */
public final class TerminalText {

    /** A check may quote a whole answer; nobody reads on. */
    private static final int LONGEST = 2_000;

    private final Redaction redaction;

    TerminalText(Redaction redaction) {
        this.redaction = redaction;
    }

    /** Returns what makes texts fit that a run of the plan brings: its secrets are masked. */
    public static TerminalText of(LoadPlan plan) {
        return new TerminalText(Redaction.of(plan));
    }

    /** Returns the beginning of the text with secrets masked and every character that is not simply drawn written as an escape. */
    public String line(String text) {
        String redacted = redaction.apply(text);
        var line = new StringBuilder(redacted.length());
        redacted.codePoints().limit(LONGEST).forEach(character -> VisibleText.append(line, character));
        // Cut only now, when no secret is left of which a part would not be known.
        return redacted.codePointCount(0, redacted.length()) > LONGEST
                ? line.append('…').toString()
                : line.toString();
    }
}
