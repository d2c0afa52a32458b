// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import io.trueload.engine.Requirement.Comparison;
import io.trueload.engine.Requirement.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one expectation, {@code [service|steady] METRIC OP VALUE}, and shows where it stops being one. */
final class ExpectationParser {

    private static final String GRAMMAR =
            "write [service|steady] METRIC OP VALUE, such as 'p99 < 250ms', 'error rate = 0%' or 'rate >= 199/s'";
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern SERVICE = Pattern.compile("service\\b");
    private static final Pattern STEADY = Pattern.compile("steady\\b");
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,6})?)(?![\\w.])");
    private static final Pattern NAME = Pattern.compile("error\\s+rate\\b|[a-z]+\\b");
    private static final Pattern OPERATOR = Pattern.compile("<=|>=|==|<|>|=");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final Map<String, Metric> METRICS = Map.of(
            "mean", Metric.MEAN,
            "min", Metric.MIN,
            "max", Metric.MAX,
            "stddev", Metric.STDDEV,
            "errors", Metric.ERRORS,
            "error rate", Metric.ERROR_RATE,
            "requests", Metric.REQUESTS,
            "rate", Metric.RATE);

    private final String text;
    private int position;

    ExpectationParser(String text) {
        this.text = text;
    }

    Requirement parse() {
        skipBlanks();
        boolean service = take(SERVICE) != null;
        boolean steady = !service && take(STEADY) != null;
        skipBlanks();
        int metricStart = position;
        double percentile = 0;
        Metric metric;
        Matcher percentileMatch = match(PERCENTILE);
        if (percentileMatch != null) {
            metric = Metric.PERCENTILE;
            percentile = Double.parseDouble(percentileMatch.group(1));
            if (percentile == 0) {
                throw error(metricStart, "a percentile must be more than 0");
            }
        } else {
            String name = take(NAME);
            metric = name == null ? null : METRICS.get(BLANKS.matcher(name).replaceAll(" "));
            if (metric == null) {
                throw error(
                        metricStart,
                        "expected a metric: p50 to p99.99, mean, min, max, stddev, errors, error rate, requests or rate");
            }
        }
        if (service && !metric.isTime()) {
            throw error(metricStart, "only a time can be a service time");
        }
        if (steady && !metric.isTime()) {
            throw error(metricStart, "only a time can be that of the steady part");
        }
        skipBlanks();
        Comparison comparison = comparison();
        skipBlanks();
        double limit = limit(metric);
        return new Requirement(text.strip(), service, steady, metric, percentile, comparison, limit);
    }

    private Comparison comparison() {
        int start = position;
        String symbol = take(OPERATOR);
        if (symbol == null) {
            throw error(start, "expected <, <=, >, >= or =");
        }
        return switch (symbol) {
            case "<" -> Comparison.LESS;
            case "<=" -> Comparison.AT_MOST;
            case ">" -> Comparison.GREATER;
            case ">=" -> Comparison.AT_LEAST;
            default -> Comparison.EQUAL;
        };
    }

    private double limit(Metric metric) {
        int start = position;
        String value = text.substring(start).strip();
        position = text.length();
        if (metric.isTime()) {
            return duration(value, start);
        }
        return switch (metric) {
            case RATE -> rate(value, start);
            case ERROR_RATE -> fraction(value, start);
            default -> count(value, start);
        };
    }

    private double duration(String value, int start) {
        if (value.equals("0")) {
            return 0;
        }
        try {
            Duration duration = PlanSyntax.duration(value);
            if (!duration.isNegative()) {
                return duration.toNanos();
            }
        } catch (IllegalArgumentException e) {
            throw error(start, "expected a time with its unit, such as 250ms or 1.5s", e);
        }
        throw error(start, "a time must not be negative");
    }

    private double rate(String value, int start) {
        try {
            return PlanSyntax.rate(value).perSecond();
        } catch (IllegalArgumentException e) {
            throw error(start, "expected a positive rate with its unit, such as 200/s", e);
        }
    }

    private double fraction(String value, int start) {
        String number =
                value.endsWith("%") ? value.substring(0, value.length() - 1).strip() : value;
        if (!NUMBER.matcher(number).matches() || !value.endsWith("%") && Double.parseDouble(number) != 0) {
            throw error(start, "expected a percentage, such as 0.1%");
        }
        // Not divided: 0.7 / 100 is less than 7 / 1000.
        double fraction = new BigDecimal(number).movePointLeft(2).doubleValue();
        if (fraction > 1) {
            throw error(start, "an error rate is at most 100%");
        }
        return fraction;
    }

    private double count(String value, int start) {
        if (!NUMBER.matcher(value).matches()) {
            throw error(start, "expected a number");
        }
        return Double.parseDouble(value);
    }

    private void skipBlanks() {
        take(BLANKS);
    }

    private @Nullable String take(Pattern pattern) {
        Matcher matcher = match(pattern);
        return matcher == null ? null : matcher.group();
    }

    private @Nullable Matcher match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        position = matcher.end();
        return matcher;
    }

    private IllegalArgumentException error(int at, String problem) {
        return error(at, problem, null);
    }

    private IllegalArgumentException error(int at, String problem, @Nullable RuntimeException cause) {
        String shown = HttpText.visible(text);
        int column = HttpText.visible(text.substring(0, at)).length();
        return new IllegalArgumentException(
                "not an expectation: " + problem + "\n  " + shown + "\n  " + " ".repeat(column) + "^\n  " + GRAMMAR,
                cause);
    }
}
