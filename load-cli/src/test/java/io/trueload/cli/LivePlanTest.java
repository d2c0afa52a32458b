// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static io.trueload.cli.CommandLines.plan;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LivePlanTest {

    @Test
    void load_isSaidInAFewWords() {
        assertThat(of("-n", "10000", "-c", "50").load()).isEqualTo("50 connections, 10,000 requests");
        assertThat(of("-z", "10s", "-c", "1").load()).isEqualTo("1 connection for 10s");
        assertThat(of("--rate", "200/s", "-z", "30s").load()).isEqualTo("200/s for 30s");
        assertThat(of("--stage", "ramp 10/s to 500/s 30s", "--stage", "hold 500/s 1m")
                        .load())
                .isEqualTo("2 stages from 10/s for 90s");
        assertThat(of("--stage", "ramp 10/s to 500/s 30s").load()).isEqualTo("1 stage from 10/s for 30s");
    }

    @Test
    void target_hidesSecrets() {
        assertThat(LivePlan.of(CommandLines.order("http://127.0.0.1:1/a?token=abcdef&x=1")
                                .plan())
                        .target())
                .isEqualTo("http://127.0.0.1:1/a?token=***&x=1");
    }

    @Test
    void isLong_byWhatEndsTheRun() {
        assertThat(of("-n", "200").isLong()).isFalse();
        assertThat(of("-n", "99999").isLong()).isFalse();
        assertThat(of("-n", "100000").isLong()).isTrue();
        assertThat(of("-z", "2s").isLong()).isFalse();
        assertThat(of("-z", "3s").isLong()).isTrue();
        assertThat(of("--rate", "10/s", "-z", "1s", "--warm-up", "2s").isLong()).isTrue();
    }

    @Test
    void length_isUnknownWhereANumberEndsTheRun() {
        assertThat(of("-n", "200").length()).isZero();
        assertThat(of("-z", "10s").length()).isEqualTo(Duration.ofSeconds(10));
        assertThat(of("--rate", "10/s", "-z", "20s").isOpen()).isTrue();
    }

    private static LivePlan of(String... options) {
        return LivePlan.of(plan(options));
    }
}
