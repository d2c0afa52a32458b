// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.statistics;

import java.util.function.DoublePredicate;

/**
 * The bounds of a share of which some successes in independent trials were seen, each with its own confidence.
 *
 * <p>Source: Clopper and Pearson, The use of confidence or fiducial limits, 1934.
 */
public final class ShareBounds {

    private ShareBounds() {}

    /** Returns the largest share with which so few successes are not yet too unlikely. */
    public static double upper(long successes, long trials, double confidence) {
        return successes == trials
                ? 1
                : border(share -> new Binomial(trials, share).atMost(successes) > 1 - confidence);
    }

    /** Returns the smallest share with which so many successes are not yet too unlikely. */
    public static double lower(long successes, long trials, double confidence) {
        return successes == 0
                ? 0
                : border(share -> new Binomial(trials, share).moreThan(successes - 1) <= 1 - confidence);
    }

    /** Returns where a condition that holds for small shares ceases to hold. */
    private static double border(DoublePredicate holds) {
        double low = 0;
        double high = 1;
        for (double middle = 0.5; middle > low && middle < high; middle = (low + high) / 2) {
            if (holds.test(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
