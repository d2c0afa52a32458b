// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.RunListener.Progress;

/** A plain line every five seconds, for logs. */
final class ProgressLines implements ProgressView {

    private static final long EVERY_SECONDS = 5;

    private boolean warmingUp;
    private long lastTurn;

    @Override
    public String show(Progress progress) {
        if (progress.warmingUp() != warmingUp) {
            // The clock of a progress begins anew when the warm-up is over.
            warmingUp = progress.warmingUp();
            lastTurn = 0;
        }
        long turn = progress.elapsed().toSeconds() / EVERY_SECONDS;
        if (turn <= lastTurn) {
            return "";
        }
        lastTurn = turn;
        return "trueload: " + progress.elapsed().toSeconds() + "s  "
                + ProgressFigures.of(progress).line() + "\n";
    }

    @Override
    public String end() {
        return "";
    }
}
