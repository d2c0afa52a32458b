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

class LoadResultAssertHasSentTest {

    @Test
    void passes_when_as_many_were_sent() {
        assertThat(Results.open().but(6, Outcome.CONNECT_FAILED).result()).hasSent(1_000);
    }

    @Test
    void passes_when_nothing_was_to_be_sent() {
        assertThat(Results.empty().result()).hasSent(0);
    }

    @Test
    void fails_when_fewer_were_sent() {
        LoadResult result = Results.open().dropped(10).result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).hasSent(1_010))
                .withMessage(message("requests sent = 1010, but was 1000 (10 fewer)", result));
    }

    @Test
    void fails_when_more_were_sent() {
        LoadResult result = Results.open().result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).hasSent(999))
                .withMessage(message("requests sent = 999, but was 1000 (1 more)", result));
    }

    @Test
    void refuses_a_negative_number() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(Results.open().result()).hasSent(-1))
                .withMessage("count must not be negative: -1");
    }
}
