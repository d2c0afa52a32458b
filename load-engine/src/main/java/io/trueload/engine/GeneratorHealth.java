// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.time.Duration;
import java.util.List;

/**
 * How well the machine and the process that made the load could do it.
 *
 * @param reasons what was not healthy, one sentence each; empty if all was
 * @param scheduleLagP50 median of sent − intended start, less the wait for the target to free or open a connection
 * @param scheduleLagP99 99th percentile of the same
 * @param scheduleLagMax largest of the same
 * @param cpuShare CPU time of this process divided by elapsed time and available processors, 0 to 1
 * @param gcPause time in garbage collection during the run
 * @param maxHiccup longest time for which a thread that asked to sleep one millisecond overslept
 * @param openFiles most file descriptors seen open, or -1 if unknown
 * @param maxFiles limit of file descriptors, or -1 if unknown
 * @since 0.1.0
 */
public record GeneratorHealth(
        List<String> reasons,
        Duration scheduleLagP50,
        Duration scheduleLagP99,
        Duration scheduleLagMax,
        double cpuShare,
        Duration gcPause,
        Duration maxHiccup,
        long openFiles,
        long maxFiles) {

    /** Copies the reasons. */
    public GeneratorHealth {
        reasons = List.copyOf(reasons);
    }

    /** Returns whether nothing speaks against the measurement. */
    public boolean isHealthy() {
        return reasons.isEmpty();
    }
}
