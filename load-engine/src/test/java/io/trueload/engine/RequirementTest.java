// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.trueload.engine.Requirement.Comparison;
import io.trueload.engine.Requirement.Metric;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementTest {

    @ParameterizedTest
    @CsvSource({"p1, 2", "p50, 2", "p90, 10", "p95, 20", "p99, 100", "p99.9, 1000", "p99.99, 10000"})
    void samplesNeeded_percentile_isOneExpectedBeyondIt(String percentile, long samples) {
        assertThat(Requirement.parse(percentile + " < 1s").samplesNeeded()).isEqualTo(samples);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PERCENTILE")
    void samplesNeeded_otherMetrics_isOne(Metric metric) {
        assertThat(new Requirement("any", false, metric, 0, Comparison.LESS, 1).samplesNeeded())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "LESS, true, false, false",
        "AT_MOST, true, true, false",
        "GREATER, false, false, true",
        "AT_LEAST, false, true, true",
        "EQUAL, false, true, false",
    })
    void holds_belowAtAndAboveTheLimit_followsTheOperator(
            Comparison comparison, boolean below, boolean at, boolean above) {
        assertThat(comparison.holds(Math.nextDown(1.0), 1)).isEqualTo(below);
        assertThat(comparison.holds(1, 1)).isEqualTo(at);
        assertThat(comparison.holds(Math.nextUp(1.0), 1)).isEqualTo(above);
    }

    @ParameterizedTest
    @EnumSource
    void symbol_each_parsesToItsComparison(Comparison comparison) {
        assertThat(Requirement.parse("mean " + comparison.symbol() + " 5ms").comparison())
                .isEqualTo(comparison);
    }

    @Test
    void isTime_ofMetrics_separatesTimesFromNumbers() {
        assertThat(Arrays.stream(Metric.values()).filter(Metric::isTime))
                .containsExactly(Metric.PERCENTILE, Metric.MEAN, Metric.MIN, Metric.MAX, Metric.STDDEV);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 100, 101, Double.NaN})
    void percentile_outsideOf0To100_isRefused(double percentile) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Requirement("any", false, Metric.PERCENTILE, percentile, Comparison.LESS, 1))
                .withMessage("percentile must be between 0 and 100, both excluded: " + percentile);
    }

    @Test
    void serviceTime_ofANumber_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Requirement("service errors = 0", true, Metric.ERRORS, 0, Comparison.EQUAL, 0))
                .withMessage("only a time can be a service time: service errors = 0");
    }

    @ParameterizedTest
    @CsvSource({"MEAN, true", "ERRORS, false"})
    void steadyPart_ofAServiceTimeOrANumber_isRefused(Metric metric, boolean service) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Requirement("steady any", service, true, metric, 0, Comparison.EQUAL, 0))
                .withMessage("only a response time can be that of the steady part: steady any");
    }

    @Test
    void steadyPart_needsTheSamplesThatItTakesToFindIt() {
        assertThat(Requirement.parse("steady p50 < 1s").samplesNeeded()).isEqualTo(4_000);
        assertThat(Requirement.parse("steady p99.99 < 1s").samplesNeeded()).isEqualTo(10_000);
    }

    @Test
    void part_missing_isNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Requirement(null, false, Metric.MEAN, 0, Comparison.LESS, 1))
                .withMessage("text");
        assertThatNullPointerException()
                .isThrownBy(() -> new Requirement("any", false, null, 0, Comparison.LESS, 1))
                .withMessage("metric");
        assertThatNullPointerException()
                .isThrownBy(() -> new Requirement("any", false, Metric.MEAN, 0, null, 1))
                .withMessage("comparison");
    }

    @Test
    void toString_parsed_isTheTextAsWritten() {
        assertThat(Requirement.parse(" p99<250ms ")).hasToString("p99<250ms");
    }
}
