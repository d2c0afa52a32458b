// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far a missed expectation was missed. */
class ExplanationOfMissesTest {

    @ParameterizedTest
    @CsvSource({
        "412, 250, 65% over",
        "70, 100, 30% under",
        "0, 100, 100% under",
        "3000, 250, 12 times the limit",
        "500, 100, 5 times the limit",
        "499, 100, 399% over",
        "250, 250, ''",
        "250.5, 250, ''",
        "252.5, 250, 1% over",
        "5, 0, ''",
        "0, 0, ''",
        "-1, -2, ''",
        "NaN, 250, ''",
        "250, NaN, ''",
        "Infinity, 250, ''",
    })
    void distance_isSaidAsOneWouldSayIt(double measured, double limit, String distance) {
        assertThat(Explanation.distance(measured, limit)).isEqualTo(distance);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p99 < 120ms | p99 < 120ms, but was 198ms (65% over)",
                "service p50 < 10ms | service p50 < 10ms, but was 100ms (10 times the limit)",
                "requests > 250 | requests > 250, but was 200 (20% under)",
                "max <= 0s | max <= 0s, but was 200ms",
                "p99 < 198ms | p99 < 198ms, but was 198ms",
            })
    void missed_hasTheDistance_ifItSaysSomething(String expectation, String text) {
        assertThat(missed(expectation, new Results())).isEqualTo(text);
    }

    @Test
    void notCarried_hasTheSamplesThatAreMissing() {
        var results = new Results();
        results.responseTime = SortedTimes.upToMillis(50);

        assertThat(missed("p99 < 250ms", results)).isEqualTo("p99 < 250ms: needs 100 samples, has 50");
    }

    @Test
    void line_isIndentedAndAligned() {
        assertThat(Explanation.line("report", "target/report.html")).isEqualTo("  report       target/report.html\n");
        assertThat(Explanation.line("twelve chars", "%s"))
                .isEqualTo("  twelve chars %s\n")
                .hasSize(Explanation.line("when", "%s").length());
    }

    private static String missed(String expectation, Results results) {
        results.plan = LoadPlan.builder().target("http://127.0.0.1/").expect(expectation);
        return Explanation.missed(results.build().verdict().requirements().get(0));
    }
}
