// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.statistics;

import java.util.function.LongPredicate;

/**
 * How many of some independent trials succeed.
 *
 * @param trials 0 or more
 * @param chance of one trial, between 0 and 1, both excluded
 */
public record Binomial(long trials, double chance) {

    /*
     * A tail is summed term by term, from its largest term outwards, each got from the one before by a ratio. The tail
     * that is summed is always the one beyond the mean, so that small probabilities keep their digits, and some ten
     * standard deviations of terms are enough. The first term is written as a normal density times what the factorials
     * and the logarithms deviate from it: those deviations are small, where the factorials themselves have no digits left.
     *
     * Source: Loader, Fast and accurate computation of binomial probabilities, 2000.
     */

    /** Terms smaller than this share of the sum no longer change it. */
    private static final double NEGLIGIBLE = 1e-18;

    /** Below, the factorial is exact, and Stirling's series is not yet. */
    private static final int SERIES_FROM = 16;

    /** Checks the ranges. */
    public Binomial {
        if (trials < 0 || !(chance > 0 && chance < 1)) {
            throw new IllegalArgumentException(
                    "trials must be 0 or more and their chance between 0 and 1: " + trials + ", " + chance);
        }
    }

    /** Returns the probability of so many successes or fewer. */
    public double atMost(long successes) {
        if (successes < 0 || successes >= trials) {
            return successes < 0 ? 0 : 1;
        }
        return successes < mean() ? lowerTail(successes) : 1 - upperTail(successes + 1);
    }

    /** Returns the probability of more successes than that. */
    public double moreThan(long successes) {
        if (successes < 0 || successes >= trials) {
            return successes < 0 ? 1 : 0;
        }
        return successes < mean() ? 1 - lowerTail(successes) : upperTail(successes + 1);
    }

    /** Returns the least number of successes that is exceeded with no more than the given probability. */
    public long exceededByAtMost(double probability) {
        return least(successes -> moreThan(successes) <= probability);
    }

    /** Returns the least number of successes that is reached from below, or equaled, with more than the given probability. */
    public long reachedByMoreThan(double probability) {
        return least(successes -> atMost(successes) > probability);
    }

    private double mean() {
        return trials * chance;
    }

    private double lowerTail(long from) {
        double term = probability(from);
        double sum = term;
        for (long i = from; i > 0 && term > NEGLIGIBLE * sum; i--) {
            term *= i * (1 - chance) / ((trials - i + 1) * chance);
            sum += term;
        }
        return Math.min(1, sum);
    }

    private double upperTail(long from) {
        double term = probability(from);
        double sum = term;
        for (long i = from; i < trials && term > NEGLIGIBLE * sum; i++) {
            term *= (trials - i) * chance / ((i + 1) * (1 - chance));
            sum += term;
        }
        return Math.min(1, sum);
    }

    private double probability(long successes) {
        long failures = trials - successes;
        if (successes == 0 || failures == 0) {
            return Math.exp(successes == 0 ? trials * Math.log1p(-chance) : trials * Math.log(chance));
        }
        double correction = stirlingError(trials) - stirlingError(successes) - stirlingError(failures);
        double deviance = deviance((double) successes, mean()) + deviance((double) failures, trials * (1 - chance));
        return Math.exp(correction - deviance) / Math.sqrt(2 * Math.PI * successes * ((double) failures / trials));
    }

    /** Returns the logarithm of n! less Stirling's formula for it. */
    private static double stirlingError(long n) {
        if (n < SERIES_FROM) {
            double factorial = 1;
            for (int i = 2; i <= n; i++) {
                factorial *= i;
            }
            return Math.log(factorial) - (n + 0.5) * Math.log((double) n) + n - 0.5 * Math.log(2 * Math.PI);
        }
        double inverse = 1.0 / n;
        double square = inverse * inverse;
        return inverse * (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0 - square / 1680)));
    }

    /** Returns {@code x ln(x / expected) + expected - x}. */
    private static double deviance(double x, double expected) {
        double relative = (x - expected) / expected;
        return expected * ((1 + relative) * Math.log1p(relative) - relative);
    }

    /** Returns the least number for which a condition holds that holds for all larger ones, and for all trials. */
    private long least(LongPredicate condition) {
        long low = 0;
        long high = trials;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (condition.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
