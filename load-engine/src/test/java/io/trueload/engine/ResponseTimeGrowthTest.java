// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Growth of response time, where it can be told; how a saturated target brings it about is in {@code OpenLoopTest}. */
class ResponseTimeGrowthTest {

    private static final int SECONDS = 20;
    private static final Stage SLOWLY = Stage.hold(Rate.perSecond(10), Duration.ofSeconds(15));
    private static final Stage QUICKLY = Stage.hold(Rate.perSecond(20), Duration.ofSeconds(5));
    private static final Stage EVENLY = Stage.hold(Rate.perSecond(10), Duration.ofSeconds(SECONDS));

    @Test
    void timesThatGrow_growBySoMuchASecond_howeverLongTheRun() {
        assertThat(growth(SECONDS, second -> 100 * second, plan -> plan.stage(EVENLY)))
                .isCloseTo(0.1, within(1e-3));
        assertThat(growth(
                        1_000,
                        second -> 100 * second,
                        plan -> plan.rate(Rate.perSecond(10)).duration(Duration.ofSeconds(1_000))))
                .isCloseTo(0.1, within(1e-3));
    }

    @Test
    void timesThatGrowOnlyAtFirst_orShrink_doNotGrow() {
        assertThat(growth(SECONDS, second -> Math.min(second, 9), plan -> plan.stage(EVENLY)))
                .isZero();
        assertThat(growth(SECONDS, second -> 3_000 - 100 * second, plan -> plan.stage(EVENLY)))
                .isZero();
    }

    @Test
    void timesThatAreLongerAtAHigherRate_areNoGrowth() {
        IntUnaryOperator millis = second -> second < 15 ? 10 : 500;

        assertThat(growth(SECONDS, millis, plan -> plan.stage(SLOWLY).stage(QUICKLY)))
                .isZero();
        // The mistake that this must not be: over both rates there is a trend.
        assertThat(growth(SECONDS, millis, plan -> plan.stage(EVENLY))).isPositive();
    }

    @Test
    void secondsWithoutTimes_leaveItUnknown() {
        // One in three of a minute: taken for seconds in a row, these grow three times as fast as they do.
        LoadResult result = Results.expecting()
                .planned(plan -> plan.rate(Rate.perSecond(0.3)).duration(Duration.ofSeconds(60)))
                .run(
                        60,
                        second -> second % 3 == 0
                                ? SortedTimes.repeat(1, Duration.ofMillis(1 + 100L * second))
                                : SortedTimes.none())
                .result();

        assertThat(result.responseTimeGrowth()).isZero();
    }

    @Test
    void shortRun_orClosedWorkload_hasNone() {
        assertThat(growth(8, second -> 100 * second, plan -> plan.stage(EVENLY)))
                .isZero();
        assertThat(growth(SECONDS, second -> 100 * second, plan -> plan.duration(Duration.ofSeconds(SECONDS))))
                .isZero();
    }

    private static double growth(int seconds, IntUnaryOperator millis, UnaryOperator<LoadPlan.Builder> plan) {
        return Results.expecting()
                .planned(plan)
                .run(seconds, second -> SortedTimes.repeat(10, Duration.ofMillis(1 + millis.applyAsInt(second))))
                .result()
                .responseTimeGrowth();
    }
}
