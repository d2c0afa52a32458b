// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

/**
 * What a plan demands of its result, written as an expectation such as {@code p99 < 250ms}.
 *
 * @param text the expectation as it was written
 * @param ofServiceTime whether a metric of time means service time; else response time is meant
 * @param ofSteadyState whether a metric of time means the steady part of the run; else the whole run is meant
 * @param metric what is measured
 * @param percentile for {@link Metric#PERCENTILE}, more than 0 and less than 100; else 0
 * @param comparison how the measured value must compare with the limit
 * @param limit nanoseconds for metrics of time, requests per second for {@link Metric#RATE}, a fraction from 0 to 1 for
 *     {@link Metric#ERROR_RATE}, else a count
 * @since 0.1.0
 */
public record Requirement(
        String text,
        boolean ofServiceTime,
        boolean ofSteadyState,
        Metric metric,
        double percentile,
        Comparison comparison,
        double limit) {

    /** Checks that the parts belong together. */
    public Requirement {
        requireNonNull(text, "text");
        requireNonNull(metric, "metric");
        requireNonNull(comparison, "comparison");
        if (metric == Metric.PERCENTILE && !(percentile > 0 && percentile < 100)) {
            throw new IllegalArgumentException("percentile must be between 0 and 100, both excluded: " + percentile);
        }
        if (ofServiceTime && !metric.isTime()) {
            throw new IllegalArgumentException("only a time can be a service time: " + text);
        }
        if (ofSteadyState && (ofServiceTime || !metric.isTime())) {
            throw new IllegalArgumentException("only a response time can be that of the steady part: " + text);
        }
    }

    /** Makes a requirement of the whole run. */
    public Requirement(
            String text, boolean ofServiceTime, Metric metric, double percentile, Comparison comparison, double limit) {
        this(text, ofServiceTime, false, metric, percentile, comparison, limit);
    }

    /** Parses an expectation. */
    public static Requirement parse(String text) {
        return PlanSyntax.expectation(text);
    }

    /**
     * Returns how many samples carry the expectation: 1 beyond the percentile is to be expected, so 100 for p99.
     *
     * <p>Metrics other than percentiles are carried by one sample. Those of the steady part take as many samples of the whole
     * run as it takes to find one.
     */
    public long samplesNeeded() {
        long carrying = metric == Metric.PERCENTILE ? Percentiles.samplesNeeded(percentile) : 1;
        return ofSteadyState ? Math.max(carrying, SteadySearch.LEAST_WINDOWS * SteadySearch.LEAST_TIMES) : carrying;
    }

    @Override
    public String toString() {
        return text;
    }

    /** What can be demanded. */
    public enum Metric {
        /** A percentile of time, {@code p50} to {@code p99.99}. */
        PERCENTILE(true),
        /** The arithmetic mean of time. */
        MEAN(true),
        /** The shortest time. */
        MIN(true),
        /** The longest time. */
        MAX(true),
        /** The standard deviation of time. */
        STDDEV(true),
        /** The number of requests that ended in an error. */
        ERRORS(false),
        /** Errors divided by requests sent. */
        ERROR_RATE(false),
        /** The number of requests sent. */
        REQUESTS(false),
        /** The achieved rate: answers as expected per second. */
        RATE(false);

        private final boolean time;

        Metric(boolean time) {
            this.time = time;
        }

        /** Returns whether the metric is a time, in nanoseconds. */
        public boolean isTime() {
            return time;
        }
    }

    /** How a measured value is compared with its limit. */
    public enum Comparison {
        /** Less than the limit. */
        LESS("<"),
        /** At most the limit. */
        AT_MOST("<="),
        /** More than the limit. */
        GREATER(">"),
        /** At least the limit. */
        AT_LEAST(">="),
        /** Exactly the limit. */
        EQUAL("=");

        private final String symbol;

        Comparison(String symbol) {
            this.symbol = symbol;
        }

        /** Returns the operator as it is written. */
        public String symbol() {
            return symbol;
        }

        /** Returns whether a value satisfies a limit. */
        public boolean holds(double value, double limit) {
            return switch (this) {
                case LESS -> value < limit;
                case AT_MOST -> value <= limit;
                case GREATER -> value > limit;
                case AT_LEAST -> value >= limit;
                case EQUAL -> value == limit;
            };
        }
    }
}
