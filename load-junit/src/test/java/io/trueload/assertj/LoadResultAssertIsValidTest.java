// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static io.trueload.assertj.LoadAssertions.assertThat;
import static io.trueload.assertj.Results.message;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trueload.engine.LoadResult;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class LoadResultAssertIsValidTest {

    @Test
    void passes_when_the_run_was_sound() {
        assertThat(Results.open().result()).isValid();
    }

    @Test
    void passes_when_an_expectation_was_missed_by_a_healthy_generator() {
        assertThat(Results.open("p99 < 250ms").result()).isValid();
    }

    @Test
    void fails_when_requests_were_dropped() {
        LoadResult result = Results.open().dropped(250).result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).isValid())
                .withMessage(message(
                        "valid, but was INVALID: 250 of 1250 planned requests were dropped, because too many were in"
                                + " flight; raise the limit of requests in flight, or lower the rate",
                        result));
    }

    @Test
    void fails_when_an_unhealthy_generator_may_be_to_blame() {
        LoadResult result = Results.open("p99 < 250ms").unhealthy("no CPU").result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).isValid())
                .withMessage(message(
                        "valid, but was INVALID: p99 < 250ms, but was 412ms; the generator was not healthy: no CPU",
                        result));
    }

    @Test
    void fails_when_the_run_was_stopped() {
        LoadResult result = Results.open().interrupted().result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).isValid())
                .withMessage(message(
                        "valid, but was interrupted: the run was stopped before its plan was carried out", result));
    }
}
