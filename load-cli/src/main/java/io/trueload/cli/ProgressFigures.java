// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.RunListener.Progress;
import java.util.Locale;

/** The numbers of a progress, written for people. */
record ProgressFigures(String share, String rate, String p99, String errors, boolean hasErrors) {

    static ProgressFigures of(Progress progress) {
        return of(progress, progress.rate());
    }

    /** Returns the figures of a progress, with a rate over more than its last interval. */
    static ProgressFigures of(Progress progress, double rate) {
        return new ProgressFigures(
                progress.warmingUp() ? "warm-up" : percent(progress.share()),
                String.format(Locale.ROOT, "%.1f/s", rate),
                "p99 " + (progress.p99().isZero() ? "-" : LiveNumbers.time(progress.p99())),
                progress.errors() + (progress.errors() == 1 ? " error" : " errors"),
                progress.errors() > 0);
    }

    /** Returns all of them on one line. */
    String line() {
        return share + "  " + rate + "  " + p99 + "  " + errors;
    }

    private static String percent(double share) {
        // Rounded down: 100% is said when all is done, not shortly before.
        return (int) Math.floor(Math.max(0, Math.min(1, share)) * 100) + "%";
    }
}
