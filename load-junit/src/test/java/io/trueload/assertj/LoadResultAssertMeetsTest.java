// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static io.trueload.assertj.LoadAssertions.assertThat;
import static io.trueload.assertj.Results.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.trueload.engine.LoadResult;
import io.trueload.engine.PlanSyntax;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class LoadResultAssertMeetsTest {

    private final LoadResult result = Results.open().result();

    @Test
    void passes_when_the_expectation_is_met() {
        assertThat(result)
                .meets("p99 <= 412ms")
                .meets("service p50 < 2ms")
                .meets("errors = 0")
                .meets("rate >= 100/s");
    }

    @Test
    void fails_when_the_expectation_is_missed() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).meets("p99 < 250ms"))
                .withMessage(message("p99 < 250ms, but was 412ms (65% over)", result))
                .satisfies(error -> {
                    assertThat(error.getExpected().getValue()).isEqualTo("p99 < 250ms");
                    assertThat(error.getActual().getValue()).isEqualTo("412ms");
                });
    }

    @Test
    void fails_when_the_samples_do_not_carry_the_expectation() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).meets("p99.99 < 1s"))
                .withMessage(message("p99.99 < 1s: needs 10000 samples, has 1000", result));
    }

    @Test
    void refuses_what_is_no_expectation() {
        String message = catchThrowable(() -> PlanSyntax.expectation("fast")).getMessage();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(result).meets("fast"))
                .withMessage(message);
    }

    @Test
    void refuses_null() {
        assertThatNullPointerException()
                .isThrownBy(() -> assertThat(result).meets(null))
                .withMessage("expectation");
    }
}
