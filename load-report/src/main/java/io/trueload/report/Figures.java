// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.ConfidenceInterval;
import io.trueload.engine.EffectiveSamples;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.PlanSyntax;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which percentiles are shown, and how times and rates are written: one place for all reports. */
final class Figures {

    /** The rows of a whole distribution: hey's seven, and two more that hey does not have. */
    static final List<Double> DISTRIBUTION = List.of(10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 99.0, 99.9, 99.99);

    /** The columns by which two distributions are compared. */
    static final List<Double> COMPARED = List.of(50.0, 90.0, 99.0, 99.9);

    private static final MathContext RATE_DIGITS = new MathContext(9, RoundingMode.HALF_UP);
    private static final MathContext TIME_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private Figures() {}

    /** Returns those percentiles that the samples carry. */
    static List<Double> carried(List<Double> percentiles, LatencyDistribution times) {
        return percentiles.stream().filter(times::carries).toList();
    }

    /**
     * Returns the 95 % intervals of those percentiles of response time that the samples carry, interval included, and that
     * are not of few episodes: there is little to draw from then, and the interval is too narrow.
     */
    static Map<Double, ConfidenceInterval> confidence(LoadResult result, List<Double> percentiles) {
        return result.confidenceIntervals(carried(percentiles, result.responseTime()).stream()
                .filter(percentile -> !isOfFewEpisodes(result, percentile))
                .toList());
    }

    /** Returns whether so few slow episodes lie beyond a percentile of response time that it has no interval. */
    static boolean isOfFewEpisodes(LoadResult result, double percentile) {
        return result.effectiveSamples(percentile)
                .filter(EffectiveSamples::isOfFewEpisodes)
                .isPresent();
    }

    /** Returns a percentile without its sign, such as {@code 99.9}. */
    static String percent(double percentile) {
        return BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
    }

    /** Returns seconds as hey writes them, such as {@code 0.0489}. */
    static String heySeconds(Duration time) {
        return heyNumber(time.toNanos() / 1e9);
    }

    /** Returns a number as hey writes it, with four decimals. */
    static String heyNumber(double number) {
        return String.format(Locale.ROOT, "%4.4f", finite(number));
    }

    /** Returns a time with its unit and three digits, such as {@code 48.9ms}. */
    static String time(Duration time) {
        BigDecimal nanos = BigDecimal.valueOf(time.toNanos()).round(TIME_DIGITS);
        return PlanSyntax.format(Duration.ofNanos(nanos.longValue()));
    }

    /** Returns milliseconds with three decimals, for a column. */
    static String columnMillis(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e6);
    }

    /** Returns a rate as hey writes it, with four decimals. */
    static String heyRate(double rate) {
        return heyNumber(stored(rate));
    }

    /** Returns a rate with its unit, such as {@code 199.6/s}. */
    static String perSecond(double rate) {
        return String.format(Locale.ROOT, "%.1f/s", stored(rate));
    }

    /** Returns a rate as JSON keeps it, so that a result that was stored is told in the same digits. */
    private static double stored(double rate) {
        return number(finite(rate)).doubleValue();
    }

    /** Returns the exact number of milliseconds. */
    static BigDecimal millis(Duration time) {
        return plain(BigDecimal.valueOf(time.toNanos(), 6));
    }

    /** Returns the exact number of seconds. */
    static BigDecimal seconds(Duration time) {
        return plain(BigDecimal.valueOf(time.toNanos(), 9));
    }

    /** Returns a finite number with nine digits; more would be noise. */
    static BigDecimal number(double finite) {
        return plain(BigDecimal.valueOf(finite).round(RATE_DIGITS));
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    /** A rate over no time at all is not a number, and no report may print that. */
    private static double finite(double number) {
        return Double.isFinite(number) ? number : 0;
    }
}
