// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static io.trueload.assertj.LoadAssertions.assertThat;
import static io.trueload.assertj.Results.message;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** What users say of a result, and messages of their own. */
class DescriptionTest {

    private static final String TOO_SLOW = "p99 of response time < 250ms, but was 412ms (65% over)";

    private final LoadResult result = Results.open().but(6, Outcome.BAD_STATUS).result();

    @Test
    void ofTheResult_isInFrontOfItsFailures() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).as("shop at %d%%", 100).hasNoErrors())
                .withMessage(message("[shop at 100%] no errors, but 6 of 1000 requests ended in one (0.6%)", result));
    }

    @Test
    void ofTheResult_isInFrontOfWhatItLeadsTo() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(
                        () -> assertThat(result).as("shop").responseTime().p99().isLessThan(ofMillis(250)))
                .withMessage(message("[shop] " + TOO_SLOW, result));
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).as("shop").responseTime().percentile(99.99))
                .withMessage(message("[shop] p99.99 of response time: needs 10000 samples, has 1000", result));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(
                        () -> assertThat(result).as("shop").responseTime().p99().hasMillis(250))
                .withMessageStartingWith("[shop, p99 of response time] ");
    }

    @Test
    void ofTheDistribution_replacesThatOfTheResult() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result)
                        .as("shop")
                        .responseTime()
                        .as("checkout")
                        .p99()
                        .isLessThan(ofMillis(250)))
                .withMessage(message("[checkout] " + TOO_SLOW, result));
    }

    @Test
    void ofTheTime_replacesThatOfTheResult() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result)
                        .as("shop")
                        .responseTime()
                        .p99()
                        .as("checkout")
                        .isLessThan(ofMillis(250)))
                .withMessage(message("[checkout] " + TOO_SLOW, result));
    }

    @Test
    void messageOfTheUser_replacesOurs() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result)
                        .as("shop")
                        .withFailMessage("down since %s", "noon")
                        .hasNoErrors())
                .withMessage("[shop] down since noon");
    }
}
