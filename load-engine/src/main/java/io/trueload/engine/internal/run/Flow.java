// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import org.jspecify.annotations.Nullable;

/** When requests start: the workload of a plan, carried out. */
interface Flow {

    /** Returns how many lanes have begun to open their connections, each of which will call {@code whenOneIsDone}. */
    int connect(Runnable whenOneIsDone);

    /** Begins to send. Called once, by the run's thread. */
    void begin(long nowNanos);

    /** Does what is due; returns when it next wants to be called. Called by the run's thread. */
    long tick(long nowNanos);

    /** Returns what a lane that has become free should send, perhaps on another lane, or null for nothing now. */
    @Nullable
    Attempt next(Lane lane);

    /** A request is gone for good, and what followed it has been counted. */
    void left();

    /** Stops starting requests. Called by the run's thread. */
    void stop();

    /** Returns whether no request will fall due any more. */
    boolean isOver();

    /** Returns how many requests are due but not yet on a lane. */
    long waiting();

    /** Ends the requests that are due but not yet on a lane, because the run ends. Called by the run's thread. */
    void censorWaiting(long nowNanos);

    /** Returns all lanes, for the look-out for deadlines. Called by the run's thread. */
    Iterable<Lane> lanes();

    /** Returns how many recorded requests fell due, the dropped ones included; -1 if that is what was sent. */
    long planned();

    /** Returns how many recorded requests were dropped. */
    long dropped();

    /** Returns how many requests a stop has left undone. */
    long unsentAtStop();

    /** Returns by how much the last request was fired later than the schedule ends; 0 if it was not. */
    long overrunNanos();

    /** Returns the rate that the plan asks for at an instant, per second; 0 if it asks for none. */
    double offeredRate(long nanos);

    /** Returns how much of the workload is done, 0 to 1. */
    double share(long nowNanos);
}
