// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static io.trueload.assertj.LoadAssertions.assertThat;
import static io.trueload.assertj.Results.message;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.trueload.engine.LoadResult;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class TimeAssertIsLessThanOrEqualToTest {

    private final LoadResult result = Results.open().result();

    @Test
    void passes_when_the_time_is_shorter() {
        assertThat(result).responseTime().p99().isLessThanOrEqualTo(ofMillis(413));
    }

    @Test
    void fails_when_the_time_is_not() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).responseTime().p99().isLessThanOrEqualTo(ofMillis(80)))
                .withMessage(message("p99 of response time <= 80ms, but was 412ms (5 times the limit)", result))
                .satisfies(error -> {
                    assertThat(error.getExpected().getValue()).isEqualTo("p99 of response time <= 80ms");
                    assertThat(error.getActual().getValue()).isEqualTo("412ms");
                });
    }

    @Test
    void passes_when_the_time_is_the_limit() {
        assertThat(result).responseTime().p99().isLessThanOrEqualTo(ofMillis(412));
    }

    @Test
    void refuses_null() {
        assertThatNullPointerException()
                .isThrownBy(() -> assertThat(result).responseTime().p99().isLessThanOrEqualTo(null))
                .withMessage("limit");
    }
}
