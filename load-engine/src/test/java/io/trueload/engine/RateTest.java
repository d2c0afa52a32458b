// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0       | 0/s",
                "-0.0      | 0/s",
                "-3.0      | -3/s",
                "-1e-9     | -0.000000001/s",
                "NaN       | NaN/s",
                "Infinity  | Infinity/s",
                "-Infinity | -Infinity/s",
            })
    void rate_notPositiveOrNotFinite_isRefused(double perSecond, String shown) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rate.perSecond(perSecond))
                .withMessage("rate must be a positive number of requests per second: " + shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.000001  | 0.000001/s",
                "0.5       | 0.5/s",
                "1         | 1/s",
                "200       | 200/s",
                "1e6       | 1000000/s",
                "33333.25  | 33333.25/s",
            })
    void toString_anyRate_hasNoExponentAndNoTrailingZeros(double perSecond, String text) {
        assertThat(Rate.perSecond(perSecond)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.MIN_VALUE, 1e-9, 1.0 / 3, 0.1, 1, 7.0 / 60, 999.99, 1e17, Double.MAX_VALUE})
    void toString_anyRate_parsesToTheSameRate(double perSecond) {
        Rate rate = Rate.perSecond(perSecond);

        assertThat(Rate.parse(rate.toString())).isEqualTo(rate);
    }

    @Test
    void parse_perMinute_isPerSecond() {
        assertThat(Rate.parse("90/min")).isEqualTo(new Rate(1.5));
    }
}
