// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static io.trueload.cli.CommandLines.mistakes;
import static io.trueload.cli.CommandLines.plan;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Arrivals;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.Rate;
import io.trueload.engine.Stage;
import io.trueload.engine.Workload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadOptionsTest {

    @Test
    void nothingGiven_closedWorkload_hasTheDefaultsOfHey() {
        assertThat(plan().workload()).isEqualTo(new Workload.Closed(50, 200, Duration.ZERO));
    }

    @Test
    void requestsAndConcurrency_shortAndLong_areTheSame() {
        assertThat(plan("-n", "100", "-c", "30").workload()).isEqualTo(new Workload.Closed(30, 100, Duration.ZERO));
        assertThat(plan("--requests=100", "--concurrency", "30").workload())
                .isEqualTo(new Workload.Closed(30, 100, Duration.ZERO));
    }

    @Test
    void fewRequests_withoutConcurrency_useFewerConnections() {
        assertThat(plan("-n", "10").workload()).isEqualTo(new Workload.Closed(10, 10, Duration.ZERO));
    }

    @Test
    void duration_goStyle_isRead() {
        assertThat(plan("-z", "1m30s").workload())
                .isEqualTo(new Workload.Closed(50, Workload.UNLIMITED, ofSeconds(90)));
        assertThat(plan("--duration", "500ms").workload())
                .isEqualTo(new Workload.Closed(50, Workload.UNLIMITED, ofMillis(500)));
    }

    @Test
    void requestsWithDuration_likeHey_areIgnoredWithANote() {
        var order = CommandLines.order("-n", "5", "-z", "10s", CommandLines.URL);

        assertThat(order.plan().workload().requests()).isEqualTo(Workload.UNLIMITED);
        assertThat(order.notes()).containsExactly("-n is ignored, since -z ends the run");
    }

    @Test
    void ratePerConnection_timesConnections_isAnOpenWorkloadOfExactlyThese() {
        assertThat(open(plan("-q", "4", "-c", "20", "-z", "10s")))
                .isEqualTo(new Workload.Open(
                        List.of(Stage.hold(Rate.perSecond(80), ofSeconds(10))),
                        Arrivals.EVENLY_SPACED,
                        20,
                        Workload.UNLIMITED,
                        20,
                        100_000,
                        1));
    }

    @Test
    void ratePerConnection_withoutConcurrency_countsFifty() {
        Workload.Open open = open(plan("-q", "0.5"));

        assertThat(open.stages()).containsExactly(Stage.hold(Rate.perSecond(25), ofSeconds(8)));
        assertThat(open.requests()).isEqualTo(200);
        assertThat(open.maxConnections()).isEqualTo(50);
    }

    @Test
    void rate_withLimits_isAnOpenWorkload() {
        Workload.Open open = open(plan(
                "--rate=200/s",
                "-z=30s",
                "-c=10",
                "--max-connections=40",
                "--max-in-flight=500",
                "--arrivals=poisson",
                "--seed=7"));

        assertThat(open)
                .isEqualTo(new Workload.Open(
                        List.of(Stage.hold(Rate.perSecond(200), ofSeconds(30))),
                        Arrivals.POISSON,
                        10,
                        Workload.UNLIMITED,
                        40,
                        500,
                        7));
    }

    @Test
    void arrivals_even_isTheDefault() {
        assertThat(open(plan("--rate", "5/s", "--arrivals", "even"))).isEqualTo(open(plan("--rate", "5/s")));
    }

    @Test
    void stages_repeated_followOneAnother() {
        assertThat(open(plan("--stage", "ramp 10/s to 500/s 30s", "--stage", "hold 500/s 10s"))
                        .stages())
                .containsExactly(
                        Stage.ramp(Rate.perSecond(10), Rate.perSecond(500), ofSeconds(30)),
                        Stage.hold(Rate.perSecond(500), ofSeconds(10)));
    }

    @Test
    void warmUpAndPriming_areTaken() {
        assertThat(plan().warmUp()).isEqualTo(Duration.ZERO);
        assertThat(plan().priming()).isTrue();
        assertThat(plan("--warm-up", "2s").warmUp()).isEqualTo(ofSeconds(2));
        assertThat(plan("--no-priming").priming()).isFalse();
    }

    @Test
    void optionGivenTwice_likeHey_theLastWins() {
        assertThat(plan("-n", "5", "-n", "70").workload().requests()).isEqualTo(70);
    }

    @Test
    void limitsOfAnOpenWorkload_withoutARate_areRefused() {
        assertThat(mistakes("--arrivals", "even", "--max-connections", "5", "--max-in-flight", "5"))
                .containsExactly(
                        "--arrivals needs a rate: add --rate, --stage or -q, or leave it out",
                        "--max-connections needs a rate: add --rate, --stage or -q, or leave it out",
                        "--max-in-flight needs a rate: add --rate, --stage or -q, or leave it out");
    }

    private static Workload.Open open(LoadPlan plan) {
        return (Workload.Open) plan.workload();
    }
}
