// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TargetHealthTest {

    private static final long MIB = 1 << 20;

    @Test
    void unknown_isNotKnown_andFindsNothing() {
        assertThat(TargetHealth.UNKNOWN.isKnown()).isFalse();
        assertThat(TargetHealth.UNKNOWN.findings()).isEmpty();
    }

    @Test
    void oneFigure_whicheverItIs_isKnown() {
        assertThat(Stream.of(
                        new TargetHealth(1, 0, Duration.ZERO, -1, -1, 0, ""),
                        new TargetHealth(0, 1, Duration.ZERO, -1, -1, 0, ""),
                        new TargetHealth(0, 0, Duration.ofNanos(1), -1, -1, 0, ""),
                        new TargetHealth(0, 0, Duration.ZERO, 0, -1, 0, ""),
                        new TargetHealth(0, 0, Duration.ZERO, -1, 0, 0, ""),
                        new TargetHealth(0, 0, Duration.ZERO, -1, -1, 1, ""),
                        new TargetHealth(0, 0, Duration.ZERO, -1, -1, 0, "exit code 1")))
                .allMatch(TargetHealth::isKnown);
    }

    @Test
    void wellOff_isKnown_andFindsNothing() {
        var health = new TargetHealth(100, 5, Duration.ofMillis(20), 60 * MIB, 128 * MIB, 0, "");

        assertThat(health.isKnown()).isTrue();
        assertThat(health.findings()).isEmpty();
        assertThat(health.summary())
                .isEqualTo("throttled in 5 of 100 periods, 20ms; memory 60.0 MiB of 128.0 MiB; 0 restarts");
    }

    @Test
    void noLimits_areSaid() {
        assertThat(new TargetHealth(0, 0, Duration.ZERO, 60 * MIB, -1, 1, "").summary())
                .isEqualTo("no CPU limit; memory 60.0 MiB, no limit; 1 restart");
    }

    @Test
    void everythingThatExplains_isFound() {
        var health = new TargetHealth(
                50, 45, Duration.ofMillis(2_345), 127 * MIB, 128 * MIB, 2, "exit code 137, out of memory");

        assertThat(health.findings())
                .containsExactly(
                        "it ended during the run (exit code 137, out of memory)",
                        "it restarted 2 times",
                        "its CPU limit stopped it in 45 of 50 periods, for 2.345s in all",
                        "it used 127.0 MiB of the 128.0 MiB of memory that it may use");
    }
}
