// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.io.PrintStream;
import java.util.Collection;

/** What the command says on standard error, besides its progress. Thread-safe. */
final class Messages {

    private static final String NAME = "trueload: ";

    private final PrintStream err;

    Messages(PrintStream err) {
        this.err = err;
    }

    /** Says what is wrong, one line each; what hangs below a line is indented. */
    void errors(Collection<String> errors) {
        // One print, so that lines of other threads don't come between.
        var text = new StringBuilder();
        errors.forEach(error -> text.append(NAME).append(error).append('\n'));
        err.print(text);
    }

    /** Says what is wrong. */
    void error(String error) {
        err.print(NAME + error + "\n");
    }

    /** Says something that is worth knowing. */
    void note(String note) {
        err.print(NAME + "note: " + note + "\n");
    }
}
