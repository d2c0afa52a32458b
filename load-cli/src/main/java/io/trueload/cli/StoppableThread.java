// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

/**
 * A thread that can be interrupted until it has left the part of its work that hears of it. Thread-safe.
 *
 * <p>Interrupting, unlike {@code LoadEngine.stop}, is not lost if it comes just before the run begins.
 */
final class StoppableThread {

    private final Thread thread;
    private boolean left;

    StoppableThread(Thread thread) {
        this.thread = thread;
    }

    /**
     * Interrupts the thread unless it has left.
     *
     * @param also done too if it has not, before it can leave
     */
    synchronized void stop(Runnable also) {
        if (!left) {
            thread.interrupt();
            also.run();
        }
    }

    /** Called by the thread itself: from now on it is not interrupted any more, nor is it still. */
    synchronized void leave() {
        left = true;
        Thread.interrupted();
    }
}
