// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

/** How many samples it takes before a percentile means something. */
final class Percentiles {

    private Percentiles() {}

    /** Returns the samples of which one is expected beyond the percentile: 100 for p99, 1,000 for p99.9. */
    static long samplesNeeded(double percentile) {
        return (long) Math.ceil(1 / beyond(percentile) - 1e-9);
    }

    /** Returns the share beyond the percentile: 0.01 for p99. */
    static double beyond(double percentile) {
        // The decimal text is exact where the binary fraction is not: 100 - 99.9 is 0.0999…94.
        return Math.round((100 - percentile) * 1e9) / 1e11;
    }

    /**
     * Returns the samples from which an upper 95 % confidence bound of the percentile exists: 299 for p99.
     *
     * <p>Source: Hahn and Meeker, Statistical Intervals: {@code n >= ln(0.05) / ln(p)}.
     */
    static long samplesForUpperBound(double percentile) {
        return samplesBeyond(0.05, percentile);
    }

    /** Returns the samples of which all lie below the percentile with no more than the given probability. */
    private static long samplesBeyond(double probability, double percentile) {
        return (long) Math.ceil(Math.log(probability) / Math.log(percentile / 100));
    }
}
