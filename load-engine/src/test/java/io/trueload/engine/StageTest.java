// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageTest {

    private static final Rate TEN = Rate.perSecond(10);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Map<Class<?>, Stage> SAMPLES = Map.of(
            Stage.Hold.class, Stage.hold(TEN, SECOND),
            Stage.Ramp.class, Stage.ramp(TEN, Rate.perSecond(20), SECOND));

    @ParameterizedTest
    @CsvSource({"1000/s, 1ns, 1e-6", "0.1/s, 1s, 0.1", "200/s, 10s, 2000", "1000000/s, 240000h, 8.64e14"})
    void hold_anyLength_expectsRateTimesDuration(String rate, String duration, double requests) {
        assertThat(Stage.hold(Rate.parse(rate), PlanSyntax.duration(duration)).expectedRequests())
                .isCloseTo(requests, Percentage.withPercentage(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"1/s, 3/s, 1ns, 2e-9", "10/s, 500/s, 30s, 7650", "500/s, 10/s, 30s, 7650", "7/s, 7/s, 2s, 14"})
    void ramp_upOrDown_expectsTheAreaUnderIt(String from, String to, String duration, double requests) {
        Stage ramp = Stage.ramp(Rate.parse(from), Rate.parse(to), PlanSyntax.duration(duration));

        assertThat(ramp.expectedRequests()).isCloseTo(requests, Percentage.withPercentage(1e-9));
        assertThat(ramp.startRate()).isEqualTo(Rate.parse(from));
    }

    @Test
    void duration_zeroOrLess_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stage.hold(TEN, Duration.ZERO))
                .withMessage("stage duration must be longer than zero: 0s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stage.ramp(TEN, TEN, Duration.ofNanos(-1)))
                .withMessage("stage duration must be longer than zero: -1ns");
    }

    @Test
    void part_missing_isNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> Stage.hold(null, SECOND))
                .withMessage("rate");
        assertThatNullPointerException().isThrownBy(() -> Stage.hold(TEN, null)).withMessage("stage duration");
        assertThatNullPointerException()
                .isThrownBy(() -> Stage.ramp(null, TEN, SECOND))
                .withMessage("from");
        assertThatNullPointerException()
                .isThrownBy(() -> Stage.ramp(TEN, null, SECOND))
                .withMessage("to");
    }

    @Test
    void samples_all_areEveryKindOfStage() {
        assertThat(SAMPLES).containsOnlyKeys(Stage.class.getPermittedSubclasses());
    }

    @Test
    void plan_ofEachKindOfStage_isKeptByToBuilder() {
        SAMPLES.forEach((kind, stage) -> {
            LoadPlan plan =
                    LoadPlan.builder().target("http://127.0.0.1/").stage(stage).build();

            assertThat(plan.toBuilder().build()).as(kind.getSimpleName()).isEqualTo(plan);
        });
    }
}
