// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.RunListener.Progress;
import java.util.function.Supplier;

/** One line that is redrawn in place and erased in the end, for terminals. */
final class ProgressBar implements ProgressView {

    private static final String ERASE = "\r\u001b[K";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";
    private static final int LONGEST_BAR = 40;
    private static final int SHORTEST_BAR = 5;

    private final Supplier<StderrTerminal> terminal;
    private boolean drawn;

    /**
     * Makes a bar.
     *
     * @param terminal asked each time, since the window may change its size
     */
    ProgressBar(Supplier<StderrTerminal> terminal) {
        this.terminal = terminal;
    }

    @Override
    public String show(Progress progress) {
        StderrTerminal now = terminal.get();
        drawn = true;
        ProgressFigures figures = ProgressFigures.of(progress);
        // The last column stays free: many terminals go to the next line when it is written.
        int room = now.columns() - 1;
        int forBar = Math.min(LONGEST_BAR, room - figures.line().length() - "[]  ".length());
        String bar = forBar < SHORTEST_BAR ? "" : bar(progress.share(), forBar);
        String line = bar + figures.line();
        if (line.length() > room) {
            return ERASE + line.substring(0, Math.max(0, room));
        }
        if (now.colored() && figures.hasErrors()) {
            int errors = line.length() - figures.errors().length();
            return ERASE + line.substring(0, errors) + RED + line.substring(errors) + PLAIN;
        }
        return ERASE + line;
    }

    @Override
    public String end() {
        return drawn ? ERASE : "";
    }

    private static String bar(double share, int length) {
        int done = (int) Math.floor(Math.max(0, Math.min(1, share)) * length);
        return "[" + "=".repeat(done) + " ".repeat(length - done) + "]  ";
    }
}
