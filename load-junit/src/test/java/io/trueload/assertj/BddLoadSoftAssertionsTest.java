// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static io.trueload.assertj.Results.message;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trueload.engine.LoadResult;
import org.assertj.core.error.AssertJMultipleFailuresError;
import org.junit.jupiter.api.Test;

class BddLoadSoftAssertionsTest {

    private final LoadResult result = Results.open().result();

    @Test
    void passes_when_all_claims_hold() {
        BddLoadSoftAssertions.thenSoftly(softly -> {
            softly.then(result).hasNoErrors().responseTime().p50().isLessThan(ofMillis(250));
            softly.then("text").isNotEmpty();
        });
    }

    @Test
    void fails_when_claims_do_not_hold_and_reports_those_after_navigation_too() {
        assertThatExceptionOfType(AssertJMultipleFailuresError.class)
                .isThrownBy(() -> BddLoadSoftAssertions.thenSoftly(softly -> softly.then(result)
                        .responseTime()
                        .p99()
                        .isLessThan(ofMillis(250))
                        .returnToResult()
                        .hasSent(1_001)))
                .satisfies(error -> assertThat(error.getFailures())
                        .extracting(Throwable::getMessage)
                        .satisfiesExactly(
                                text -> assertThat(text)
                                        .startsWith(message(
                                                "p99 of response time < 250ms, but was 412ms (65% over)", result)),
                                text -> assertThat(text)
                                        .startsWith(message("requests sent = 1001, but was 1000 (1 fewer)", result))));
    }
}
