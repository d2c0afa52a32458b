// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.trueload.engine.Workload.Closed;
import io.trueload.engine.Workload.Open;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {

    private static final Stage HOLD = Stage.hold(Rate.perSecond(10), Duration.ofSeconds(3));
    private static final Stage RAMP = Stage.ramp(Rate.perSecond(10), Rate.perSecond(20), Duration.ofSeconds(2));
    private static final Map<Class<?>, Workload> SAMPLES = Map.of(
            Closed.class, new Closed(3, 7, Duration.ZERO),
            Open.class, new Open(List.of(HOLD, RAMP), Arrivals.POISSON, 3, 50, 9, 12, 42));

    @Test
    void closed_noEnd_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Closed(1, Workload.UNLIMITED, Duration.ZERO))
                .withMessage("a closed workload needs a number of requests or a duration");
    }

    @Test
    void closed_moreConnectionsThanRequests_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Closed(11, 10, Duration.ZERO))
                .withMessage(
                        "concurrency must not exceed requests: 11 > 10; lower the concurrency or raise the requests");
        assertThat(new Closed(10, 10, Duration.ZERO).concurrency()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void closed_numbersBelowOne_areRefused(int number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Closed(number, 10, Duration.ZERO))
                .withMessage("concurrency must be at least 1: " + number);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Closed(1, number, Duration.ZERO))
                .withMessage("requests must be at least 1: " + number);
    }

    @Test
    void closed_negativeDuration_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Closed(1, 1, Duration.ofMillis(-1)))
                .withMessage("duration must not be negative: -1ms");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void open_numbersBelowOne_areRefused(int number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(number, 1, 1, 1))
                .withMessage("concurrency must be at least 1: " + number);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(1, number, 1, 1))
                .withMessage("requests must be at least 1: " + number);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(1, 1, number, 1))
                .withMessage("maxConnections must not be below concurrency: " + number + " < 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(1, 1, 1, number))
                .withMessage("maxInFlight must be at least 1: " + number);
    }

    @Test
    void open_noStage_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Open(List.of(), Arrivals.POISSON, 1, 1, 1, 1, 1))
                .withMessage("an open workload needs at least one stage");
    }

    @Test
    void open_noArrivals_isRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Open(List.of(HOLD), null, 1, 1, 1, 1, 1))
                .withMessage("arrivals");
    }

    @Test
    void open_severalStages_addUp() {
        Open open = new Open(List.of(HOLD, RAMP), Arrivals.EVENLY_SPACED, 1, Workload.UNLIMITED, 1, 1, 1);

        assertThat(open.duration()).isEqualTo(Duration.ofSeconds(5));
        assertThat(open.expectedRequests()).isEqualTo(60);
    }

    @Test
    void open_fewerRequestsThanStagesAskFor_expectsTheFewer() {
        assertThat(open(1, 29, 1, 1).expectedRequests()).isEqualTo(29);
        assertThat(open(1, 31, 1, 1).expectedRequests()).isEqualTo(30);
    }

    @Test
    void open_stagesChangedByTheCaller_stayAsTheyWere() {
        List<Stage> stages = new ArrayList<>(List.of(HOLD));
        Open open = new Open(stages, Arrivals.EVENLY_SPACED, 1, 1, 1, 1, 1);

        stages.add(RAMP);

        assertThat(open.stages()).containsExactly(HOLD);
    }

    @Test
    void samples_all_areEveryKindOfWorkload() {
        assertThat(SAMPLES).containsOnlyKeys(Workload.class.getPermittedSubclasses());
    }

    @Test
    void plan_ofEachKindOfWorkload_isKeptByToBuilderAndKnowsItsRequests() {
        SAMPLES.forEach((kind, workload) -> {
            LoadPlan plan = Results.plan(workload);

            assertThat(plan.toBuilder().build()).as(kind.getSimpleName()).isEqualTo(plan);
            assertThat(plan.plannedRequests()).as(kind.getSimpleName()).hasValue(workload.requests());
        });
    }

    private static Open open(int concurrency, long requests, int maxConnections, int maxInFlight) {
        return new Open(List.of(HOLD), Arrivals.EVENLY_SPACED, concurrency, requests, maxConnections, maxInFlight, 1);
    }
}
