// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How values change steadily from the first to the last of them, few outliers notwithstanding.
 *
 * <p>Sources: Sen, Estimates of the regression coefficient based on Kendall's tau, 1968; Kendall, Rank Correlation
 * Methods, 1948.
 *
 * @param slope the median of the slopes between any two values, per step
 * @param deviations how many standard deviations the rank correlation with time is from none; the sign is the slope's
 */
public record Trend(double slope, double deviations) {

    /** Returns the trend of values at equal distances, two or more. */
    public static Trend of(double[] values) {
        int n = values.length;
        double[] slopes = new double[n * (n - 1) / 2];
        long agreement = 0;
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                slopes[next++] = (values[j] - values[i]) / (j - i);
                agreement += (long) Math.signum(values[j] - values[i]);
            }
        }
        Map<Double, Long> ties = new HashMap<>();
        // Zero is added, since a map tells the two zeros apart.
        Arrays.stream(values).forEach(value -> ties.merge(value + 0.0, 1L, Long::sum));
        double variance =
                weight(n) - ties.values().stream().mapToDouble(Trend::weight).sum();
        return new Trend(Medians.median(slopes), variance <= 0 ? 0 : agreement / Math.sqrt(variance / 18));
    }

    private static double weight(long n) {
        return (double) n * (n - 1) * (2 * n + 5);
    }
}
