// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.GeneratorHealth.Pause;
import io.trueload.engine.GeneratorHealth.Pauses;
import io.trueload.engine.GeneratorHealth.Processors;
import io.trueload.engine.LatencyDistribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * When a generator counts as healthy.
 *
 * @param lag the generator's own lateness
 * @param response what it is compared with: lateness that is small beside the response times does no harm
 * @param signals what was seen of the process and its machine
 * @param shortages what the machine ran out of, one sentence each
 */
public record HealthRules(
        LatencyDistribution lag,
        LatencyDistribution response,
        Duration elapsed,
        Signals signals,
        List<String> shortages) {

    private static final Duration LAG_P99 = Duration.ofMillis(1);
    private static final double LAG_P99_SHARE = 0.05;
    private static final Duration LAG_P999 = Duration.ofMillis(5);
    private static final double LAG_P999_SHARE = 0.10;
    private static final Duration HICCUP = Duration.ofMillis(20);
    private static final Duration STOPPED = Duration.ofMillis(10);
    private static final long SHARE_OF_RUN = 1_000;
    private static final double LATE_WAKE_UPS = 0.05;
    private static final Duration CLOCK_STEP = Duration.ofNanos(1_000);
    private static final double CPU = 0.8;
    private static final double PRESSURE = 0.05;

    /** In less time than this a process has hardly begun, and any share is one of compiling. */
    private static final Duration LEAST_FOR_CPU = Duration.ofSeconds(1);

    private static final double FILES = 0.9;
    private static final int PAUSES_NAMED = 3;

    /**
     * What was seen of the process that made the load, and of its machine.
     *
     * @param cpuShare 0 to 1, of the processors allowed
     * @param longestWait longest time for which a thread that sends waited for a processor, as far as the system tells
     * @param waits all such times of more than 5 ms
     * @param openFiles most file descriptors seen, or -1
     * @param maxFiles their limit, or -1
     * @param lateWakeUps share of the scheduler's wake-ups that came later than it looks out for deadlines, 0 to 1
     * @param longestCheck longest time that a check of the plan kept an I/O thread
     * @param clockStep smallest step in which the clock was seen to advance
     * @param backwardSteps how often it was seen to go back
     */
    public record Signals(
            double cpuShare,
            Processors processors,
            Duration gcPause,
            Duration maxHiccup,
            Pauses pauses,
            Duration longestWait,
            Duration waits,
            long openFiles,
            long maxFiles,
            double lateWakeUps,
            Duration longestCheck,
            Duration clockStep,
            long backwardSteps) {}

    /** Returns the health that follows. */
    public GeneratorHealth judge() {
        List<String> shortage = shortage();
        List<String> lateness = lateness();
        List<String> reasons = new ArrayList<>(shortage);
        reasons.addAll(lateness);
        if (!reasons.isEmpty()) {
            reasons.addAll(surroundings());
        }
        Duration none = Duration.ZERO;
        return new GeneratorHealth(
                reasons,
                lag.isEmpty() ? none : lag.p50(),
                lag.isEmpty() ? none : lag.p99(),
                lag.isEmpty() ? none : lag.p999(),
                lag.isEmpty() ? none : lag.max(),
                signals.cpuShare,
                signals.gcPause,
                signals.maxHiccup,
                signals.openFiles,
                signals.maxFiles,
                signals.processors,
                signals.pauses,
                shortage.isEmpty() ? worstDelay() : GeneratorHealth.UNBOUNDED);
    }

    /** Returns what is no reason of its own, since a machine may be busy with the very service that is measured. */
    private List<String> surroundings() {
        List<String> explanations = new ArrayList<>();
        if (signals.processors.machine() > CPU) {
            explanations.add(String.format(
                    Locale.ROOT,
                    "the machine's processors were %.0f %% busy, %.0f %% with the generator itself",
                    signals.processors.machine() * 100,
                    Math.max(0, signals.cpuShare) * 100));
        }
        if (signals.processors.pressure() > PRESSURE) {
            explanations.add(String.format(
                    Locale.ROOT,
                    "something in its control group or on its machine waited for a processor for %.0f %% of the time",
                    signals.processors.pressure() * 100));
        }
        return explanations;
    }

    /** Returns what the generator lacked; there is no telling by how much that delayed anything, or seemed to. */
    private List<String> shortage() {
        List<String> reasons = new ArrayList<>(shortages);
        boolean longEnough = elapsed.compareTo(LEAST_FOR_CPU) >= 0;
        if (signals.cpuShare > CPU && longEnough) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "it used %.0f %% of its processors (limit %.0f %%)",
                    signals.cpuShare * 100,
                    CPU * 100));
        }
        if (signals.processors.busiestThread() > CPU && longEnough) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "one of its I/O threads was %.0f %% busy (limit %.0f %%)",
                    signals.processors.busiestThread() * 100,
                    CPU * 100));
        }
        if (signals.maxFiles > 0 && signals.openFiles > FILES * signals.maxFiles) {
            reasons.add("it had " + signals.openFiles + " of " + signals.maxFiles + " file descriptors open");
        }
        if (signals.backwardSteps > 0) {
            reasons.add(
                    "its clock went back " + signals.backwardSteps + (signals.backwardSteps == 1 ? " time" : " times"));
        }
        return reasons;
    }

    /** Returns when the generator was late, each of which delayed requests by no more than the worst delay. */
    private List<String> lateness() {
        List<String> reasons = new ArrayList<>();
        lag(99, LAG_P99, LAG_P99_SHARE, reasons);
        lag(99.9, LAG_P999, LAG_P999_SHARE, reasons);
        over("longest hiccup", signals.maxHiccup, HICCUP, reasons);
        Duration paused = signals.pauses.total();
        if (paused.compareTo(atLeast(HICCUP)) > 0) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "it stood still for %.0f ms in all (limit %.0f ms), longest at %s, with up to %d requests in flight",
                    millis(paused),
                    millis(atLeast(HICCUP)),
                    longestPauses(),
                    signals.pauses.affected()));
        }
        if (signals.longestWait.compareTo(HICCUP) > 0 || signals.waits.compareTo(atLeast(HICCUP)) > 0) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "its threads waited for a processor for %.0f ms in all (limit %.0f ms), up to %.1f ms at once"
                            + " (limit %.1f ms)",
                    millis(signals.waits),
                    millis(atLeast(HICCUP)),
                    millis(signals.longestWait),
                    millis(HICCUP)));
        }
        over("garbage collection", signals.gcPause, atLeast(STOPPED), reasons);
        over("stopped by its CPU limit for", signals.processors.throttled(), atLeast(STOPPED), reasons);
        over("a check of the plan kept an I/O thread for", signals.longestCheck, HICCUP, reasons);
        if (signals.lateWakeUps > LATE_WAKE_UPS) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "%.0f %% of its wake-ups came more than 10 ms late (limit %.0f %%)",
                    signals.lateWakeUps * 100,
                    LATE_WAKE_UPS * 100));
        }
        if (signals.clockStep.compareTo(CLOCK_STEP) > 0) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "its clock advances in steps of %.1f µs (limit 1 µs)",
                    signals.clockStep.toNanos() / 1e3));
        }
        return reasons;
    }

    private String longestPauses() {
        return signals.pauses.longest().stream()
                .sorted(Comparator.comparing(Pause::length).reversed())
                .limit(PAUSES_NAMED)
                .sorted(Comparator.comparing(Pause::start))
                .map(pause -> String.format(Locale.ROOT, "%.1f s", pause.start().toMillis() / 1e3))
                .collect(Collectors.joining(", "));
    }

    /**
     * Returns by how much one request may have been delayed: it may have met all that stopped the generator, and then the
     * queue of what had come in meanwhile, which drains with what is left of the processors.
     */
    private Duration worstDelay() {
        double load =
                Math.max(signals.cpuShare, Math.max(signals.processors.busiestThread(), signals.processors.machine()));
        if (load > CPU) {
            return GeneratorHealth.UNBOUNDED;
        }
        Duration stopped = longer(
                longer(signals.maxHiccup, signals.pauses.total()),
                longer(signals.gcPause, signals.processors.throttled()));
        Duration late = lag.isEmpty() ? Duration.ZERO : lag.max();
        double nanos = late.plus(stopped)
                .plus(signals.waits)
                .plus(signals.longestCheck)
                .plus(signals.clockStep)
                .toNanos();
        return Duration.ofNanos(Math.round(nanos / (1 - Math.max(0, load))));
    }

    private void lag(double percentile, Duration least, double share, List<String> reasons) {
        if (!lag.carries(percentile) || response.isEmpty()) {
            return;
        }
        long compared = Math.round(response.percentile(percentile).toNanos() * share);
        String name = percentile == 99 ? "p99" : "p99.9";
        over("schedule lag " + name, lag.percentile(percentile), longer(least, Duration.ofNanos(compared)), reasons);
    }

    /** Returns a thousandth of the run, but no less than a limit for short ones. */
    private Duration atLeast(Duration least) {
        return longer(least, Duration.ofNanos(elapsed.toNanos() / SHARE_OF_RUN));
    }

    private static void over(String what, Duration measured, Duration limit, List<String> reasons) {
        if (measured.compareTo(limit) > 0) {
            reasons.add(
                    String.format(Locale.ROOT, "%s %.1f ms (limit %.1f ms)", what, millis(measured), millis(limit)));
        }
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
