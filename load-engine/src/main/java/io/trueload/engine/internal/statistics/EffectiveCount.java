// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.statistics;

import java.util.Arrays;

/** How many independent samples tell as much about a share as samples that came in blocks of time. */
public final class EffectiveCount {

    /*
     * Known are, for each block of time, how many samples it has and how many of them lie beyond a value. Were all samples
     * independent, the share beyond would vary by p(1 - p)/n. How much it does vary is seen in the blocks: of each the
     * surplus, its number beyond less its part of all, and the sum of the squares of these. What comes in the same stall
     * comes in the same block, so it adds to one surplus and not to many. A stall across a border adds to two blocks in a
     * row, so the products of neighbors are added, then those of blocks further apart, until the first that are not
     * positive. The ratio of the two variances is how many samples one independent sample is worth.
     *
     * Sources: Kish, Survey Sampling, 1965 (design effect); Geyer, Practical Markov chain Monte Carlo, 1992 (where to stop).
     */

    private EffectiveCount() {}

    /**
     * Returns the number, from 1 to the number of samples.
     *
     * @param samples of each block in the order of time, two blocks or more
     * @param beyond those of them that lie beyond the value
     */
    public static double of(long[] samples, long[] beyond) {
        int blocks = samples.length;
        double count = Arrays.stream(samples).sum();
        double share = Arrays.stream(beyond).sum() / count;
        double[] surplus = new double[blocks];
        Arrays.setAll(surplus, i -> beyond[i] - share * samples[i]);
        double squares = products(surplus, 0);
        for (int apart = 1; apart < blocks; apart++) {
            double products = products(surplus, apart);
            if (products <= 0) {
                break;
            }
            squares += 2 * products;
        }
        double variance = squares * blocks / (blocks - 1);
        double effective = variance == 0 ? count : count * count * share * (1 - share) / variance;
        return Math.max(1, Math.min(count, effective));
    }

    private static double products(double[] surplus, int apart) {
        double sum = 0;
        for (int i = apart; i < surplus.length; i++) {
            sum += surplus[i] * surplus[i - apart];
        }
        return sum;
    }
}
