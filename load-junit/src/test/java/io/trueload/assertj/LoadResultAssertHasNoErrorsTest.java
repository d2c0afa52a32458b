// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static io.trueload.assertj.LoadAssertions.assertThat;
import static io.trueload.assertj.Results.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class LoadResultAssertHasNoErrorsTest {

    @Test
    void passes_when_every_request_was_ok() {
        assertThat(Results.open().result()).hasNoErrors();
    }

    @Test
    void passes_when_a_request_was_in_flight_at_the_end() {
        assertThat(Results.open().but(1, Outcome.IN_FLIGHT_AT_END).result()).hasNoErrors();
    }

    @Test
    void fails_when_requests_ended_in_errors() {
        LoadResult result = Results.open()
                .but(4, Outcome.BAD_STATUS)
                .but(2, Outcome.TIMED_OUT)
                .result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).hasNoErrors())
                .withMessage(message("no errors, but 6 of 1000 requests ended in one (0.6%)", result))
                .satisfies(error -> {
                    assertThat(error.getExpected().getValue()).isEqualTo("0 of 1000 requests");
                    assertThat(error.getActual().getValue()).isEqualTo("6 of 1000 requests");
                });
    }

    @Test
    void fails_when_nothing_was_sent() {
        LoadResult result = Results.empty().result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).hasNoErrors())
                .withMessage(message("no errors, but nothing was sent", result));
    }
}
