// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trueload.engine.Arrivals;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.Workload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans in parts. */
class PlanSplitTest {

    private final LoadPlan.Builder plan = LoadPlan.builder().target("http://service/");

    @ParameterizedTest
    @CsvSource({"1000, 10, 3", "7, 7, 7", "200, 50, 1", "1001, 64, 8"})
    void requestsAndConnections_addUpExactly_andDifferByOneAtMost(long requests, int concurrency, int parts) {
        List<LoadPlan> split =
                PlanSplit.of(plan.requests(requests).concurrency(concurrency).build(), parts);

        assertThat(split).hasSize(parts);
        assertThat(split.stream().mapToLong(part -> part.workload().requests()).sum())
                .isEqualTo(requests);
        assertThat(split.stream()
                        .mapToInt(part -> part.workload().concurrency())
                        .sum())
                .isEqualTo(concurrency);
        long least = split.stream()
                .mapToLong(part -> part.workload().requests())
                .min()
                .orElseThrow();
        assertThat(split).allMatch(part -> part.workload().requests() - least <= 1);
    }

    @Test
    void rate_isSplit_andItsRequestsAddUp() {
        List<LoadPlan> split = PlanSplit.of(
                plan.stage(PlanSyntax.stage("ramp 10/s to 100/s 3s"))
                        .stage(PlanSyntax.stage("hold 100/s 2s"))
                        .arrivals(Arrivals.POISSON)
                        .seed(5)
                        .build(),
                3);

        assertThat(split.stream().mapToLong(part -> part.workload().requests()).sum())
                .isEqualTo(365);
        assertThat(split).allSatisfy(part -> {
            var open = (Workload.Open) part.workload();
            assertThat(open.stages().get(1).startRate().perSecond()).isCloseTo(100.0 / 3, within(1e-6));
            assertThat(open.expectedRequests()).isGreaterThanOrEqualTo(open.requests() - 1.0);
        });
        assertThat(split)
                .extracting(part -> ((Workload.Open) part.workload()).seed())
                .containsExactly(5L, 6L, 7L);
    }

    @Test
    void duration_isTheSameForAll_andExpectationsAreLeftToTheSum() {
        List<LoadPlan> split = PlanSplit.of(
                plan.duration(Duration.ofSeconds(9)).expect("p99 < 1s").build(), 2);

        assertThat(split).allSatisfy(part -> {
            assertThat(part.workload().requests()).isEqualTo(Workload.UNLIMITED);
            assertThat(part.sending()).isEqualTo(Duration.ofSeconds(9));
            assertThat(part.requirements()).isEmpty();
        });
    }

    @Test
    void tooLittleForAll_isRefused() {
        LoadPlan small = plan.requests(5).concurrency(2).build();

        assertThatThrownBy(() -> PlanSplit.of(small, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a plan of 5 requests over 2 connections cannot be split among 3 load testers: each needs one"
                                + " of both");
        assertThatThrownBy(() -> PlanSplit.of(small, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a fleet has one load tester or more: 0");
    }
}
