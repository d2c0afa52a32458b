// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a target that runs in a container used and lacked during a run, as its container engine saw it.
 *
 * @param cpuPeriods periods in which a CPU limit was enforced; 0 without a limit
 * @param throttledPeriods those of them in which it stopped the target
 * @param throttledTime for how long it stopped the target, summed over its threads
 * @param peakMemory most memory seen in use, in bytes, or -1 if unknown
 * @param memoryLimit limit of memory in bytes, or -1 if there is none
 * @param restarts how often the container was started again
 * @param ending how the container ended, such as {@code exit code 137, out of memory}; empty if it still runs
 * @since 0.1.0
 */
public record TargetHealth(
        long cpuPeriods,
        long throttledPeriods,
        Duration throttledTime,
        long peakMemory,
        long memoryLimit,
        int restarts,
        String ending) {

    /** Nothing is known: the target is no container, or its engine gives no figures. */
    public static final TargetHealth UNKNOWN = new TargetHealth(0, 0, Duration.ZERO, -1, -1, 0, "");

    /** From this share of periods on, throttling is felt. */
    private static final double THROTTLED = 0.05;

    private static final double NEARLY_FULL = 0.95;
    private static final double MIB = 1 << 20;

    /** Checks that nothing is null. */
    public TargetHealth {
        requireNonNull(throttledTime, "throttledTime");
        requireNonNull(ending, "ending");
    }

    /** Returns whether anything is known. */
    public boolean isKnown() {
        // Every report asks this, and the JVM makes the equals of a record when that is called first.
        return cpuPeriods != 0
                || throttledPeriods != 0
                || !throttledTime.isZero()
                || peakMemory != -1
                || memoryLimit != -1
                || restarts != 0
                || !ending.isEmpty();
    }

    /** Returns what may explain slow or missing answers, one phrase each; empty if nothing does. */
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        if (!ending.isEmpty()) {
            findings.add("it ended during the run (" + ending + ")");
        }
        if (restarts > 0) {
            findings.add(restarts == 1 ? "it restarted once" : "it restarted " + restarts + " times");
        }
        if (throttledPeriods > THROTTLED * cpuPeriods) {
            findings.add("its CPU limit stopped it in " + throttledPeriods + " of " + cpuPeriods + " periods, for "
                    + PlanSyntax.format(Duration.ofMillis(throttledTime.toMillis())) + " in all");
        }
        if (memoryLimit > 0 && peakMemory > NEARLY_FULL * memoryLimit) {
            findings.add("it used " + mebibytes(peakMemory) + " of the " + mebibytes(memoryLimit)
                    + " of memory that it may use");
        }
        return List.copyOf(findings);
    }

    /** Returns the figures in one line, such as {@code throttled in 3 of 50 periods, memory 61.5 of 128.0 MiB}. */
    public String summary() {
        List<String> parts = new ArrayList<>();
        if (!ending.isEmpty()) {
            parts.add("ended: " + ending);
        }
        if (cpuPeriods > 0) {
            parts.add("throttled in " + throttledPeriods + " of " + cpuPeriods + " periods, "
                    + PlanSyntax.format(Duration.ofMillis(throttledTime.toMillis())));
        } else if (peakMemory >= 0) {
            // Statistics came, and named no period in which a limit was enforced.
            parts.add("no CPU limit");
        }
        if (peakMemory >= 0) {
            parts.add("memory " + mebibytes(peakMemory)
                    + (memoryLimit > 0 ? " of " + mebibytes(memoryLimit) : ", no limit"));
        }
        parts.add(restarts + (restarts == 1 ? " restart" : " restarts"));
        return String.join("; ", parts);
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / MIB);
    }
}
