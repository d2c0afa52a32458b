// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.LoadResult.ErrorCount;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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
     * The run so far. Immutable, so it may be handed to another thread, which then does whatever takes time.
     *
     * @param warmingUp whether recording has not begun yet; all that is counted is then still 0 or empty
     * @param elapsed since the recorded part began; during the warm-up, since that began
     * @param share how much of the plan is done, 0 to 1; during the warm-up 0
     * @param sent requests recorded as sent so far
     * @param errors requests that ended in an error so far
     * @param rate achieved rate of the last interval, per second
     * @param p99 99th percentile of response time so far; zero if nothing was recorded
     * @param offeredRate what the plan asked for on average in the last second, per second; 0 for a closed workload
     * @param sentRate requests that were started in the last interval, per second; those of the warm-up count here
     * @param inFlight requests that are sent and not answered
     * @param waiting requests that are due and wait for a connection; 0 for a closed workload
     * @param dropped requests so far that were never sent, since too many were in flight
     * @param outcomes how many requests ended in each outcome so far; those of which there are none may be missing
     * @param statusCodes answers so far by status code
     * @param messages what went wrong so far without an answer or in a check, the most frequent first
     * @param intervals one entry per second so far; its distributions, added up, are the one of the whole run so far
     * @param generator how well the load has been made so far, without what only the end of the run shows: of its
     *     processors only the busiest thread is known
     * @since 0.1.0
     */
    record Progress(
            boolean warmingUp,
            Duration elapsed,
            double share,
            long sent,
            long errors,
            double rate,
            Duration p99,
            double offeredRate,
            double sentRate,
            long inFlight,
            long waiting,
            long dropped,
            Map<Outcome, Long> outcomes,
            SortedMap<Integer, Long> statusCodes,
            List<ErrorCount> messages,
            List<IntervalResult> intervals,
            GeneratorHealth generator) {

        /** Copies what could change, but not the intervals, of which a long run has many: theirs must not change. */
        public Progress {
            outcomes = Map.copyOf(outcomes);
            statusCodes = Collections.unmodifiableSortedMap(new TreeMap<>(statusCodes));
            messages = List.copyOf(messages);
            requireNonNull(intervals, "intervals");
            requireNonNull(generator, "generator");
        }
    }

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
