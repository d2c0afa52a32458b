// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.LatencyDistribution;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a generator is healthy: each limit from both sides. */
class HealthRulesTest {

    private LatencyDistribution lag = constant(0, 1_000);
    private LatencyDistribution response = constant(10_000_000, 1_000);
    private Duration elapsed = ofSeconds(10);
    private double cpuShare = 0.1;
    private Duration gcPause = ZERO;
    private Duration maxHiccup = ZERO;
    private long openFiles = 10;
    private List<String> shortages = List.of();

    @Test
    void nothingWrong_isHealthy() {
        assertThat(judge().isHealthy()).isTrue();
    }

    @Test
    void lag_upToAMillisecond_isHealthy() {
        lag = constant(1_000_000, 1_000);
        assertThat(judge().reasons()).isEmpty();

        lag = constant(1_100_000, 1_000);
        assertThat(judge().reasons()).containsExactly("schedule lag p99 1.1 ms (limit 1.0 ms)");
    }

    @Test
    void lag_smallBesideTheResponseTimes_isHealthy() {
        response = constant(1_000_000_000, 1_000);
        lag = constant(49_000_000, 1_000);
        assertThat(judge().reasons()).isEmpty();

        lag = constant(51_000_000, 1_000);
        assertThat(judge().reasons()).containsExactly("schedule lag p99 51.0 ms (limit 50.0 ms)");
    }

    @Test
    void lag_ofOneInAThousand_hasItsOwnLimit() {
        Times mostlyPunctual = new Times(40_000_000_000L);
        for (int i = 0; i < 10_000; i++) {
            mostlyPunctual.record(i % 500 == 0 ? 6_000_000 : 10_000);
        }
        lag = mostlyPunctual.distribution();

        assertThat(judge().reasons()).containsExactly("schedule lag p99.9 6.0 ms (limit 5.0 ms)");
    }

    @Test
    void hiccup_upTo20Milliseconds_isHealthy() {
        maxHiccup = ofMillis(20);
        assertThat(judge().reasons()).isEmpty();

        maxHiccup = ofMillis(21);
        assertThat(judge().reasons()).containsExactly("longest hiccup 21.0 ms (limit 20.0 ms)");
    }

    @Test
    void garbageCollection_growsWithTheRun() {
        gcPause = ofMillis(10);
        assertThat(judge().reasons()).isEmpty();

        gcPause = ofMillis(11);
        assertThat(judge().reasons()).containsExactly("garbage collection 11.0 ms (limit 10.0 ms)");

        elapsed = ofSeconds(60);
        assertThat(judge().reasons()).isEmpty();
    }

    @Test
    void cpuFilesAndShortages_areNamed() {
        cpuShare = 0.93;
        openFiles = 950;
        shortages = List.of("it was out of local ports");

        assertThat(judge().reasons())
                .containsExactly(
                        "it was out of local ports",
                        "it used 93 % of its processors (limit 80 %)",
                        "it had 950 of 1000 file descriptors open");
    }

    @Test
    void nothingSent_isNoReasonToDoubt() {
        lag = new Times(1_000_000).distribution();
        response = lag;

        assertThat(judge().isHealthy()).isTrue();
        assertThat(judge().scheduleLagMax()).isZero();
    }

    private GeneratorHealth judge() {
        return new HealthRules(lag, response, elapsed, cpuShare, gcPause, maxHiccup, openFiles, 1_000, shortages)
                .judge();
    }

    private static LatencyDistribution constant(long nanos, int count) {
        Times times = new Times(40_000_000_000L);
        for (int i = 0; i < count; i++) {
            times.record(nanos);
        }
        return times.distribution();
    }
}
