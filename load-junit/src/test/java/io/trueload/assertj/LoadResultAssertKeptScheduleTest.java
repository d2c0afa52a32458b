// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static io.trueload.assertj.LoadAssertions.assertThat;
import static io.trueload.assertj.Results.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Verdict;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class LoadResultAssertKeptScheduleTest {

    @Test
    void passes_when_the_rate_was_delivered() {
        assertThat(Results.open().result()).keptSchedule();
    }

    @Test
    void passes_when_the_engine_takes_a_slightly_lower_rate_for_delivered() {
        LoadResult result = Results.open().rates(100, 99, 99).result();

        assertThat(result.verdict().kind()).isEqualTo(Verdict.Kind.PASS);
        assertThat(result).keptSchedule();
    }

    @Test
    void fails_when_the_rate_was_not_delivered_by_the_rule_of_the_engine() {
        LoadResult result = Results.open().rates(100, 98.9, 98.9).result();

        assertThat(result.verdict().kind()).isEqualTo(Verdict.Kind.INVALID);
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).keptSchedule())
                .withMessage(message("schedule kept at 100.0/s, but delivered was 98.9/s (1% under)", result));
    }

    @Test
    void fails_when_requests_were_dropped() {
        LoadResult result = Results.open().dropped(250).result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).keptSchedule())
                .withMessage(message("schedule kept, but 250 of 1250 planned requests were dropped (20%)", result));
    }

    @Test
    void fails_when_hardly_any_request_was_dropped_and_does_not_say_none() {
        LoadResult result = Results.open().dropped(1).result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).keptSchedule())
                .withMessage(message("schedule kept, but 1 of 1001 planned requests were dropped (0.0999%)", result))
                .satisfies(error -> {
                    assertThat(error.getExpected().getValue()).isEqualTo("dropped = 0");
                    assertThat(error.getActual().getValue()).isEqualTo("dropped = 1");
                });
    }

    @Test
    void fails_when_the_workload_has_no_schedule() {
        LoadResult result = Results.closed().result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(result).keptSchedule())
                .withMessage(message(
                        "schedule kept, but a closed workload has none; give the plan a rate, such as 200/s, or stages",
                        result));
    }
}
