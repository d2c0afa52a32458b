// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The part of a run, up to its end, in which response times neither changed their level nor drifted. What comes before is
 * the warm-up that the run itself had; it stays in all figures of the whole run.
 *
 * @param answer whether there is such a part
 * @param start when it began, counted from the beginning of the run; zero if there is none
 * @param intervals its seconds; none if there is no such part
 * @param responseTime of these seconds; empty if there are none
 * @param reason why there is no such part, or why that can't be told; else an empty text
 * @since 0.1.0
 */
public record SteadyState(
        Answer answer,
        Duration start,
        List<IntervalResult> intervals,
        LatencyDistribution responseTime,
        String reason) {

    /** Copies the list. */
    public SteadyState {
        intervals = List.copyOf(intervals);
    }

    /** Returns whether there is a steady part. */
    public boolean isSteady() {
        return answer == Answer.STEADY;
    }

    /** Returns the 95 % interval of a percentile in the steady part, or nothing: see {@link LoadResult#confidenceInterval}. */
    public Optional<ConfidenceInterval> confidenceInterval(double percentile) {
        return BlockBootstrap.of(intervals).interval(percentile);
    }

    static SteadyState none(Answer answer, String reason) {
        return new SteadyState(answer, Duration.ZERO, List.of(), LatencyDistribution.sum(List.of()), reason);
    }

    /** Whether a run has a steady part. */
    public enum Answer {
        /** It has, of at least half of the run. */
        STEADY,
        /** Response times, or the offered rate, still changed in the second half. */
        UNSTEADY,
        /** The run has too few seconds or times to tell. */
        UNKNOWN
    }
}
