// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.RunListener;
import java.io.PrintStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Shows the progress of a run on standard error while it goes on. Thread-safe. */
final class ProgressDisplay implements RunListener, AutoCloseable {

    private static final long PATIENCE_MILLIS = 1_000;

    private final PrintStream err;
    private final ProgressView view;
    // A stopped terminal (Ctrl-S) or a full pipe blocks whoever writes to it; that must not be the thread of the run.
    private final BlockingQueue<Progress> latest = new ArrayBlockingQueue<>(1);
    private final Thread painter = new Thread(this::paint, "progress");
    private volatile boolean closed;
    private volatile boolean abandoned;

    ProgressDisplay(PrintStream err, ProgressView view) {
        this.err = err;
        this.view = view;
        painter.setDaemon(true);
        painter.start();
    }

    @Override
    public void progressed(Progress progress) {
        // What the painter has not come round to is old by now and may be lost.
        latest.poll();
        latest.offer(progress);
    }

    private void paint() {
        try {
            while (!closed) {
                Progress next = latest.poll(view.patienceMillis(), TimeUnit.MILLISECONDS);
                String text = next == null ? view.idle() : view.show(next);
                if (!closed) {
                    err.print(text);
                }
            }
        } catch (InterruptedException e) {
            // Told to end.
            return;
        } finally {
            if (abandoned) {
                // It was blocked until now, and nobody else gives the terminal back.
                err.print(view.end());
            }
        }
    }

    /** Ends the display and clears its line, or gives that up after a second if standard error is blocked. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        painter.interrupt();
        boolean interrupted = join();
        if (painter.isAlive()) {
            abandoned = true;
            view.abandon();
        } else {
            err.print(view.end());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the painter, but not for long, and returns whether the caller was interrupted meanwhile. */
    private boolean join() {
        boolean interrupted = false;
        while (true) {
            try {
                painter.join(PATIENCE_MILLIS);
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    /** Gives the terminal back without waiting or writing: the process is about to end. */
    void abandon() {
        view.abandon();
    }
}
