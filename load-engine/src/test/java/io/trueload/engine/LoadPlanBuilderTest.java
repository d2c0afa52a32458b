// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trueload.engine.Workload.Closed;
import io.trueload.engine.Workload.Open;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoadPlanBuilderTest {

    private static final String TARGET = "http://127.0.0.1:8080/items?page=1";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Rate RATE = Rate.perSecond(100);
    private static final Stage HOLD = Stage.hold(RATE, SECOND);
    private static final Stage RAMP = Stage.ramp(RATE, Rate.perSecond(200), SECOND);

    @Test
    void plan_onlyTarget_is200RequestsOver50Connections() {
        LoadPlan plan = plan().build();

        assertThat(plan.workload()).isEqualTo(new Closed(50, 200, Duration.ZERO));
        assertThat(plan.source()).isEqualTo(RequestSource.always(RequestSpec.get("/items?page=1")));
        assertThat(plan.warmUp()).isEqualTo(Duration.ZERO);
        assertThat(plan.timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(plan.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(plan.grace()).isEqualTo(Duration.ofSeconds(20));
        assertThat(plan.accepted()).isEqualTo(StatusSet.SUCCESSFUL);
        assertThat(plan.checks()).isEmpty();
        assertThat(plan.requirements()).isEmpty();
        assertThat(plan.transport()).isEqualTo(Transport.DEFAULT);
        assertThat(plan.priming()).isTrue();
    }

    @Test
    void timeout_given_boundsConnectTimeoutAndGraceThatAreNot() {
        assertThat(plan().timeout(SECOND).build().connectTimeout()).isEqualTo(SECOND);
        assertThat(plan().timeout(SECOND).build().grace()).isEqualTo(SECOND);
        assertThat(plan().timeout(Duration.ofMinutes(1)).build().connectTimeout())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(plan().timeout(SECOND).grace(Duration.ZERO).build().grace()).isZero();
    }

    @Test
    void concurrency_byDefault_givesWayToFewerRequests() {
        assertThat(plan().requests(1).build().workload()).isEqualTo(new Closed(1, 1, Duration.ZERO));
        assertThat(plan().requests(49).build().workload().concurrency()).isEqualTo(49);
        assertThat(plan().requests(51).build().workload().concurrency()).isEqualTo(50);
    }

    @Test
    void concurrency_given_doesNotGiveWayToFewerRequests() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan().requests(10).concurrency(50).build())
                .withMessage(
                        "concurrency must not exceed requests: 50 > 10; lower the concurrency or raise the requests");
    }

    @Test
    void concurrency_byDefault_givesWayToFewerRequestsWithADurationToo() {
        assertThat(plan().requests(10).duration(SECOND).build().workload()).isEqualTo(new Closed(10, 10, SECOND));
    }

    @Test
    void duration_alone_isClosedWithoutALimitOfRequests() {
        assertThat(plan().duration(SECOND).build().workload()).isEqualTo(new Closed(50, Workload.UNLIMITED, SECOND));
    }

    @Test
    void rate_alone_isOpenAndJustLongEnoughFor200Requests() {
        assertThat(plan().rate(RATE).build().workload())
                .isEqualTo(new Open(
                        List.of(Stage.hold(RATE, Duration.ofSeconds(2))),
                        Arrivals.EVENLY_SPACED,
                        50,
                        200,
                        1_000,
                        100_000,
                        1));
    }

    @Test
    void rate_withDuration_isOneHoldWithoutALimitOfRequests() {
        Workload workload = plan().rate(RATE).duration(SECOND).build().workload();

        assertThat(((Open) workload).stages()).containsExactly(HOLD);
        assertThat(workload.requests()).isEqualTo(Workload.UNLIMITED);
    }

    @Test
    void rate_withPoissonArrivals_leavesRoomForTheSlowestDraw() {
        Open open = (Open) plan().rate(RATE)
                .requests(500)
                .arrivals(Arrivals.POISSON)
                .seed(7)
                .build()
                .workload();

        assertThat(open.duration()).isEqualTo(Duration.ofMillis(10_100));
        assertThat(open.requests()).isEqualTo(500);
        assertThat(open.seed()).isEqualTo(7);
    }

    @Test
    void maxConnections_byDefault_is1000OrTheConcurrency() {
        assertThat(open(plan().rate(RATE).concurrency(1_001)).maxConnections()).isEqualTo(1_001);
        assertThat(open(plan().rate(RATE).maxConnections(10)).concurrency()).isEqualTo(10);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        plan().rate(RATE).concurrency(11).maxConnections(10).build())
                .withMessage("maxConnections must not be below concurrency: 10 < 11");
    }

    @Test
    void stages_several_followOneAnother() {
        Open open = open(plan().stage(RAMP).stage(HOLD).maxInFlight(9));

        assertThat(open.stages()).containsExactly(RAMP, HOLD);
        assertThat(open.maxInFlight()).isEqualTo(9);
    }

    @Test
    void stages_withRateOrDuration_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan().stage(HOLD).rate(RATE).build())
                .withMessage("rate and stages exclude each other; write the rate as a hold stage");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan().stage(HOLD).duration(SECOND).build())
                .withMessage("duration and stages exclude each other; the stages have durations");
    }

    static List<LoadPlan.Builder> everyKindOfPlan() {
        return List.of(
                plan(),
                plan().requests(7).concurrency(3),
                plan().duration(SECOND),
                plan().requests(70).duration(SECOND),
                plan().rate(RATE),
                plan().rate(Rate.perSecond(3))
                        .requests(100)
                        .arrivals(Arrivals.POISSON)
                        .seed(-5),
                plan().rate(RATE).duration(SECOND).maxConnections(60).maxInFlight(3),
                plan().stage(HOLD),
                plan().stage(HOLD).requests(30),
                plan().stage(RAMP),
                plan().stage(RAMP).stage(HOLD).concurrency(2_000),
                plan().source(RequestSource.cycle(List.of(RequestSpec.get("/a"), RequestSpec.get("/b")))),
                fullPlan());
    }

    private static LoadPlan.Builder fullPlan() {
        TlsSettings tls = new TlsSettings(false, Path.of("ca.pem"), null, null);
        return plan().method("POST")
                .header("X", "1")
                .header(new Header("X", "2"))
                .body("body")
                .warmUp(SECOND)
                .timeout(Duration.ofSeconds(9))
                .connectTimeout(Duration.ofSeconds(8))
                .grace(Duration.ofSeconds(7))
                .accept("2xx,404")
                .check((request, response) -> Optional.empty())
                .expect("p99 < 250ms", "error rate = 0%")
                .transport(new Transport(true, 10, true, 5, null, tls, 2))
                .priming(false);
    }

    @ParameterizedTest
    @MethodSource("everyKindOfPlan")
    void toBuilder_unchanged_buildsAnEqualPlan(LoadPlan.Builder builder) {
        LoadPlan plan = builder.build();

        assertThat(plan.toBuilder().build()).isEqualTo(plan).hasSameHashCodeAs(plan);
    }

    @ParameterizedTest
    @MethodSource("everyKindOfPlan")
    void build_twice_givesEqualPlans(LoadPlan.Builder builder) {
        assertThat(builder.build()).isEqualTo(builder.build());
    }

    @Test
    void toBuilder_anotherTarget_changesTargetAndPathOnly() {
        LoadPlan plan = fullPlan().build();

        LoadPlan other = plan.toBuilder().target("http://127.0.0.2/other").build();

        assertThat(other.source().request(0))
                .isEqualTo(plan.source().request(0).toBuilder().path("/other").build());
        assertThat(other.toBuilder().target(TARGET).build()).isEqualTo(plan);
    }

    @Test
    void workload_whole_replacesAllItsParts() {
        Workload closed = new Workload.Closed(7, 70, Duration.ofSeconds(3));
        LoadPlan open = LoadPlan.builder()
                .target(TARGET)
                .rate(Rate.perSecond(5))
                .duration(Duration.ofSeconds(9))
                .build();

        assertThat(open.toBuilder().workload(closed).build().workload()).isEqualTo(closed);
        assertThat(LoadPlan.builder()
                        .target(TARGET)
                        .requests(9)
                        .workload(open.workload())
                        .build()
                        .workload())
                .isEqualTo(open.workload());
    }

    @Test
    void requirements_whole_replaceThoseBefore() {
        LoadPlan plan = LoadPlan.builder().target(TARGET).expect("p99 < 1s").build();

        assertThat(plan.toBuilder().requirements(List.of()).build().requirements())
                .isEmpty();
        assertThat(LoadPlan.builder()
                        .target(TARGET)
                        .expect("errors = 0")
                        .requirements(plan.requirements())
                        .build()
                        .requirements())
                .isEqualTo(plan.requirements());
    }

    @Test
    void toBuilder_rateOfAnOpenPlan_canBeReplaced() {
        LoadPlan plan = plan().rate(RATE).duration(SECOND).build();

        assertThat(plan.toBuilder().rate(Rate.perSecond(7)).build().workload())
                .isEqualTo(
                        plan().rate(Rate.perSecond(7)).duration(SECOND).build().workload());
    }

    @Test
    void builder_changedAfterBuild_leavesThePlanAlone() {
        LoadPlan.Builder builder = plan();
        LoadPlan plan = builder.build();

        builder.header("X", "1")
                .expect("max < 1s")
                .check((request, response) -> Optional.empty())
                .stage(HOLD)
                .build();

        assertThat(plan).isEqualTo(plan().build());
    }

    private static LoadPlan.Builder plan() {
        return LoadPlan.builder().target(TARGET);
    }

    private static Open open(LoadPlan.Builder builder) {
        return (Open) builder.build().workload();
    }
}
