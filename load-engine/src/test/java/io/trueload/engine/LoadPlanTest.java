// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.trueload.engine.Workload.Closed;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadPlanTest {

    private static final String TARGET = "http://127.0.0.1:8080/";
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void plannedRequests_closedByNumber_isThatNumber() {
        assertThat(plan().requests(7).build().plannedRequests()).hasValue(7);
        assertThat(plan().requests(70).duration(SECOND).build().plannedRequests())
                .hasValue(70);
    }

    @Test
    void plannedRequests_closedByDuration_isUnknown() {
        assertThat(plan().duration(SECOND).build().plannedRequests()).isEqualTo(OptionalLong.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "0.1/s, 1s, 1",
        "1/s, 1s, 1",
        "3/s, 1s, 3",
        "7/s, 700ms, 5",
        "33333/s, 3s, 99999",
        "0.3/s, 10s, 3",
        "200/s, 30s, 6000",
    })
    void plannedRequests_rateAndDuration_isTheAreaRoundedUp(String rate, String duration, long requests) {
        LoadPlan plan = plan().rate(Rate.parse(rate))
                .duration(PlanSyntax.duration(duration))
                .build();

        assertThat(plan.plannedRequests()).hasValue(requests);
    }

    @Test
    void plannedRequests_stageOfOneNanosecond_isTheOneThatIsSent() {
        LoadPlan plan =
                plan().rate(Rate.perSecond(1)).duration(Duration.ofNanos(1)).build();

        assertThat(plan.plannedRequests()).hasValue(1);
    }

    @Test
    void plannedRequests_rateAndNumber_isThatNumber() {
        for (String rate : List.of("0.1/s", "3/s", "7/s", "999/s", "33333/s", "1000000000/s")) {
            LoadPlan.Builder plan = plan().rate(Rate.parse(rate)).requests(1_001);

            assertThat(plan.build().plannedRequests()).as(rate).hasValue(1_001);
            assertThat(plan.arrivals(Arrivals.POISSON).build().plannedRequests())
                    .as(rate)
                    .hasValue(1_001);
        }
    }

    @Test
    void plannedRequests_ramp_isTheAreaRoundedUp() {
        LoadPlan plan = plan().stage(PlanSyntax.stage("ramp 1/s to 2/s 1s")).build();

        assertThat(plan.plannedRequests()).hasValue(2);
    }

    @Test
    void expectation_thatThePlannedRequestsCannotCarry_isRefusedWithTheNumberThatWould() {
        LoadPlan.Builder plan = plan().requests(200).expect("p99.9 < 1s");

        assertThatIllegalArgumentException()
                .isThrownBy(plan::build)
                .withMessage("'p99.9 < 1s' needs at least 1000 requests to mean anything, but the plan sends 200; send"
                        + " more or expect a lower percentile");
        assertThat(plan.requests(1_000).build().plannedRequests()).hasValue(1_000);
    }

    @Test
    void expectation_thatAScheduleCannotCarry_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan().rate(Rate.parse("9.9/s"))
                        .duration(SECOND)
                        .expect("service p95 < 1s")
                        .build())
                .withMessage("'service p95 < 1s' needs at least 20 requests to mean anything, but the plan sends 10;"
                        + " send more or expect a lower percentile");
    }

    @Test
    void expectation_whereTheNumberIsUnknown_isAccepted() {
        assertThat(plan().duration(SECOND).expect("p99.99 < 1s").build().requirements())
                .containsExactly(Requirement.parse("p99.99 < 1s"));
    }

    @Test
    void expectation_thatIsNoPercentile_isCarriedByOneRequest() {
        assertThat(plan().requests(1).expect("max < 1s", "errors = 0").build().requirements())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "-1s, 1s, 1s, 1s, warmUp must not be negative: -1s",
        "0s, 0s, 1s, 1s, timeout must be longer than zero: 0s",
        "0s, -1s, 1s, 1s, timeout must be longer than zero: -1s",
        "0s, 1s, 0s, 1s, connectTimeout must be longer than zero: 0s",
        "0s, 1s, 1s, -1ns, grace must not be negative: -1ns",
        "876001h, 1s, 1s, 1s, warmUp must be at most 100 years: 3153603600s",
    })
    void duration_outOfBounds_isRefused(String warmUp, String timeout, String connect, String grace, String message) {
        LoadPlan.Builder plan = plan().warmUp(read(warmUp))
                .timeout(read(timeout))
                .connectTimeout(read(connect))
                .grace(read(grace));

        assertThatIllegalArgumentException().isThrownBy(plan::build).withMessage(message);
    }

    @Test
    void plan_partMissing_isNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> of(null, RequestSource.always(RequestSpec.get("/")), StatusSet.SUCCESSFUL))
                .withMessage("workload");
        assertThatNullPointerException()
                .isThrownBy(() -> of(new Closed(1, 1, Duration.ZERO), null, StatusSet.SUCCESSFUL))
                .withMessage("source");
        assertThatNullPointerException()
                .isThrownBy(() -> of(new Closed(1, 1, Duration.ZERO), RequestSource.always(RequestSpec.get("/")), null))
                .withMessage("accepted");
    }

    private static LoadPlan.Builder plan() {
        return LoadPlan.builder().target(TARGET);
    }

    /** Reads hours apart, since a century is more than {@link PlanSyntax} reads. */
    private static Duration read(String text) {
        return text.endsWith("h")
                ? Duration.ofHours(Long.parseLong(text.substring(0, text.length() - 1)))
                : PlanSyntax.duration(text);
    }

    private static LoadPlan of(Workload workload, RequestSource source, StatusSet accepted) {
        return new LoadPlan(
                URI.create(TARGET),
                workload,
                source,
                Duration.ZERO,
                SECOND,
                SECOND,
                SECOND,
                accepted,
                List.of(),
                List.of(),
                Transport.DEFAULT,
                true,
                false);
    }
}
