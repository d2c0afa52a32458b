// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that wants to wake up a thousand times a second, on a schedule of its own, and does nothing else. How late it is, is
 * the doing of the machine and of this JVM, whatever the engine does. Confined to one test.
 */
final class Sleeper implements AutoCloseable {

    private static final long INTERVAL_NANOS = 1_000_000;

    private final List<Long> late = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    /** Starts the thread, whose schedule begins only a while later. */
    Sleeper(Duration later) {
        thread = new Thread(() -> sleep(System.nanoTime() + later.toNanos()), "sleeper");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends it, and returns how late it was at most 99 times in a hundred. */
    Duration lateP99() {
        close();
        return Duration.ofNanos(KnownTruth.percentile(late.stream().sorted().toList(), 99));
    }

    @Override
    public void close() {
        closed = true;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted", e);
            }
        }
    }

    private void sleep(long beginNanos) {
        // None is left out, however late: a stall counts for all that were due in it.
        for (long due = beginNanos; !closed; due += INTERVAL_NANOS) {
            while (System.nanoTime() < due && !closed) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            late.add(System.nanoTime() - due);
        }
    }
}
