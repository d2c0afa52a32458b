// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import java.util.Arrays;

/**
 * By how much one sample of times is longer than another: Hodges and Lehmann's estimate on logarithms.
 *
 * @param estimate the median of the ratios of all pairs
 * @param lower the lower end of the interval
 * @param upper the upper end
 * @param confidence with which the interval holds the true ratio, 0 to 1
 */
record TimeRatio(double estimate, double lower, double upper, double confidence) {

    /** Returns the ratio of {@code fresh} to {@code base}; a time of 0 in {@code fresh} is shorter than any other. */
    static TimeRatio of(double[] base, double[] fresh) {
        RankInterval ranks = RankInterval.of(base.length, fresh.length);
        double[] logarithms = new double[base.length * fresh.length];
        int pair = 0;
        for (double after : fresh) {
            for (double before : base) {
                logarithms[pair++] = Math.log(after) - Math.log(before);
            }
        }
        Arrays.sort(logarithms);
        return new TimeRatio(
                Math.exp(median(logarithms)),
                Math.exp(logarithms[ranks.outside() - 1]),
                Math.exp(logarithms[logarithms.length - ranks.outside()]),
                ranks.confidence());
    }

    /** Returns the median of the differences of all pairs: by how much {@code fresh} is longer. */
    static double shift(double[] base, double[] fresh) {
        double[] differences = new double[base.length * fresh.length];
        int pair = 0;
        for (double after : fresh) {
            for (double before : base) {
                differences[pair++] = after - before;
            }
        }
        Arrays.sort(differences);
        return median(differences);
    }

    /** Returns the median of values in ascending order. */
    static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
