// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trueload.engine.Requirement.Comparison;
import io.trueload.engine.Requirement.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationParserTest {

    private static final String METRIC =
            "expected a metric: p50 to p99.99, mean, min, max, stddev, errors, error rate, requests or rate";
    private static final String OPERATOR = "expected <, <=, >, >= or =";
    private static final String TIME = "expected a time with its unit, such as 250ms or 1.5s";
    private static final String RATE = "expected a positive rate with its unit, such as 200/s";
    private static final String PERCENTAGE = "expected a percentage, such as 0.1%";

    @ParameterizedTest
    @CsvSource({
        "p0.000001 < 1ms, 0.000001",
        "p1 < 1ms, 1",
        "p50 < 1ms, 50",
        "p90 < 1ms, 90",
        "p99 < 1ms, 99",
        "p99.9 < 1ms, 99.9",
        "p99.99 < 1ms, 99.99",
        "p99.999999 < 1ms, 99.999999",
    })
    void percentile_anyBetween0And100_isRead(String text, double percentile) {
        assertThat(Requirement.parse(text))
                .isEqualTo(new Requirement(text, false, Metric.PERCENTILE, percentile, Comparison.LESS, 1e6));
    }

    @ParameterizedTest
    @CsvSource({
        "min > 0, MIN, 0",
        "mean > 1us, MEAN, 1e3",
        "max > 1.5s, MAX, 1.5e9",
        "stddev > 1ns, STDDEV, 1",
        "errors > 0, ERRORS, 0",
        "errors > 12, ERRORS, 12",
        "error rate > 0, ERROR_RATE, 0",
        "error rate > 0%, ERROR_RATE, 0",
        "error rate > 0.1 %, ERROR_RATE, 0.001",
        "error  \t rate > 100%, ERROR_RATE, 1",
        "requests > 200, REQUESTS, 200",
        "rate > 199.5/s, RATE, 199.5",
        "rate > 90/min, RATE, 1.5",
    })
    void metric_withItsUnit_isRead(String text, Metric metric, double limit) {
        assertThat(Requirement.parse(text))
                .isEqualTo(new Requirement(text, false, metric, 0, Comparison.GREATER, limit));
    }

    @ParameterizedTest
    @CsvSource({"<, LESS", "<=, AT_MOST", ">, GREATER", ">=, AT_LEAST", "=, EQUAL", "==, EQUAL"})
    void operator_each_isRead(String symbol, Comparison comparison) {
        assertThat(Requirement.parse("mean " + symbol + " 5ms").comparison()).isEqualTo(comparison);
        assertThat(Requirement.parse("mean" + symbol + "5ms").comparison()).isEqualTo(comparison);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p99", "mean", "min", "max", "stddev"})
    void service_beforeATime_meansServiceTime(String metric) {
        Requirement requirement = Requirement.parse("  service  " + metric + " <= 5ms ");

        assertThat(requirement.ofServiceTime()).isTrue();
        assertThat(requirement.text()).isEqualTo("service  " + metric + " <= 5ms");
    }

    @ParameterizedTest
    @CsvSource({"0ns, 0", "-0s, 0", "0.5ms, 5e5", "1m30s, 9e10", "2h, 7.2e12"})
    void time_inAnyUnit_isInNanoseconds(String value, double nanos) {
        assertThat(Requirement.parse("max < " + value).limit()).isEqualTo(nanos);
    }

    @Test
    void percentage_tenthsOfAPercent_areTheSameNumberAsTheShareTheyName() {
        for (int tenths = 0; tenths <= 1000; tenths++) {
            String text = "error rate <= " + tenths / 10 + "." + tenths % 10 + "%";

            assertThat(Requirement.parse(text).limit()).as(text).isEqualTo(tenths / 1000.0);
        }
    }

    @Test
    void mistake_any_showsTextCaretAndGrammar() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requirement.parse("p99 < 250"))
                .withMessage("""
                        not an expectation: expected a time with its unit, such as 250ms or 1.5s
                          p99 < 250
                                ^
                          write [service|steady] METRIC OP VALUE, such as 'p99 < 250ms', 'error rate = 0%' or 'rate >= 199/s'""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "\"\"|0",
                "   |3",
                "service|7",
                "service |8",
                "services p99 < 1s|0",
                "service service p99 < 1s|8",
                "P99 < 1s|0",
                "p < 1s|0",
                "p100 < 1s|0",
                "p-1 < 1s|0",
                "p99. < 1s|0",
                "p99x < 1s|0",
                "p99.9.9 < 1s|0",
                "p99.1234567 < 1s|0",
                "median < 1s|0",
                "error < 1|0",
                "errorrate < 1%|0",
                "  latency < 1s|2",
                "< 1s|0",
                "99 < 1s|0",
            })
    void metric_unknownOrMissing_isPointedAt(String text, int column) {
        assertMistake(text, METRIC, column);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "p99|3",
                "p99 |4",
                "p99 1s|4",
                "p99 ! 1s|4",
                "p99 ≤ 1s|4",
                "service p99 is 1s|12",
                "error rate 0%|11",
                "rate rate > 1/s|5",
                "mean max < 1s|5",
            })
    void operator_missing_isPointedAt(String text, int column) {
        assertMistake(text, OPERATOR, column);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "p99 <|5|" + TIME,
                "p99 < |6|" + TIME,
                "p99 < 250|6|" + TIME,
                "p99 < ms|6|" + TIME,
                "p99 < 250 ms|6|" + TIME,
                "p99 < 250ms and more|6|" + TIME,
                "p99 =< 250ms|5|" + TIME,
                "p99 <> 250ms|5|" + TIME,
                "p99 < 5%|6|" + TIME,
                "p99 < 5/s|6|" + TIME,
                "  service mean<x|15|" + TIME,
                "p99 < -5ms|6|a time must not be negative",
                "rate >=|7|" + RATE,
                "rate >= 200|8|" + RATE,
                "rate >= 0/s|8|" + RATE,
                "rate >= -1/s|8|" + RATE,
                "rate >= 5ms|8|" + RATE,
                "error rate <|12|" + PERCENTAGE,
                "error rate < 5|13|" + PERCENTAGE,
                "error rate < %|13|" + PERCENTAGE,
                "error rate < -1%|13|" + PERCENTAGE,
                "error rate < 1%%|13|" + PERCENTAGE,
                "error rate < .1%|13|" + PERCENTAGE,
                "error rate < 100.1%|13|an error rate is at most 100%",
                "errors <|8|expected a number",
                "errors < 5%|9|expected a number",
                "errors < -1|9|expected a number",
                "errors < 1e3|9|expected a number",
                "errors < 1,000|9|expected a number",
                "requests >= many|12|expected a number",
            })
    void value_wrong_isPointedAt(String text, int column, String problem) {
        assertMistake(text, problem, column);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"p0 < 1s | 0", "service p0 < 1s | 8", "p00 < 1s | 0", "p0.0 < 1s | 0", "p0.000000 < 1s | 0"})
    void percentile_ofZero_isPointedAt(String text, int column) {
        assertMistake(text, "a percentile must be more than 0", column);
    }

    @ParameterizedTest
    @ValueSource(strings = {"errors < 1", "error rate < 1%", "requests > 1", "rate > 1/s"})
    void service_beforeAnythingButATime_isPointedAt(String rest) {
        assertMistake("service " + rest, "only a time can be a service time", 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p99", "mean", "min", "max", "stddev"})
    void steady_beforeATime_meansTheSteadyPart(String metric) {
        Requirement requirement = Requirement.parse(" steady  " + metric + " <= 5ms ");

        assertThat(requirement.ofSteadyState()).isTrue();
        assertThat(requirement.ofServiceTime()).isFalse();
        assertThat(Requirement.parse(metric + " <= 5ms").ofSteadyState()).isFalse();
    }

    @Test
    void steady_beforeAnythingElse_isPointedAt() {
        assertMistake("steady errors < 1", "only a time can be that of the steady part", 7);
        assertMistake("steady service p99 < 1s", METRIC, 7);
        assertMistake("service steady p99 < 1s", METRIC, 8);
    }

    @Test
    void mistake_afterControlCharacters_isPointedAtBelowTheirEscapes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requirement.parse("p99\r\n\t< soon"))
                .withMessage(message("p99\\r\\n\\u0009< soon", TIME, 15));
    }

    @Test
    void mistake_inTheValue_keepsTheCause() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requirement.parse("rate > 5"))
                .havingCause()
                .isInstanceOf(IllegalArgumentException.class)
                .withMessage("not a rate: '5'; write requests and a unit, such as 200/s or 90/min");
    }

    private static void assertMistake(String text, String problem, int column) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Requirement.parse(text))
                .withMessage(message(text, problem, column));
    }

    private static String message(String shown, String problem, int column) {
        return "not an expectation: " + problem + "\n  " + shown + "\n  " + " ".repeat(column) + "^\n"
                + "  write [service|steady] METRIC OP VALUE, such as 'p99 < 250ms', 'error rate = 0%' or 'rate >= 199/s'";
    }
}
