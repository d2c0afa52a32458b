// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static io.trueload.assertj.LoadAssertions.assertThat;
import static io.trueload.assertj.Results.message;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trueload.engine.LoadResult;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class LoadResultAssertHasStatusTest {

    private final LoadResult result = Results.open().answered(7, 503).result();

    @Test
    void passes_when_as_many_answers_had_the_status() {
        assertThat(result).hasStatus(200, 993).hasStatus(503, 7).hasStatus(404, 0);
    }

    @Test
    void fails_when_fewer_answers_had_the_status() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).hasStatus(200, 1_000))
                .withMessage(message("answers with status 200 = 1000, but was 993 (7 fewer)", result));
    }

    @Test
    void fails_when_no_answer_had_the_status() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).hasStatus(404, 1))
                .withMessage(message("answers with status 404 = 1, but was 0 (1 fewer)", result));
    }

    @Test
    void refuses_what_is_no_status_or_no_count() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(result).hasStatus(20, 1))
                .withMessage("status must have three digits: 20");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(result).hasStatus(1_000, 1))
                .withMessage("status must have three digits: 1000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(result).hasStatus(200, -1))
                .withMessage("count must not be negative: -1");
    }
}
