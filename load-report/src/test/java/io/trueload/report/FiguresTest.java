// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0s, 0.0000, 0.000, 0, 0",
        "999, 999ns, 0.0000, 0.001, 0.000999, 0.000000999",
        "48949999, 48.9ms, 0.0489, 48.950, 48.949999, 0.048949999",
        "1000000000, 1s, 1.0000, 1000.000, 1000, 1",
        "123456789012, 123s, 123.4568, 123456.789, 123456.789012, 123.456789012",
    })
    void time_eachForm(long nanos, String time, String hey, String column, String millis, String seconds) {
        Duration duration = Duration.ofNanos(nanos);

        assertThat(Figures.time(duration)).isEqualTo(time);
        assertThat(Figures.heySeconds(duration)).isEqualTo(hey);
        assertThat(Figures.columnMillis(duration)).isEqualTo(column);
        assertThat(Figures.millis(duration).toPlainString()).isEqualTo(millis);
        assertThat(Figures.seconds(duration).toPlainString()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1e-7, 0.00000010", "418.333333333333, 418.333333", "2e6, 2000000"})
    void number_hasNineDigitsAndNoNoise(double number, String expected) {
        assertThat(Figures.number(number)).isEqualByComparingTo(expected);
        assertThat(Figures.number(number).toPlainString()).doesNotContain("E");
    }

    @Test
    void percent_hasNoNeedlessZeros() {
        assertThat(Figures.DISTRIBUTION.stream().map(Figures::percent))
                .containsExactly("10", "25", "50", "75", "90", "95", "99", "99.9", "99.99");
    }
}
