// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.Requirement;
import io.trueload.engine.Stage;
import io.trueload.engine.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans made shorter and slower. */
class ScaleTest {

    private static final Scale TENTH = new Scale(0.1, 0.5);

    @Test
    void noScale_isTheSamePlan() {
        LoadPlan plan = plan().build();

        assertThat(new Scale(1, 1).apply(plan)).isSameAs(plan);
    }

    @Test
    void openPlan_isShorterByOneFactor_andSlowerByTheOther() {
        LoadPlan scaled = TENTH.apply(plan().rate(PlanSyntax.rate("200/s"))
                .duration(ofSeconds(30))
                .warmUp(ofSeconds(5))
                .timeout(ofSeconds(2))
                .build());

        assertThat(scaled.workload())
                .isInstanceOfSatisfying(
                        Workload.Open.class,
                        open -> assertThat(open.stages())
                                .containsExactly(Stage.hold(PlanSyntax.rate("100/s"), ofSeconds(3))));
        assertThat(scaled.warmUp()).isEqualTo(ofMillis(500));
        assertThat(scaled.timeout()).isEqualTo(ofSeconds(2));
    }

    @Test
    void everyKindOfStage_isScaled() {
        List<Stage> stages = List.of(PlanSyntax.stage("hold 10/s 10s"), PlanSyntax.stage("ramp 10/s to 20/s 10s"));
        assertThat(stages).hasSize(Stage.class.getPermittedSubclasses().length);
        LoadPlan.Builder plan = plan();
        stages.forEach(plan::stage);

        assertThat(TENTH.apply(plan.build()).workload())
                .isInstanceOfSatisfying(
                        Workload.Open.class,
                        open -> assertThat(open.stages())
                                .containsExactly(
                                        PlanSyntax.stage("hold 5/s 1s"), PlanSyntax.stage("ramp 5/s to 10/s 1s")));
    }

    @Test
    void closedPlan_hasFewerRequests_butOneForEachConnection() {
        assertThat(TENTH.apply(plan().requests(2_000).concurrency(20).build()).workload())
                .isEqualTo(new Workload.Closed(20, 200, ofSeconds(0)));
        assertThat(TENTH.apply(plan().requests(100).concurrency(20).build()).workload())
                .isEqualTo(new Workload.Closed(20, 20, ofSeconds(0)));
        assertThat(TENTH.apply(plan().duration(ofSeconds(10)).build()).workload())
                .isEqualTo(new Workload.Closed(50, Workload.UNLIMITED, ofSeconds(1)));
    }

    @Test
    void expectationsOfRatesAndNumbers_followThePlan_othersStay() {
        LoadPlan scaled = TENTH.apply(plan().rate(PlanSyntax.rate("200/s"))
                .duration(ofSeconds(30))
                .expect("rate >= 199/s", "requests = 6000", "p50 < 250ms", "errors < 3")
                .build());

        assertThat(scaled.requirements().stream().map(Requirement::text))
                .containsExactly("rate >= 99.5/s", "requests = 300", "p50 < 250ms", "errors < 3");
        assertThat(scaled.requirements().get(0).limit()).isEqualTo(99.5);
    }

    @ParameterizedTest
    @CsvSource({"1005, 5, 0.1, 101", "100, 10, 0.29, 29", "100, 20, 0.1, 20", "1001, 10, 0.5, 501"})
    void expectationOfAllRequests_isAllOfTheScaledPlan(int requests, int concurrency, double duration, long scaled) {
        LoadPlan plan = new Scale(duration, 1)
                .apply(plan().requests(requests)
                        .concurrency(concurrency)
                        .expect("requests = " + requests)
                        .build());

        assertThat(plan.plannedRequests()).hasValue(scaled);
        assertThat(plan.requirements().get(0).text()).isEqualTo("requests = " + scaled);
    }

    @Test
    void expectationOfSomeRequests_isRoundedLikeThePlan() {
        LoadPlan scaled = new Scale(0.5, 1)
                .apply(plan().requests(1_000).expect("requests >= 15").build());

        assertThat(scaled.requirements().get(0).text()).isEqualTo("requests >= 8");
    }

    @Test
    void rateOfAClosedPlan_isNotScaled() {
        LoadPlan scaled = TENTH.apply(plan().requests(1_000)
                .expect("rate >= 199/s", "requests = 1000")
                .build());

        assertThat(scaled.requirements().stream().map(Requirement::text))
                .containsExactly("rate >= 199/s", "requests = 100");
    }

    private static LoadPlan.Builder plan() {
        return LoadPlan.builder().target("http://localhost/");
    }
}
