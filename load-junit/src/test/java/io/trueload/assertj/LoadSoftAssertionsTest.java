// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static io.trueload.assertj.Results.message;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import java.util.List;
import org.assertj.core.error.AssertJMultipleFailuresError;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class LoadSoftAssertionsTest {

    private static final String ERRORS = "no errors, but 6 of 1000 requests ended in one (0.6%)";
    private static final String TOO_SLOW = "p99 of response time < 250ms, but was 412ms (65% over)";

    private final LoadResult result = Results.open().but(6, Outcome.BAD_STATUS).result();
    private final LoadSoftAssertions softly = new LoadSoftAssertions();

    @Test
    void passes_when_all_claims_hold() {
        softly.assertThat(result)
                .hasSent(1_000)
                .keptSchedule()
                .responseTime()
                .p50()
                .isLessThan(ofMillis(250))
                .isCloseTo(ofMillis(10), ofMillis(1))
                .returnToResult()
                .isValid()
                .intervals()
                .hasSize(1);

        softly.assertAll();
    }

    @Test
    void fails_when_claims_do_not_hold_and_reports_those_after_navigation_too() {
        softly.assertThat(result)
                .hasNoErrors()
                .responseTime()
                .p99()
                .isLessThan(ofMillis(250))
                .isGreaterThan(ofMillis(500))
                .returnToResult()
                .hasSent(1_001)
                .serviceTime()
                .returnToResult()
                .hasStatus(404, 1);

        assertThat(messages())
                .containsExactly(
                        message(ERRORS, result),
                        message(TOO_SLOW, result),
                        message("p99 of response time > 500ms, but was 412ms (18% under)", result),
                        message("requests sent = 1001, but was 1000 (1 fewer)", result),
                        message("answers with status 404 = 1, but was 0 (1 fewer)", result));
    }

    @Test
    void fails_when_assertions_of_AssertJ_do_not_hold_after_navigation() {
        softly.assertThat(result).responseTime().mean().hasMillis(1).isBetween(ofMillis(1), ofMillis(2));
        softly.assertThat(result).intervals().isEmpty();
        softly.assertThat("text").isEmpty();

        assertThat(messages())
                .hasSize(4)
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("[mean of response time] "),
                        text -> assertThat(text).startsWith("[mean of response time] "),
                        text -> assertThat(text).startsWith("[intervals] "),
                        text -> assertThat(text).contains("text"));
    }

    @Test
    void fails_when_navigation_does_and_reports_nothing_of_what_depends_on_it() {
        softly.assertThat(result)
                .as("shop")
                .responseTime()
                .percentile(99.99)
                .isLessThan(ofMillis(1))
                .isBetween(ofMillis(1), ofMillis(2))
                .returnToResult()
                .hasNoErrors()
                .responseTime()
                .p99()
                .isLessThan(ofMillis(250));

        assertThat(messages())
                .containsExactly(
                        message("[shop] p99.99 of response time: needs 10000 samples, has 1000", result),
                        message("[shop] " + ERRORS, result),
                        message("[shop] " + TOO_SLOW, result));
    }

    @Test
    void fails_when_there_is_no_result_and_goes_on_without() {
        softly.assertThat((LoadResult) null).responseTime().p99().isLessThan(ofMillis(1));
        softly.assertThat((LoadResult) null).intervals().isNotEmpty();
        softly.assertThat((LoadResult) null).hasNoErrors().isValid();

        assertThat(messages()).hasSize(4).containsOnly("\nExpecting actual not to be null");
    }

    @Test
    void assertSoftly_reportsAllAtOnceWithTheirLines() {
        assertThatExceptionOfType(AssertJMultipleFailuresError.class)
                .isThrownBy(() -> LoadSoftAssertions.assertSoftly(soft -> soft.assertThat(result)
                        .hasNoErrors()
                        .responseTime()
                        .p99()
                        .isLessThan(ofMillis(250))))
                .satisfies(error -> assertThat(error.getFailures())
                        .hasSize(2)
                        .allSatisfy(failure -> assertThat(failure)
                                .isInstanceOf(AssertionFailedError.class)
                                .hasMessageContaining("at LoadSoftAssertionsTest."))
                        .extracting(Throwable::getMessage)
                        .satisfiesExactly(
                                text -> assertThat(text).startsWith(message(ERRORS, result)),
                                text -> assertThat(text).startsWith(message(TOO_SLOW, result))));
    }

    @Test
    void autoCloseable_reportsAtTheEndOfItsBlock() {
        assertThatExceptionOfType(AssertJMultipleFailuresError.class)
                .isThrownBy(() -> {
                    try (var closing = new AutoCloseableLoadSoftAssertions()) {
                        closing.assertThat(result).hasNoErrors().hasSent(1_001);
                    }
                })
                .satisfies(error -> assertThat(error.getFailures()).hasSize(2));
    }

    /** Returns the messages without the line of this test that AssertJ adds to each. */
    private List<String> messages() {
        return softly.assertionErrorsCollected().stream()
                .map(error -> error.getMessage().replaceFirst("\nat LoadSoftAssertionsTest\\.\\S+$", ""))
                .toList();
    }
}
