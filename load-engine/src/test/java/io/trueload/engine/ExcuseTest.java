// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Verdict.Judgment;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which misses a generator that was not healthy may be the reason for: all times are 10 ms. */
class ExcuseTest {

    @ParameterizedTest
    @CsvSource({
        "p99 < 5ms, 4, false",
        "p99 < 5ms, 6, true",
        "p99 <= 5ms, 4, false",
        "p99 <= 5ms, 5, true",
        "mean < 5ms, 6, true",
        "max < 5ms, 4, false",
        "min > 15ms, 500, false",
        "min >= 15ms, 500, false",
        "p50 = 5ms, 4, false",
        "p50 = 5ms, 6, true",
        "p50 = 15ms, 500, false",
        "stddev > 5ms, 1, true",
        "requests > 5000, 1, true",
        "rate > 5000/s, 1, true",
    })
    void miss_isExcused_ifItWouldBeMetWithoutTheDelay(String expectation, long delayMillis, boolean excused) {
        assertThat(excuses(Results.expecting(expectation).unhealthy("late"), ofMillis(delayMillis)))
                .isEqualTo(excused);
    }

    @Test
    void miss_ofAHealthyGenerator_isNeverExcused() {
        assertThat(excuses(Results.expecting("p99 < 5ms"), ofSeconds(9))).isFalse();
    }

    @Test
    void delayWithoutABound_excusesAnyTimeThatIsTooLong() {
        assertThat(excuses(Results.expecting("p99 < 1us").unhealthy("late"), GeneratorHealth.UNBOUNDED))
                .isTrue();
        assertThat(excuses(Results.expecting("min > 15ms").unhealthy("late"), GeneratorHealth.UNBOUNDED))
                .isFalse();
    }

    @Test
    void wrongAnswers_areNeverTheGeneratorsDoing() {
        Results wrong = Results.expecting("error rate < 1%")
                .unhealthy("late")
                .outcome(Outcome.OK, 900)
                .outcome(Outcome.BAD_STATUS, 60)
                .outcome(Outcome.CHECK_FAILED, 40);

        assertThat(excuses(wrong, GeneratorHealth.UNBOUNDED)).isFalse();
    }

    @Test
    void refusedConnections_areTheTargetsDoing_othersNeedNotBe() {
        Results refused = Results.expecting("errors = 0")
                .unhealthy("late")
                .outcome(Outcome.CONNECT_FAILED, 5)
                .error(Outcome.CONNECT_FAILED, "connection refused: 127.0.0.1:80", 1);

        assertThat(excuses(refused, GeneratorHealth.UNBOUNDED)).isFalse();
        assertThat(excuses(
                        refused.error(Outcome.CONNECT_FAILED, "no connection within 5s", 5), GeneratorHealth.UNBOUNDED))
                .isTrue();
    }

    @Test
    void timeOuts_areExcused_byDelaysOfHalfADeadline() {
        Results late = Results.expecting("errors = 0").unhealthy("late").outcome(Outcome.TIMED_OUT, 3);

        assertThat(excuses(late, GeneratorHealth.UNBOUNDED)).isTrue();
        // The shortest deadline is that of connecting, five seconds.
        assertThat(excuses(late, ofMillis(2_501))).isTrue();
        assertThat(excuses(late, ofMillis(2_499))).isFalse();
    }

    private static boolean excuses(Results results, Duration worstDelay) {
        LoadResult result = results.delayedAtMost(worstDelay).result();
        Judgment judgment = Verdict.of(result).requirements().get(0);
        assertThat(judgment.met()).isFalse();
        return new Excuse(result).covers(judgment);
    }
}
