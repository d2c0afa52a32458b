// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfCheckTest {

    @Test
    void clockThatGoesBack_isNoticed() {
        assertThat(reasons(10, 10, 20)).isEmpty();
        assertThat(reasons(10, 9, 20, 19)).contains("its clock went back 2 times");
    }

    private static List<String> reasons(long... instants) {
        VirtualRun run = VirtualRun.begin(LoadPlan.builder().requests(1).concurrency(1), sent -> sent);
        try (var check = new SelfCheck(run.state, run.ticker)) {
            for (long instant : instants) {
                check.isAwake(instant);
            }
            return check.health(run.run.tally(), ofSeconds(1)).reasons().stream()
                    .filter(reason -> reason.startsWith("its clock"))
                    .toList();
        }
    }
}
