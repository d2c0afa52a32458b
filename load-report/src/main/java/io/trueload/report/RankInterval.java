// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * How many of all pairs of two samples are in order by chance: the exact distribution of Mann and Whitney's U.
 *
 * @param outside how many of the sorted ratios of pairs lie outside the interval on each side, plus one: the interval goes
 *     from the {@code outside}-th smallest ratio to the {@code outside}-th largest
 * @param confidence with which the interval holds the true ratio, 0 to 1; at least 0.95, or the interval is that of all
 */
record RankInterval(int outside, double confidence) {

    private static final double LEAST = 0.95;

    /** Returns the narrowest interval of at least 95 % for samples of these sizes. */
    static RankInterval of(int first, int second) {
        BigInteger[] counts = counts(first, second);
        BigInteger all = Arrays.stream(counts).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger below = BigInteger.ZERO;
        // At the least the extremes themselves, which for 4 and more on a side hold more than 95 %.
        double confidence = confidence(counts[0], all);
        int outside = 1;
        for (int u = 0; u < counts.length; u++) {
            below = below.add(counts[u]);
            double held = confidence(below, all);
            if (held < LEAST) {
                break;
            }
            confidence = held;
            outside = u + 1;
        }
        return new RankInterval(outside, confidence);
    }

    private static double confidence(BigInteger below, BigInteger all) {
        return 1 - 2 * below.doubleValue() / all.doubleValue();
    }

    /**
     * Returns in how many orders of both samples each number of pairs is reversed: the coefficients of the Gaussian binomial
     * {@code ∏ (1 − q^(second + i)) / (1 − q^i)}, i from 1 to {@code first}.
     */
    static BigInteger[] counts(int first, int second) {
        int size = first * second + 1;
        BigInteger[] counts = new BigInteger[size];
        Arrays.fill(counts, BigInteger.ZERO);
        counts[0] = BigInteger.ONE;
        for (int i = 1; i <= first; i++) {
            for (int u = size - 1; u >= second + i; u--) {
                counts[u] = counts[u].subtract(counts[u - second - i]);
            }
            for (int u = i; u < size; u++) {
                counts[u] = counts[u].add(counts[u - i]);
            }
        }
        return counts;
    }
}
