// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.PlanSyntax;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** How the live view writes numbers: short, with three digits, and without a locale. */
final class LiveNumbers {

    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final double ROUND_FROM = 1_000;

    private LiveNumbers() {}

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String rate(double perSecond) {
        return perSecond >= ROUND_FROM
                ? String.format(Locale.ROOT, "%,.0f/s", perSecond)
                : String.format(Locale.ROOT, "%.1f/s", perSecond);
    }

    /** Returns a rate per second in five characters, without its unit. */
    static String shortRate(double perSecond) {
        if (perSecond < ROUND_FROM) {
            return String.format(Locale.ROOT, perSecond < 100 ? "%.1f" : "%.0f", perSecond);
        }
        double thousands = perSecond / ROUND_FROM;
        return String.format(Locale.ROOT, thousands < 100 ? "%.1fk" : "%.0fk", thousands);
    }

    /** Returns a measured time, such as {@code 12.3ms}. */
    static String time(Duration time) {
        BigDecimal nanos = BigDecimal.valueOf(time.toNanos()).round(DIGITS);
        return PlanSyntax.format(Duration.ofNanos(nanos.longValue()));
    }

    /** Returns a time on the clock to the second, such as {@code 1m05s}. */
    static String clock(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        return seconds < 3_600
                ? String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%dh%02dm%02ds", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", share * 100);
    }
}
