// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whose turn it is on a connection: its I/O thread's, which waits for it, or that of a thread which has a request for it, which
 * does not. What one of them wrote the next one sees. Thread-safe; made by the I/O thread.
 */
final class Turn {

    private static final int NOBODY = 0;
    private static final int IO_THREAD = 1;
    private static final int WRITER = 2;

    private final AtomicInteger taken = new AtomicInteger(NOBODY);
    private final Thread ioThread = Thread.currentThread();

    /** Returns whether the calling thread is the I/O thread and has the turn. */
    boolean isOwn() {
        return taken.get() == IO_THREAD && Thread.currentThread() == ioThread;
    }

    /** Takes the turn to write, if nobody has it; returns whether it was taken. */
    boolean tryToWrite() {
        return taken.compareAndSet(NOBODY, WRITER);
    }

    /**
     * Takes the turn, or waits until a writer is done, which no call of the kernel keeps for long. Called by the I/O thread.
     *
     * @return whether it was taken; false if the I/O thread has had it
     */
    @SuppressWarnings("ThreadPriorityCheck") // The writer may have lost its processor to this thread.
    boolean take() {
        if (taken.get() == IO_THREAD) {
            return false;
        }
        while (!taken.compareAndSet(NOBODY, IO_THREAD)) {
            Thread.yield();
        }
        return true;
    }

    /** Lets others have the turn, if it was taken. */
    void giveBack(boolean wasTaken) {
        if (wasTaken) {
            taken.setRelease(NOBODY);
        }
    }
}
