// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.io.Serial;
import java.util.List;

/** Thrown when a command line cannot become a run; nothing was sent then. */
final class RefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient List<String> mistakes;

    RefusedException(List<String> mistakes) {
        super(String.join("\n", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    RefusedException(String mistake) {
        this(List.of(mistake));
    }

    /** Returns what is wrong, one message each. */
    List<String> mistakes() {
        return mistakes;
    }
}
