// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * A thread that sleeps for a millisecond again and again and notes by how much it overslept.
 *
 * <p>What keeps it from waking keeps the generator from sending: garbage collection, a busy or a stolen processor. Source:
 * Gil Tene's jHiccup.
 */
public final class HiccupMeter implements AutoCloseable {

    private static final long SLEEP_NANOS = 1_000_000;

    private final LongSupplier clock;
    private final Thread thread;
    private volatile boolean closed;
    private volatile long maxNanos;

    /** Starts the thread. */
    public HiccupMeter(LongSupplier clock) {
        this.clock = clock;
        thread = new Thread(this::measure, "trueload-hiccups");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the longest oversleeping since the last call. */
    public long takeMaxNanos() {
        long max = maxNanos;
        maxNanos = 0;
        return max;
    }

    /** Ends the thread and waits for it. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void measure() {
        while (!closed) {
            long before = clock.getAsLong();
            LockSupport.parkNanos(SLEEP_NANOS);
            long overslept = clock.getAsLong() - before - SLEEP_NANOS;
            if (overslept > maxNanos) {
                maxNanos = overslept;
            }
        }
    }
}
