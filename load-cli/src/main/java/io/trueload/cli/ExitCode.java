// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.Verdict;

/** The numbers with which the command ends. */
final class ExitCode {

    static final int PASS = 0;
    static final int FAIL = 1;

    /** The command line or the target was refused, or the report could not be written. */
    static final int REFUSED = 2;

    static final int INVALID = 3;
    static final int INCONCLUSIVE = 4;

    /** 128 and the number of the signal, as shells have it. */
    static final int SIGHUP = 129;

    static final int SIGINT = 130;

    static final int SIGTERM = 143;

    private ExitCode() {}

    static int of(Verdict.Kind kind) {
        return switch (kind) {
            case PASS -> PASS;
            case FAIL -> FAIL;
            case INVALID -> INVALID;
            case INCONCLUSIVE -> INCONCLUSIVE;
        };
    }
}
