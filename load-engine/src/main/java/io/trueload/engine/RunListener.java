// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.time.Duration;

/**
 * Hears of a run while it goes on.
 *
 * @since 0.1.0
 */
public interface RunListener {

    /** Hears nothing. */
    RunListener NONE = new RunListener() {};

    /** Called about once a second on the run's own thread; must return quickly. */
    default void progressed(Progress progress) {}

    /**
     * Returns whether {@link #ended} wants to be called. Off by default, because it costs time on every request.
     */
    default boolean hearsRequests() {
        return false;
    }

    /** Called for each recorded request when it ends, on several threads at once; must be thread-safe and quick. */
    default void ended(RequestResult request) {}

    /**
     * The run so far.
     *
     * @param warmingUp whether recording has not begun yet
     * @param elapsed since the recorded part began; during the warm-up, since that began
     * @param share how much of the plan is done, 0 to 1
     * @param sent requests recorded as sent so far
     * @param errors requests that ended in an error so far
     * @param rate achieved rate of the last interval, per second
     * @param p99 99th percentile of response time so far; zero if nothing was recorded
     */
    record Progress(
            boolean warmingUp, Duration elapsed, double share, long sent, long errors, double rate, Duration p99) {}

    /**
     * One request that has ended; times in nanoseconds, 0 where a phase was not reached or not needed.
     *
     * @param status the status code, or 0 if there was no answer
     * @param message what went wrong, or an empty text
     * @param offsetNanos intended start, counted from the beginning of the recorded part
     * @param responseNanos completed − intended start
     * @param serviceNanos completed − sent
     * @param connectNanos opening a connection, TLS included
     * @param writeNanos writing the request
     * @param firstByteNanos from the written request to the first byte of the answer
     * @param readNanos from the first byte to the last
     */
    record RequestResult(
            Outcome outcome,
            int status,
            String message,
            long offsetNanos,
            long responseNanos,
            long serviceNanos,
            long connectNanos,
            long writeNanos,
            long firstByteNanos,
            long readNanos) {}
}
