// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.Outcome;
import io.trueload.engine.internal.http.SendSlot;
import org.jspecify.annotations.Nullable;

/**
 * A chain of requests, one after another, on one slot of the sender.
 *
 * <p>Belongs to whoever has claimed its last request, one thread at a time; only {@link #current} is for others too.
 */
final class Lane {

    private final Flow flow;
    private final SendSlot slot;
    private volatile @Nullable Attempt current;
    private int connectFailures;

    Lane(Flow flow, SendSlot slot) {
        this.flow = flow;
        this.slot = slot;
    }

    SendSlot slot() {
        return slot;
    }

    /** Returns the request under way, or the last one. */
    @Nullable
    Attempt current() {
        return current;
    }

    /** Returns how many requests in a row have found no connection. */
    int connectFailures() {
        return connectFailures;
    }

    /** Closes the connection of an idle lane, and forgets what was on it last. */
    void disconnect() {
        current = null;
        slot.disconnect();
    }

    /** Sends a request, and those that follow at once because the ones before ended at once. */
    static void send(@Nullable Attempt first) {
        Attempt next = first;
        // A loop, not a recursion: when the target is down, ten thousand requests in a row may fail where they stand.
        while (next != null) {
            Lane lane = next.lane();
            lane.current = next;
            next = next.send() ? lane.follow(next) : null;
        }
    }

    /** Goes on after a request that has ended. */
    void goOnAfter(Attempt ended) {
        send(follow(ended));
    }

    private @Nullable Attempt follow(Attempt ended) {
        connectFailures = ended.outcome() == Outcome.CONNECT_FAILED ? connectFailures + 1 : 0;
        Attempt next = flow.next(this);
        // Only now: a request that follows must be counted before this one is gone, or the run would look finished.
        flow.left();
        return next;
    }
}
