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

class TimeAssertIsGreaterThanOrEqualToTest {

    private final LoadResult result = Results.open().result();

    @Test
    void passes_when_the_time_is_longer() {
        assertThat(result).responseTime().p99().isGreaterThanOrEqualTo(ofMillis(100));
    }

    @Test
    void fails_when_the_time_is_not() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).responseTime().p99().isGreaterThanOrEqualTo(ofMillis(500)))
                .withMessage(message("p99 of response time >= 500ms, but was 412ms (18% under)", result))
                .satisfies(error -> {
                    assertThat(error.getExpected().getValue()).isEqualTo("p99 of response time >= 500ms");
                    assertThat(error.getActual().getValue()).isEqualTo("412ms");
                });
    }

    @Test
    void passes_when_the_time_is_the_limit() {
        assertThat(result).responseTime().p99().isGreaterThanOrEqualTo(ofMillis(412));
    }

    @Test
    void refuses_null() {
        assertThatNullPointerException()
                .isThrownBy(() -> assertThat(result).responseTime().p99().isGreaterThanOrEqualTo(null))
                .withMessage("limit");
    }
}
