// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Verdict.Judgment;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a verdict says of each requirement. */
class VerdictRulesTest {

    private static final String FEW = "no upper confidence bound below 299 samples";

    @ParameterizedTest
    @CsvSource({
        "min = 1ms, 1ms",
        "p50 = 500ms, 500ms",
        "p99 = 990ms, 990ms",
        "p99.9 = 999ms, 999ms",
        "max = 1s, 1s",
        "mean = 500.5ms, 500.5ms",
        "stddev < 289ms, 288.7ms",
        "service max = 1ms, 1ms",
        "service p50 = 1ms, 1ms",
        "errors = 50, 50",
        "error rate <= 5%, 5%",
        "requests = 1000, 1000",
        "rate >= 94.9/s, 95.0/s",
    })
    void actual_ofEachMetric_isReadFromTheResult(String expectation, String actual) {
        Results results = Results.expecting(expectation)
                .outcome(Outcome.OK, 950)
                .outcome(Outcome.BAD_STATUS, 50)
                .rates(0, 100, 95)
                .responseTime(SortedTimes.millisUpTo(1_000));

        Judgment judgment = only(results);

        assertThat(judgment.actual()).isEqualTo(actual);
        assertThat(judgment.met()).isTrue();
        assertThat(judgment.carried()).isTrue();
        assertThat(judgment.requirement()).isEqualTo(Requirement.parse(expectation));
    }

    @ParameterizedTest
    @EnumSource
    void metric_each_isJudged(Requirement.Metric metric) {
        String value = switch (metric) {
            case PERCENTILE -> "p50 < 1s";
            case MEAN -> "mean < 1s";
            case MIN -> "min < 1s";
            case MAX -> "max < 1s";
            case STDDEV -> "stddev < 1s";
            case ERRORS -> "errors < 1";
            case ERROR_RATE -> "error rate < 1%";
            case REQUESTS -> "requests > 1";
            case RATE -> "rate > 1/s";
        };

        assertThat(only(Results.expecting(value)).requirement().metric()).isEqualTo(metric);
        assertThat(only(Results.expecting(value)).met()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 1ns",
        "9999, 9.999us",
        "12345, 12.35us",
        "999949, 999.9us",
        "999950, 1ms",
        "412345678, 412.3ms",
        "412350000, 412.4ms",
        "1000000000, 1s",
        "61234567890, 61.23s",
    })
    void actual_ofATime_hasNoMoreDigitsThanTheDistribution(long nanos, String actual) {
        Results results = Results.expecting("max > 1h").responseTime(SortedTimes.of(Duration.ofNanos(nanos)));

        assertThat(only(results).actual()).isEqualTo(actual);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1000, 0%",
        "1000, 1000, 100%",
        "500, 1000, 50%",
        "100, 1000, 10%",
        "1, 1000, 0.1%",
        "1, 3, 33.33%",
        "2, 3, 66.67%",
        "1, 30000, 0.003333%",
        "1, 100000, 0.001%",
        "1, 1000000, 0.0001%",
    })
    void actual_ofTheErrorRate_isAPercentage(long errors, long sent, String actual) {
        assertThat(only(errorsOf(errors, sent)).actual()).isEqualTo(actual);
    }

    @Test
    void actual_ofATinyErrorRate_hasNoExponent() {
        assertThat(only(errorsOf(1, 10_000_000)).actual()).isEqualTo("0.00001%");
    }

    @ParameterizedTest
    @CsvSource({"rate >= 200/s, 200.0/s", "error rate <= 10%, 10%", "max <= 250ms, 250ms"})
    void actual_thatMissesByLittle_isNotShownAsTheLimit(String expectation, String limit) {
        Results results = Results.expecting(expectation)
                .outcome(Outcome.OK, 899_999)
                .outcome(Outcome.BAD_STATUS, 100_001)
                .rates(0, 200, 199.97)
                .responseTime(SortedTimes.of(Duration.ofNanos(250_040_000)));

        assertThat(only(results).met()).isFalse();
        assertThat(only(results).actual()).isNotEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource({"p50, 1, 2", "p90, 9, 10", "p99, 99, 100", "p99.9, 999, 1000"})
    void percentile_tooFewSamples_isNotCarriedAndNotMet(String percentile, int has, long needs) {
        Judgment judgment = only(
                Results.expecting(percentile + " < 1s").responseTime(SortedTimes.repeat(has, Duration.ofMillis(1))));

        assertThat(judgment.carried()).isFalse();
        assertThat(judgment.met()).isFalse();
        assertThat(judgment.actual()).isEqualTo("needs " + needs + " samples, has " + has);
        assertThat(judgment.note()).isEmpty();
    }

    @Test
    void serviceTime_tooFewSamples_isNotCarriedThoughTheResponseTimeIs() {
        Judgment judgment = only(Results.expecting("service mean < 1s").serviceTime(SortedTimes.none()));

        assertThat(judgment.carried()).isFalse();
        assertThat(judgment.actual()).isEqualTo("needs 1 sample, has 0");
    }

    @ParameterizedTest
    @CsvSource({"100, true", "298, true", "299, false", "1000, false"})
    void note_belowTheUpperBound_saysThatThereIsNone(int samples, boolean said) {
        Results results = Results.expecting("p99 < 250ms").all(Outcome.OK, samples);

        assertThat(only(results).note()).isEqualTo(said ? FEW : "");
        assertThat(results.verdict().kind()).isEqualTo(Verdict.Kind.PASS);
    }

    @Test
    void note_requestsWithoutATime_areCountedForTimesOnly() {
        assertThat(only(Results.expecting("max < 1s").outcome(Outcome.CONNECT_FAILED, 3))
                        .note())
                .isEqualTo("3 requests that failed without an answer have no time");
        assertThat(only(Results.expecting("errors < 9").outcome(Outcome.CONNECT_FAILED, 3))
                        .note())
                .isEmpty();
        assertThat(only(Results.expecting("max < 1s").outcome(Outcome.CONNECT_FAILED, 0))
                        .note())
                .isEmpty();
    }

    @Test
    void note_metByAnUnhealthyGenerator_saysSo() {
        assertThat(only(Results.expecting("errors = 0").unhealthy("late")).note())
                .isEqualTo("met although the generator was not healthy");
        assertThat(only(Results.expecting("p50 < 1ms").unhealthy("late")).note())
                .isEmpty();
        assertThat(only(Results.expecting("errors > 0").unhealthy("late")).note())
                .isEqualTo("the generator was not healthy, but that does not explain the miss");
    }

    @ParameterizedTest
    @CsvSource({
        "error rate < 1%, 0, 298, not proven: of 298 requests as many go well by chance where up to 1% are errors",
        "error rate < 1%, 0, 299, ''",
        "error rate <= 1%, 1, 300, not proven: of 300 requests as many go well by chance where up to 1.571% are errors",
        "error rate = 0%, 0, 10, ''",
        "error rate < 1%, 9, 300, ''",
        "error rate > 1%, 9, 300, ''",
    })
    void note_errorRateThatFewRequestsDoNotProve_saysSo(String expectation, long errors, long sent, String note) {
        Results results = Results.expecting(expectation)
                .outcome(Outcome.OK, sent - errors)
                .outcome(Outcome.BAD_STATUS, errors)
                .responseTime(SortedTimes.repeat((int) sent, Duration.ofMillis(10)));

        assertThat(only(results).note()).isEqualTo(note);
    }

    @Test
    void note_severalReasons_areJoinedBySemicolons() {
        Results results = Results.expecting("p99 < 250ms")
                .all(Outcome.OK, 100)
                .outcome(Outcome.TLS_FAILED, 2)
                .unhealthy("late");

        assertThat(only(results).note())
                .isEqualTo(FEW + "; 2 requests that failed without an answer have no time; met although the generator"
                        + " was not healthy");
    }

    @Test
    void judgments_several_areInTheOrderOfThePlan() {
        assertThat(Results.expecting("errors = 0", "max < 1ms", "p99.99 < 1s")
                        .verdict()
                        .requirements())
                .extracting(Judgment::actual)
                .containsExactly("0", "10ms", "needs 10000 samples, has 1000");
    }

    private static Results errorsOf(long errors, long sent) {
        return Results.expecting("error rate > 100%")
                .outcome(Outcome.OK, sent - errors)
                .outcome(Outcome.BAD_STATUS, errors);
    }

    private static Judgment only(Results results) {
        assertThat(results.verdict().requirements()).hasSize(1);
        return results.verdict().requirements().get(0);
    }
}
