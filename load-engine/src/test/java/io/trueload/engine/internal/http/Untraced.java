// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

/** An exception that the JVM threw so often that it has no trace any more, and of whose kind none had one before. */
public final class Untraced extends RuntimeException {

    private static final long serialVersionUID = 1;

    private Untraced() {
        super(null, null, false, false);
    }

    /** Returns what is said of it. */
    public static String message() {
        return Failure.of(new Untraced(), Failure.Progress.SENT).message();
    }
}
