// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Lanes that have nothing to send, the longest idle first, so that all connections take their turn. Any thread adds and
 * takes; nobody waits, nothing is allocated. Source: Dmitry Vyukov's bounded queue.
 */
final class IdleLanes {

    /*
     * Each cell has a turn. A cell whose turn equals the tail is free for the adder who moves the tail there; it is filled
     * when its turn is one more, and then free for the taker who moves the head there, who sets the turn one round ahead.
     */

    private final AtomicReferenceArray<@Nullable Lane> cells;
    private final AtomicLongArray turns;
    private final int mask;
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();

    IdleLanes(int atLeast) {
        int capacity = Integer.highestOneBit(Math.max(2, Math.min(atLeast, 1 << 29)) - 1) << 1;
        cells = new AtomicReferenceArray<>(capacity);
        turns = new AtomicLongArray(capacity);
        mask = capacity - 1;
        for (int i = 0; i < capacity; i++) {
            turns.set(i, i);
        }
    }

    /** Adds a lane; there is room for as many as there are. */
    void add(Lane lane) {
        for (; ; ) {
            long position = tail.get();
            int cell = (int) (position & mask);
            long turn = turns.get(cell);
            if (turn == position && tail.compareAndSet(position, position + 1)) {
                cells.set(cell, lane);
                turns.set(cell, position + 1);
                return;
            }
            if (turn < position - mask) {
                throw new AssertionError("more idle lanes than lanes");
            }
        }
    }

    /** Returns how many there are; nearly, while others add and take. */
    int size() {
        return (int) Math.max(0, tail.get() - head.get());
    }

    /** Takes the lane that has been idle longest, or returns null if there is none. */
    @Nullable
    Lane take() {
        for (; ; ) {
            long position = head.get();
            int cell = (int) (position & mask);
            long turn = turns.get(cell);
            if (turn == position + 1) {
                if (head.compareAndSet(position, position + 1)) {
                    Lane lane = cells.getAndSet(cell, null);
                    turns.set(cell, position + mask + 1);
                    return lane;
                }
            } else if (turn <= position && tail.get() <= position) {
                return null;
            } else if (turn <= position) {
                // An adder has moved the tail but not yet filled the cell; it is about to.
                Thread.onSpinWait();
            }
        }
    }
}
