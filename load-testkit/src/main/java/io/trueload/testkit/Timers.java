// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.util.PriorityQueue;

/** Actions that are due at instants of {@link System#nanoTime()}. Confined to the server's thread. */
final class Timers {

    /** What {@link #nanosToNext()} returns if nothing is due, ever. */
    static final long NOTHING_DUE = Long.MAX_VALUE;

    private record Timer(long dueNanos, long order, Runnable action) implements Comparable<Timer> {

        @Override
        public int compareTo(Timer other) {
            // nanoTime may overflow, so instants are compared by their difference.
            int byInstant = Long.compare(dueNanos - other.dueNanos, 0);
            return byInstant != 0 ? byInstant : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Timer> queue = new PriorityQueue<>();
    private long added;

    void add(long dueNanos, Runnable action) {
        queue.add(new Timer(dueNanos, added++, action));
    }

    long nanosToNext() {
        Timer next = queue.peek();
        return next == null ? NOTHING_DUE : next.dueNanos - System.nanoTime();
    }

    void runDue() {
        for (Timer next = queue.peek(); next != null && next.dueNanos - System.nanoTime() <= 0; next = queue.peek()) {
            queue.remove();
            next.action.run();
        }
    }
}
