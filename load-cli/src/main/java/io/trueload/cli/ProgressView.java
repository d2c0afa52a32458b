// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.RunListener.Progress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** How the progress of a run looks on standard error. Confined to one thread at a time. */
interface ProgressView {

    /** Shows nothing. */
    ProgressView NOTHING = new ProgressView() {

        @Override
        public String show(Progress progress) {
            return "";
        }

        @Override
        public String end() {
            return "";
        }
    };

    /** Returns what to print for the progress of the moment; empty for nothing. */
    String show(Progress progress);

    /** Returns what to print so that nothing of the progress stays in the way of what follows; empty for nothing. */
    String end();

    /** Returns the view that fits where standard error goes. */
    static ProgressView of(Map<String, String> environment) {
        StderrTerminal found = StderrTerminal.find(environment);
        if (found == null) {
            return new ProgressLines();
        }
        var terminal = new AtomicReference<>(found);
        OsSignal.handle("WINCH", () -> {
            StderrTerminal resized = StderrTerminal.find(environment);
            if (resized != null) {
                terminal.set(resized);
            }
        });
        return new ProgressBar(terminal::get);
    }
}
