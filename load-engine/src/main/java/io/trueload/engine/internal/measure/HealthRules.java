// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.LatencyDistribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * When a generator counts as healthy.
 *
 * @param lag the generator's own lateness
 * @param response what it is compared with: lateness that is small beside the response times does no harm
 * @param cpuShare 0 to 1, of the processors available
 * @param openFiles most file descriptors seen, or -1
 * @param maxFiles their limit, or -1
 * @param shortages what the machine ran out of, one sentence each
 */
public record HealthRules(
        LatencyDistribution lag,
        LatencyDistribution response,
        Duration elapsed,
        double cpuShare,
        Duration gcPause,
        Duration maxHiccup,
        long openFiles,
        long maxFiles,
        List<String> shortages) {

    private static final Duration LAG_P99 = Duration.ofMillis(1);
    private static final double LAG_P99_SHARE = 0.05;
    private static final Duration LAG_P999 = Duration.ofMillis(5);
    private static final double LAG_P999_SHARE = 0.10;
    private static final Duration HICCUP = Duration.ofMillis(20);
    private static final Duration GC = Duration.ofMillis(10);
    private static final long GC_SHARE = 1_000;
    private static final double CPU = 0.8;

    /** In less time than this a process has hardly begun, and any share is one of compiling. */
    private static final Duration LEAST_FOR_CPU = Duration.ofSeconds(1);

    private static final double FILES = 0.9;

    /** Returns the health that follows. */
    public GeneratorHealth judge() {
        List<String> reasons = new ArrayList<>(shortages);
        lag(99, LAG_P99, LAG_P99_SHARE, reasons);
        lag(99.9, LAG_P999, LAG_P999_SHARE, reasons);
        over("longest hiccup", maxHiccup, HICCUP, reasons);
        over("garbage collection", gcPause, longer(GC, elapsed.dividedBy(GC_SHARE)), reasons);
        if (cpuShare > CPU && elapsed.compareTo(LEAST_FOR_CPU) >= 0) {
            reasons.add(String.format(
                    Locale.ROOT, "it used %.0f %% of its processors (limit %.0f %%)", cpuShare * 100, CPU * 100));
        }
        if (maxFiles > 0 && openFiles > FILES * maxFiles) {
            reasons.add("it had " + openFiles + " of " + maxFiles + " file descriptors open");
        }
        Duration none = Duration.ZERO;
        return new GeneratorHealth(
                reasons,
                lag.isEmpty() ? none : lag.p50(),
                lag.isEmpty() ? none : lag.p99(),
                lag.isEmpty() ? none : lag.max(),
                cpuShare,
                gcPause,
                maxHiccup,
                openFiles,
                maxFiles);
    }

    private void lag(double percentile, Duration least, double share, List<String> reasons) {
        if (!lag.carries(percentile) || response.isEmpty()) {
            return;
        }
        long compared = Math.round(response.percentile(percentile).toNanos() * share);
        String name = percentile == 99 ? "p99" : "p99.9";
        over("schedule lag " + name, lag.percentile(percentile), longer(least, Duration.ofNanos(compared)), reasons);
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
