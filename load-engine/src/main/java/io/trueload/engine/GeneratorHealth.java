// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * How well the machine and the process that made the load could do it.
 *
 * @param reasons what was not healthy, one sentence each; empty if all was
 * @param scheduleLagP50 median of sent − intended start, less the wait for the target to free or open a connection
 * @param scheduleLagP99 99th percentile of the same
 * @param scheduleLagP999 99.9th percentile of the same
 * @param scheduleLagMax largest of the same
 * @param cpuShare CPU time of this process divided by elapsed time and the processors that it may use, 0 to 1; negative if
 *     unknown
 * @param gcPause time in garbage collection during the run
 * @param maxHiccup longest time for which a thread that asked to sleep one millisecond overslept
 * @param openFiles most file descriptors seen open, or -1 if unknown
 * @param maxFiles limit of file descriptors, or -1 if unknown
 * @param processors what the run's processors were busy with
 * @param pauses when the generator stood still
 * @param worstDelay by how much all that may have delayed a request at most; {@link #UNBOUNDED} where that can't be told
 * @since 0.1.0
 */
public record GeneratorHealth(
        List<String> reasons,
        Duration scheduleLagP50,
        Duration scheduleLagP99,
        Duration scheduleLagP999,
        Duration scheduleLagMax,
        double cpuShare,
        Duration gcPause,
        Duration maxHiccup,
        long openFiles,
        long maxFiles,
        Processors processors,
        Pauses pauses,
        Duration worstDelay) {

    /** The worst delay of a generator that was short of something: nobody can tell how long that may have lasted. */
    public static final Duration UNBOUNDED = Duration.ofSeconds(Long.MAX_VALUE);

    /** Nothing is known, and nothing speaks against the measurement. */
    public static final GeneratorHealth UNKNOWN = new GeneratorHealth(
            List.of(),
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            -1,
            Duration.ZERO,
            Duration.ZERO,
            -1,
            -1,
            Processors.UNKNOWN,
            Pauses.NONE,
            Duration.ZERO);

    /** Copies the reasons. */
    public GeneratorHealth {
        reasons = List.copyOf(reasons);
        requireNonNull(processors, "processors");
        requireNonNull(pauses, "pauses");
        requireNonNull(worstDelay, "worstDelay");
    }

    /** Returns whether nothing speaks against the measurement. */
    public boolean isHealthy() {
        return reasons.isEmpty();
    }

    /**
     * The processors that the generator was allowed to use.
     *
     * @param busiestThread CPU time of the busiest I/O thread divided by elapsed time, 0 to 1; negative if unknown
     * @param machine how busy the processors were with all that ran on the machine, 0 to 1; negative if unknown
     * @param pressure share of the time in which something in its control group, or else on the machine, waited for a
     *     processor, 0 to 1; negative if unknown
     * @param compiling share of the second half of the run that the generator's JIT compiler took, in the time of one
     *     thread, 0 or more; negative if unknown
     * @param throttled for how long the CPU limit of its control group stopped the process; zero if unknown
     * @since 0.1.0
     */
    public record Processors(
            double busiestThread, double machine, double pressure, double compiling, Duration throttled) {

        /** Nothing is known. */
        public static final Processors UNKNOWN = new Processors(-1, -1, -1, -1, Duration.ZERO);

        /** Checks that nothing is missing. */
        public Processors {
            requireNonNull(throttled, "throttled");
        }
    }

    /**
     * The times for which the generator stood still for more than 5 ms.
     *
     * @param total how long they were in all
     * @param affected how many requests were in flight at the end of one of them, at most
     * @param longest the longest of them, at most ten, in the order of time
     * @since 0.1.0
     */
    public record Pauses(Duration total, long affected, List<Pause> longest) {

        /** None was seen. */
        public static final Pauses NONE = new Pauses(Duration.ZERO, 0, List.of());

        /** Copies the list. */
        public Pauses {
            requireNonNull(total, "total");
            longest = List.copyOf(longest);
        }
    }

    /**
     * One time for which the generator stood still.
     *
     * @param start since the recording began; negative if it began in the warm-up
     * @since 0.1.0
     */
    public record Pause(Duration start, Duration length) {

        /** Checks that nothing is missing. */
        public Pause {
            requireNonNull(start, "start");
            requireNonNull(length, "length");
        }
    }
}
