// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A thread that asks to sleep for a millisecond again and again: how late it wakes is the machine's doing alone. */
final class Sleeper implements AutoCloseable {

    private static final long SLEEP_NANOS = 1_000_000;

    private final List<Long> overslept = new ArrayList<>();
    private final Thread thread = new Thread(this::sleep, "sleeper");
    private volatile boolean closed;

    Sleeper() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns by how much 99 of a hundred sleeps were too long at most; ends it. */
    Duration oversleptP99() {
        close();
        return Duration.ofNanos(
                KnownTruth.percentile(overslept.stream().sorted().toList(), 99));
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

    private void sleep() {
        while (!closed) {
            long before = System.nanoTime();
            LockSupport.parkNanos(SLEEP_NANOS);
            overslept.add(System.nanoTime() - before - SLEEP_NANOS);
        }
    }
}
