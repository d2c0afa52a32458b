// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.statistics;

/**
 * The ranks between which a quantile of independent samples lies, whatever their distribution.
 *
 * <p>Source: Hahn and Meeker, Statistical Intervals, 1991, section 5.2.
 *
 * @param lower the rank of the lower end in ascending order, the first of which is 1; 0 if the samples have none
 * @param upper the rank of the upper end; one more than there are samples if they have none
 */
public record OrderStatistics(long lower, long upper) {

    /**
     * Returns the ranks of a two-sided interval.
     *
     * @param samples how many there are
     * @param quantile between 0 and 1
     * @param confidence between 0 and 1, such as 0.95
     */
    public static OrderStatistics of(long samples, double quantile, double confidence) {
        double tail = (1 - confidence) / 2;
        Binomial below = new Binomial(samples, quantile);
        return new OrderStatistics(below.reachedByMoreThan(tail), below.exceededByAtMost(tail) + 1);
    }
}
