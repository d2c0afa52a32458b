// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.cli.CommandOptions.Order;
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

    /** Returns how long the next progress is waited for until {@link #idle} is called, in milliseconds. */
    default long patienceMillis() {
        return Long.MAX_VALUE;
    }

    /** Does what is to be done between two moments of progress; returns what to print, empty for nothing. */
    default String idle() {
        return "";
    }

    /** Gives up what it has of the terminal, without writing to it: it is blocked. Called on any thread. */
    default void abandon() {}

    /**
     * Returns the view that fits an order and where standard error goes.
     *
     * @param quit called when the user wants the run to end
     */
    static ProgressView of(Order order, Map<String, String> environment, Runnable quit) {
        if (order.format() == OutputFormat.QUIET) {
            return NOTHING;
        }
        StderrTerminal found = order.isPlain() ? null : StderrTerminal.find(environment);
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
        var bar = new ProgressBar(terminal::get);
        // Rows that come as the run goes would run across a screen of its own.
        if (order.format() == OutputFormat.CSV && StderrTerminal.mayStdoutBeOne()) {
            return bar;
        }
        var live = new LiveView(order.plan(), found.colored(), () -> LiveScreen.open(found.byStty()), bar, quit);
        if (LivePlan.of(order.plan()).isLong()) {
            live.prepare();
        }
        return live;
    }
}
