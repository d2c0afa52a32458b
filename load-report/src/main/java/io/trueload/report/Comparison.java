// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.Verdict.Kind;
import java.time.Duration;
import java.util.List;

/**
 * Whether new runs are slower than those of a baseline. The run is what is counted, not the request: the requests of a run
 * share its JVM, its connections and its minute, and tell nothing about how much runs differ.
 *
 * <p>A percentile fails only if the whole confidence interval of the ratio lies beyond the tolerance, and the difference is
 * more than the floor. It is inconclusive if the ratio lies beyond, but not the whole interval.
 *
 * @param limits how much slower is too slow
 * @param percentiles those that all usable runs carry
 * @param kind the one word for all of them
 * @param reasons why that is not {@link Kind#PASS}, one sentence each
 * @param notes what else should be known
 * @since 0.1.0
 */
public record Comparison(
        Baseline base,
        Baseline fresh,
        Limits limits,
        List<Percentile> percentiles,
        Kind kind,
        List<String> reasons,
        List<String> notes) {

    /** Copies the lists. */
    public Comparison {
        requireNonNull(base, "base");
        requireNonNull(fresh, "fresh");
        requireNonNull(limits, "limits");
        requireNonNull(kind, "kind");
        percentiles = List.copyOf(percentiles);
        reasons = List.copyOf(reasons);
        notes = List.copyOf(notes);
    }

    /**
     * Compares by the default limits.
     *
     * @throws IllegalArgumentException as {@link #of(Baseline, Baseline, Limits)}
     * @since 0.1.0
     */
    public static Comparison of(Baseline base, Baseline fresh) {
        return of(base, fresh, Limits.DEFAULT);
    }

    /**
     * Compares.
     *
     * @throws IllegalArgumentException if a side has fewer than {@value Baseline#LEAST_RUNS} runs, if both are not of one
     *     plan, or a run is on both sides
     * @since 0.1.0
     */
    public static Comparison of(Baseline base, Baseline fresh, Limits limits) {
        return new ComparisonRules(base, fresh, limits).compare();
    }

    /**
     * Returns the comparison as text for people: a row for each percentile, and the verdict with its reasons as the last
     * thing said; its lines end in {@code \n} everywhere.
     *
     * @since 0.1.0
     */
    public String render() {
        return new ComparisonText(this).render();
    }

    /**
     * How much slower is too slow: both must be exceeded.
     *
     * @param tolerance as a share of the baseline's time: 0.1 is 10 %
     * @param floor what nobody would notice, and what lies within the generator's own noise
     * @since 0.1.0
     */
    public record Limits(double tolerance, Duration floor) {

        /** More than 10 % and more than 1 ms. */
        public static final Limits DEFAULT = new Limits(0.1, Duration.ofMillis(1));

        /** Checks the range. */
        public Limits {
            if (!(tolerance >= 0 && tolerance <= 10)) {
                throw new IllegalArgumentException(
                        "tolerance must be from 0% to 1000%: " + Figures.percent(tolerance * 100) + "%");
            }
            if (floor.isNegative()) {
                throw new IllegalArgumentException("floor must not be negative: " + floor);
            }
        }

        /** Returns the limits in words: {@code 10% and 1ms}. */
        @Override
        public String toString() {
            return ComparisonText.percent(tolerance) + " and " + Figures.time(floor);
        }
    }

    /**
     * One percentile of response time on both sides.
     *
     * @param percentile such as 99
     * @param base median of the baseline's runs
     * @param fresh median of the new runs
     * @param ratio how many times as long the new ones are: Hodges and Lehmann's estimate
     * @param lower lower end of the ratio's confidence interval
     * @param upper upper end of it
     * @param confidence with which the interval holds the true ratio, 0 to 1; exact, at least 0.95
     * @param difference by how much the new ones are longer: the median of the differences of all pairs
     * @since 0.1.0
     */
    public record Percentile(
            double percentile,
            Duration base,
            Duration fresh,
            double ratio,
            double lower,
            double upper,
            double confidence,
            Duration difference,
            Kind kind) {

        /** Returns the name, such as {@code p99}. */
        public String name() {
            return RunFigures.field(percentile);
        }
    }
}
