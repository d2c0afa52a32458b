// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long plans take. */
class PlanLengthTest {

    private final LoadPlan.Builder plan =
            LoadPlan.builder().target("http://localhost/").timeout(ofSeconds(2));

    @Test
    void durationAndWarmUp_areHowLongIsSent() {
        assertThat(PlanLength.sending(
                        plan.duration(ofSeconds(10)).warmUp(ofSeconds(3)).build()))
                .isEqualTo(ofSeconds(13));
        assertThat(PlanLength.sending(plan.rate(PlanSyntax.rate("5/s")).build()))
                .isEqualTo(ofSeconds(13));
    }

    @Test
    void numberOfRequests_doesNotSayHowLongIsSent() {
        assertThat(PlanLength.sending(plan.requests(100).concurrency(10).build()))
                .isZero();
    }

    @Test
    void longest_hasRoomForEveryRequestToTimeOut() {
        // 10 rounds of 2 s, the connections, and the answers to wait for.
        assertThat(PlanLength.longest(plan.requests(95).concurrency(10).build()))
                .isEqualTo(ofSeconds(20 + 2 + 2));
        assertThat(PlanLength.longest(
                        plan.requests(Long.MAX_VALUE - 1).concurrency(1).build()))
                .isGreaterThan(Duration.ofDays(36_000))
                .isLessThan(Duration.ofDays(37_000));
    }

    @Test
    void longest_ofARate_isItsLengthAndTheWaits() {
        assertThat(PlanLength.longest(plan.rate(PlanSyntax.rate("5/s"))
                        .duration(ofSeconds(10))
                        .build()))
                .isEqualTo(ofSeconds(10 + 2 + 2));
    }
}
