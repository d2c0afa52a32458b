// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps what the SDK logs from standard error, where the JVM would print it, until it is closed. Thread-safe; there is one at
 * a time, and who wants another waits.
 */
final class QuietLog extends Handler {

    /** Held, since the JVM forgets loggers that nobody holds, and what was set of them. */
    private static final Logger SDK = Logger.getLogger("io.opentelemetry");

    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final boolean printed;

    QuietLog() {
        ONE_AT_A_TIME.lock();
        printed = SDK.getUseParentHandlers();
        SDK.setUseParentHandlers(false);
        SDK.addHandler(this);
    }

    /** Returns what was logged of answers that were no success: their status is nowhere else. */
    List<String> answers() {
        return List.copyOf(answers);
    }

    @Override
    public void publish(LogRecord logged) {
        if (logged.getThrown() == null && logged.getLevel().intValue() >= Level.WARNING.intValue()) {
            answers.add(logged.getMessage());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        SDK.removeHandler(this);
        SDK.setUseParentHandlers(printed);
        ONE_AT_A_TIME.unlock();
    }
}
