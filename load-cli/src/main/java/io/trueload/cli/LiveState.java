// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.RunListener.Progress;
import java.util.List;

/**
 * All that the live view shows at a moment. Immutable.
 *
 * @param messages those of the progress, fit for a terminal
 * @param soFar response times of the whole run so far
 * @param seconds the last ones, the latest at the end
 */
record LiveState(
        LivePlan plan,
        Progress progress,
        List<ErrorCount> messages,
        LatencyDistribution soFar,
        List<Second> seconds,
        boolean paused) {

    /** Returns the same, paused or not. */
    LiveState paused(boolean now) {
        return new LiveState(plan, progress, messages, soFar, seconds, now);
    }

    /**
     * What the charts show of one second.
     *
     * @param p99Nanos zero if nothing was timed
     * @param ok requests that were answered as expected; a share of them where they are those of several seconds
     */
    record Second(long p99Nanos, double ok) {}
}
