// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.statistics;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Where a series of values splits best into two that differ in level.
 *
 * @param index of the first value of the second part
 * @param step the median of the second part less that of the first
 * @param deviations how many standard deviations the step is from none
 * @param separate whether no value is nearer to the median of the other part than to that of its own
 */
public record ChangePoint(int index, double step, double deviations, boolean separate) {

    /*
     * The best split leaves the least sum of distances between the values and the medians of their parts. Medians, since
     * a stall makes single values large that say nothing of the level. The noise is the median of the distances, for the
     * same reason; that of logarithms is never taken to be less than half a percent, or equal values would have none.
     */

    /** At the end, fewer values than these are no level. */
    public static final int LEAST_AFTER = 5;

    /** The standard deviation of normal noise in medians of distances from its middle. */
    private static final double DEVIATION_PER_MEDIAN = 1.4826;

    /** The standard deviation of a median in those of a mean. */
    private static final double MEDIAN_PER_MEAN = 1.2533;

    private static final double LEAST_NOISE = 0.005;

    /** Two sums that differ by less are equal; the earlier split is then the better one. */
    private static final double ROUNDING = 1e-12;

    /** Returns the best split of more than {@value #LEAST_AFTER} logarithms. */
    public static ChangePoint of(double[] logarithms) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int index = 1; index <= logarithms.length - LEAST_AFTER; index++) {
            double distances =
                    DoubleStream.of(residuals(logarithms, index)).map(Math::abs).sum();
            if (distances < least - ROUNDING) {
                least = distances;
                best = index;
            }
        }
        double[] before = Arrays.copyOf(logarithms, best);
        double[] after = Arrays.copyOfRange(logarithms, best, logarithms.length);
        double step = Medians.median(after) - Medians.median(before);
        double noise = noise(residuals(logarithms, best));
        double deviation = MEDIAN_PER_MEAN * noise * Math.sqrt(1.0 / before.length + 1.0 / after.length);
        return new ChangePoint(best, step, step / deviation, areSeparate(before, after));
    }

    /** Returns the standard deviation of noise, given the distances from what is not noise. */
    static double noise(double[] residuals) {
        double[] distances = DoubleStream.of(residuals).map(Math::abs).toArray();
        return Math.max(LEAST_NOISE, DEVIATION_PER_MEDIAN * Medians.median(distances));
    }

    private static double[] residuals(double[] values, int index) {
        return DoubleStream.concat(
                        DoubleStream.of(Medians.residuals(Arrays.copyOf(values, index))),
                        DoubleStream.of(Medians.residuals(Arrays.copyOfRange(values, index, values.length))))
                .toArray();
    }

    private static boolean areSeparate(double[] before, double[] after) {
        double first = Medians.median(before);
        double second = Medians.median(after);
        double border = (first + second) / 2;
        double side = Math.signum(second - first);
        return side != 0
                && DoubleStream.of(before).allMatch(value -> Math.signum(border - value) == side)
                && DoubleStream.of(after).allMatch(value -> Math.signum(value - border) == side);
    }
}
