// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.RunListener.Progress;

/** A plain line every five seconds, for logs. */
final class ProgressLines implements ProgressView {

    private static final long EVERY_SECONDS = 5;

    private boolean warmingUp;
    private long lastTurn;
    private double sumOfRates;
    private int rates;

    @Override
    public String show(Progress progress) {
        if (progress.warmingUp() != warmingUp) {
            // The clock of a progress begins anew when the warm-up is over.
            warmingUp = progress.warmingUp();
            lastTurn = 0;
            sumOfRates = 0;
            rates = 0;
        }
        sumOfRates += progress.rate();
        rates++;
        long turn = progress.elapsed().toSeconds() / EVERY_SECONDS;
        if (turn <= lastTurn) {
            return "";
        }
        lastTurn = turn;
        // Over all seconds since the last line: the last one alone may be the one in which the target stood still.
        double rate = sumOfRates / rates;
        sumOfRates = 0;
        rates = 0;
        return "trueload: " + progress.elapsed().toSeconds() + "s  "
                + ProgressFigures.of(progress, rate).line() + "\n";
    }

    @Override
    public String end() {
        return "";
    }
}
