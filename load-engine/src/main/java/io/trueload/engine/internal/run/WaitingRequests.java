// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Requests that are due and find no free lane, first come, first served: the instants when they should have started and when
 * the schedule noticed. One thread adds, any thread takes; nobody waits, nothing is allocated.
 */
final class WaitingRequests {

    /*
     * A ring with one writer. A reader copies the entry at the head and only then moves the head by compare-and-set: if that
     * succeeds nobody else has taken the entry, and the writer, who never passes the head, cannot have overwritten it.
     */

    private final long[] entries;
    private final int mask;
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();

    WaitingRequests(int atLeast) {
        int capacity = Integer.highestOneBit(Math.max(1, Math.min(atLeast, 1 << 29) - 1)) << 1;
        entries = new long[2 * capacity];
        mask = capacity - 1;
    }

    /** Adds a request; returns false if there is no room. */
    boolean add(long intendedNanos, long firedNanos) {
        long position = tail.get();
        if (position - head.get() > mask) {
            return false;
        }
        int index = 2 * (int) (position & mask);
        entries[index] = intendedNanos;
        entries[index + 1] = firedNanos;
        tail.set(position + 1);
        return true;
    }

    /** Takes the oldest request if it should have started before an instant; {@code into} receives its two instants. */
    boolean take(long beforeNanos, long[] into) {
        for (; ; ) {
            long position = head.get();
            if (position >= tail.get()) {
                return false;
            }
            int index = 2 * (int) (position & mask);
            long intended = entries[index];
            long fired = entries[index + 1];
            // What was read may be a later entry if the head has moved on; then the next line finds that out too.
            if (intended >= beforeNanos && head.get() == position) {
                return false;
            }
            if (head.compareAndSet(position, position + 1)) {
                into[0] = intended;
                into[1] = fired;
                return true;
            }
        }
    }

    boolean isEmpty() {
        return head.get() >= tail.get();
    }

    long size() {
        return Math.max(0, tail.get() - head.get());
    }
}
