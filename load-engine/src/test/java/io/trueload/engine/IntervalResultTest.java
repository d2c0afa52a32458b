// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.IntervalResult.ServiceTimes;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntervalResultTest {

    @Test
    void failures_areAllOrUnknown() {
        assertThat(interval(3, Map.of(Outcome.TIMED_OUT, 2L, Outcome.BAD_STATUS, 1L))
                        .isFailureKnown())
                .isTrue();
        assertThat(interval(0, Map.of()).isFailureKnown()).isTrue();
        assertThat(interval(3, Map.of()).isFailureKnown()).isFalse();
        assertThatThrownBy(() -> interval(3, Map.of(Outcome.TIMED_OUT, 2L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("failures must be 3 in all, by their outcomes: {TIMED_OUT=2}");
    }

    @Test
    void outcomeThatIsNoFailure_isRefused() {
        assertThatThrownBy(() -> interval(3, Map.of(Outcome.OK, 3L))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> interval(3, Map.of(Outcome.IN_FLIGHT_AT_END, 3L)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static IntervalResult interval(long failed, Map<Outcome, Long> failures) {
        return new IntervalResult(
                Duration.ZERO, 10, 10 - failed, failed, failures, SortedTimes.none(), ServiceTimes.UNKNOWN);
    }
}
