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

class LoadResultAssertHasOnlyStatusTest {

    @Test
    void passes_when_every_request_was_answered_so() {
        assertThat(Results.open().result()).hasOnlyStatus(200);
    }

    @Test
    void fails_when_answers_had_other_statuses_or_there_were_none() {
        LoadResult result = Results.open()
                .answered(2, 404)
                .answered(7, 503)
                .but(3, Outcome.CONNECTION_LOST)
                .result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).hasOnlyStatus(200))
                .withMessage(message(
                        "only answers with status 200, but was 988 of 1000 requests (404: 2, 503: 7, no answer: 3)",
                        result));
    }

    @Test
    void fails_when_no_answer_had_the_status() {
        LoadResult result = Results.open().result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).hasOnlyStatus(204))
                .withMessage(message("only answers with status 204, but was 0 of 1000 requests (200: 1000)", result));
    }

    @Test
    void fails_when_nothing_was_sent() {
        LoadResult result = Results.empty().result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).hasOnlyStatus(200))
                .withMessage(message("only answers with status 200, but nothing was sent", result));
    }

    @Test
    void refuses_what_is_no_status() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(Results.open().result()).hasOnlyStatus(0))
                .withMessage("status must have three digits: 0");
    }
}
