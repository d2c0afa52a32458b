// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {

    private static final Duration CENTURY = Duration.ofDays(36_500);

    @Test
    void positive_zeroOrLess_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.positive("timeout", Duration.ZERO))
                .withMessage("timeout must be longer than zero: 0s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.positive("timeout", Duration.ofMillis(-5)))
                .withMessage("timeout must be longer than zero: -5ms");
    }

    @Test
    void notNegative_lessThanZero_isRefused() {
        assertThat(Checks.notNegative("grace", Duration.ZERO)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.notNegative("grace", Duration.ofNanos(-1)))
                .withMessage("grace must not be negative: -1ns");
    }

    @Test
    void duration_overACentury_isRefused() {
        assertThat(Checks.positive("timeout", CENTURY)).isEqualTo(CENTURY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.positive("timeout", CENTURY.plusNanos(1)))
                .withMessage("timeout must be at most 100 years: 3153600000.000000001s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.notNegative("grace", CENTURY.plusNanos(1)))
                .withMessage("grace must be at most 100 years: 3153600000.000000001s");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -10_000_000_000L, 10_000_000_000L, Long.MAX_VALUE})
    void duration_tooLongForNanoseconds_isRefusedLikeAnyOther(long seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.positive("timeout", Duration.ofSeconds(seconds)))
                .withMessageStartingWith("timeout must be ");
    }

    @Test
    void duration_missing_isNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> Checks.positive("timeout", null))
                .withMessage("timeout");
        assertThatNullPointerException()
                .isThrownBy(() -> Checks.notNegative("grace", null))
                .withMessage("grace");
    }

    @Test
    void atLeastOne_lessThanOne_isRefused() {
        assertThat(Checks.atLeastOne("requests", 1)).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.atLeastOne("requests", 0))
                .withMessage("requests must be at least 1: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Checks.atLeastOne("requests", Long.MIN_VALUE))
                .withMessage("requests must be at least 1: -9223372036854775808");
    }
}
