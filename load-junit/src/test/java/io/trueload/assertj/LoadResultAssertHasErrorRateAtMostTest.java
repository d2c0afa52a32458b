// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static io.trueload.assertj.LoadAssertions.assertThat;
import static io.trueload.assertj.Results.message;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class LoadResultAssertHasErrorRateAtMostTest {

    @Test
    void passes_when_the_rate_is_the_limit() {
        assertThat(Results.open().but(6, Outcome.BAD_STATUS).result()).hasErrorRateAtMost(0.006);
    }

    @Test
    void passes_when_there_are_no_errors_and_none_are_allowed() {
        assertThat(Results.open().result()).hasErrorRateAtMost(0);
    }

    @Test
    void fails_when_the_rate_is_above_the_limit() {
        LoadResult result = Results.open().but(6, Outcome.BAD_STATUS).result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).hasErrorRateAtMost(0.001))
                .withMessage(message("error rate <= 0.1%, but was 0.6% (6 times the limit)", result));
    }

    @Test
    void fails_when_nothing_was_sent() {
        LoadResult result = Results.empty().result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).hasErrorRateAtMost(0.07))
                .withMessage(message("error rate <= 7%, but nothing was sent", result));
    }

    @Test
    void refuses_what_is_no_fraction() {
        LoadResultAssert asserted = assertThat(Results.open().result());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> asserted.hasErrorRateAtMost(1.5))
                .withMessage("error rate must be a fraction from 0 to 1: 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asserted.hasErrorRateAtMost(-0.1))
                .withMessage("error rate must be a fraction from 0 to 1: -0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> asserted.hasErrorRateAtMost(Double.NaN))
                .withMessage("error rate must be a fraction from 0 to 1: NaN");
    }
}
