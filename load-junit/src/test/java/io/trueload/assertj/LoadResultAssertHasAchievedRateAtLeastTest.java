// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static io.trueload.assertj.LoadAssertions.assertThat;
import static io.trueload.assertj.Results.message;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Rate;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class LoadResultAssertHasAchievedRateAtLeastTest {

    @Test
    void passes_when_the_rate_is_the_limit() {
        assertThat(Results.open().result()).hasAchievedRateAtLeast(Rate.perSecond(100));
    }

    @Test
    void passes_when_a_closed_workload_was_fast_enough() {
        assertThat(Results.closed().result()).hasAchievedRateAtLeast(Rate.parse("90/s"));
    }

    @Test
    void fails_when_the_rate_is_below_the_limit() {
        LoadResult result = Results.open().rates(100, 100, 90).result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).hasAchievedRateAtLeast(Rate.perSecond(100)))
                .withMessage(message("achieved rate >= 100/s, but was 90.0/s (10% under)", result));
    }

    @Test
    void refuses_null() {
        assertThatNullPointerException()
                .isThrownBy(() -> assertThat(Results.open().result()).hasAchievedRateAtLeast(null))
                .withMessage("rate");
    }
}
