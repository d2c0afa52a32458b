// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static io.trueload.assertj.LoadAssertions.assertThat;
import static io.trueload.assertj.Results.message;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trueload.engine.LoadResult;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** What all assertions about one time have in common. */
class TimeAssertTest {

    private final LoadResult result = Results.open().result();

    @Test
    void passes_when_other_assertions_about_a_duration_hold() {
        assertThat(result)
                .responseTime()
                .p99()
                .isEqualTo(ofMillis(412))
                .isCloseTo(ofMillis(400), ofMillis(20))
                .isBetween(ofMillis(400), ofMillis(500))
                .hasMillis(412)
                .isPositive()
                .isLessThan(ChronoUnit.FOREVER.getDuration());
    }

    @Test
    void fails_when_another_assertion_about_a_duration_does_not_hold_and_says_which_time_it_is() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(result).serviceTime().max().hasMillis(40))
                .withMessageStartingWith("[max of service time] ");
    }

    @Test
    void fails_when_a_derived_assertion_does_not_hold_with_our_message() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).responseTime().p50().isNegative())
                .withMessage(message("p50 of response time < 0s, but was 10ms", result));
    }

    @Test
    void fails_when_a_limit_is_missed_by_less_than_the_digits_show_and_shows_them_all() {
        LoadResult close =
                Results.open().times(Times.repeat(1_000, ofNanos(250_000_001))).result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(close).responseTime().mean().isLessThan(ofMillis(250)))
                .withMessage(message("mean of response time < 250ms, but was 250.000001ms", close));
    }

    @Test
    void returnToResult_goesBackToTheSameAssertions() {
        LoadResultAssert asserted = assertThat(result);

        assertThat((Object) asserted.responseTime().p99().returnToResult()).isSameAs(asserted);
        assertThat((Object) asserted.responseTime().returnToResult()).isSameAs(asserted);
    }

    @Test
    void stackTrace_ofAFailure_beginsWithTheTest() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).responseTime().p99().isLessThan(ofMillis(250)))
                .satisfies(error ->
                        assertThat(error.getStackTrace()[0].getClassName()).isEqualTo(TimeAssertTest.class.getName()));
    }
}
