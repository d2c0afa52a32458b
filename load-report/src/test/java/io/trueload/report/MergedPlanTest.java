// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.Rate;
import io.trueload.engine.Stage;
import io.trueload.engine.Workload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plans that were parts of one. */
class MergedPlanTest {

    @Test
    void closedWorkloads_addUp_andTheRestIsOfTheFirst() {
        LoadPlan first = plan().requests(200).concurrency(10).expect("p50 < 1s").build();
        LoadPlan second = plan().requests(100).concurrency(5).build();

        LoadPlan sum = MergedPlan.of(List.of(first, second, second));

        assertThat(sum.workload()).isEqualTo(new Workload.Closed(20, 400, Duration.ZERO));
        assertThat(sum.requirements()).isEqualTo(first.requirements());
    }

    @Test
    void workloadsOfATime_addUp_ifTheyAreOfOneLength() {
        LoadPlan timed = plan().duration(Duration.ofSeconds(5)).build();
        LoadPlan longer = plan().duration(Duration.ofSeconds(6)).build();

        assertThat(MergedPlan.of(List.of(timed, timed)).workload())
                .isEqualTo(new Workload.Closed(100, Workload.UNLIMITED, Duration.ofSeconds(5)));
        assertThatThrownBy(() -> MergedPlan.of(List.of(timed, longer)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("runs of different lengths do not add up: 5s, and 6s");
    }

    @Test
    void ratesOfStages_addUp() {
        LoadPlan ramp = plan().stage(Stage.ramp(rate(10), rate(20), Duration.ofSeconds(5)))
                .stage(Stage.hold(rate(20), Duration.ofSeconds(2)))
                .build();
        LoadPlan hold = plan().stage(Stage.hold(rate(100), Duration.ofSeconds(5)))
                .stage(Stage.hold(rate(1), Duration.ofSeconds(2)))
                .build();

        assertThat(((Workload.Open) MergedPlan.of(List.of(ramp, hold)).workload()).stages())
                .containsExactly(
                        Stage.ramp(rate(110), rate(120), Duration.ofSeconds(5)),
                        Stage.hold(rate(21), Duration.ofSeconds(2)));
    }

    @Test
    void whatIsNoPartOfOneLoad_isRefused() {
        LoadPlan closed = plan().build();
        LoadPlan other = plan().method("POST").build();
        LoadPlan open = plan().rate(rate(10)).duration(Duration.ofSeconds(5)).build();
        LoadPlan longer = plan().rate(rate(10)).duration(Duration.ofSeconds(6)).build();

        assertThatThrownBy(() -> MergedPlan.of(List.of(closed, other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the runs are of different loads, which do not add up: method was GET and is POST; target was"
                                + " GET http://127.0.0.1/ and is POST http://127.0.0.1/");
        assertThatThrownBy(() -> MergedPlan.of(List.of(
                        LoadPlan.builder().target("http://127.0.0.1/?size=1").build(),
                        LoadPlan.builder().target("http://127.0.0.1/?size=1000").build())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the runs are of different loads, which do not add up: url was http://*/?size=1 and is"
                        + " http://*/?size=1000");
        assertThatThrownBy(() -> MergedPlan.of(List.of(closed, open)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a closed workload and an open one do not add up");
        assertThatThrownBy(() -> MergedPlan.of(List.of(open, longer)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("stages of different lengths do not add up: ");
    }

    private static LoadPlan.Builder plan() {
        return LoadPlan.builder().target("http://127.0.0.1/");
    }

    private static Rate rate(double perSecond) {
        return Rate.perSecond(perSecond);
    }
}
