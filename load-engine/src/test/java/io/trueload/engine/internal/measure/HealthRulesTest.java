// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.GeneratorHealth.Pause;
import io.trueload.engine.GeneratorHealth.Pauses;
import io.trueload.engine.GeneratorHealth.Processors;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.internal.measure.HealthRules.Signals;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When a generator is healthy: each limit from both sides. */
class HealthRulesTest {

    private LatencyDistribution lag = constant(0, 1_000);
    private LatencyDistribution response = constant(10_000_000, 1_000);
    private Duration elapsed = ofSeconds(10);
    private double cpuShare = 0.1;
    private Duration gcPause = ZERO;
    private Duration maxHiccup = ZERO;
    private Duration longestWait = ZERO;
    private Duration waits = ZERO;
    private long openFiles = 10;
    private List<String> shortages = List.of();
    private Processors processors = new Processors(0.2, 0.3, 0, 0, ZERO);
    private Pauses pauses = Pauses.NONE;
    private double lateWakeUps;
    private Duration longestCheck = ZERO;
    private Duration clockStep = Duration.ofNanos(30);
    private long backwardSteps;

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
    void lag_isToldByItsPercentiles() {
        Times ever = new Times(40_000_000_000L);
        for (int i = 0; i < 10_000; i++) {
            ever.record(i == 0 ? 8_000_000 : i < 50 ? 4_000_000 : i < 500 ? 800_000 : 10_000);
        }
        lag = ever.distribution();

        GeneratorHealth health = judge();

        assertThat(Stream.of(
                                health.scheduleLagP50(),
                                health.scheduleLagP99(),
                                health.scheduleLagP999(),
                                health.scheduleLagMax())
                        .map(Duration::toNanos)
                        .map(nanos -> Math.round(nanos / 10_000.0)))
                .containsExactly(1L, 80L, 400L, 800L);
    }

    @Test
    void hiccup_upTo20Milliseconds_isHealthy() {
        maxHiccup = ofMillis(20);
        assertThat(judge().reasons()).isEmpty();

        maxHiccup = ofMillis(21);
        assertThat(judge().reasons()).containsExactly("longest hiccup 21.0 ms (limit 20.0 ms)");
    }

    @Test
    void waitsForAProcessor_oneOf20Milliseconds_orAThousandthOfTheRun_areHealthy() {
        longestWait = ofMillis(20);
        waits = ofMillis(20);
        assertThat(judge().reasons()).isEmpty();

        waits = ofMillis(38);
        assertThat(judge().reasons())
                .containsExactly(
                        "its threads waited for a processor for 38 ms in all (limit 20 ms), up to 20.0 ms at once"
                                + " (limit 20.0 ms)");
        Duration without = judge().worstDelay();

        elapsed = ofSeconds(40);
        assertThat(judge().reasons()).isEmpty();

        longestWait = ofMillis(38);
        assertThat(judge().reasons())
                .containsExactly(
                        "its threads waited for a processor for 38 ms in all (limit 40 ms), up to 38.0 ms at once"
                                + " (limit 20.0 ms)");

        waits = ofMillis(76);
        assertThat(judge().worstDelay()).as("with 38 ms more").isGreaterThanOrEqualTo(without.plusMillis(38));
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
    void pauses_areAddedUp_andToldWithTheirTimes() {
        pauses = new Pauses(ofMillis(20), 7, List.of(new Pause(ofMillis(1_240), ofMillis(20))));
        assertThat(judge().reasons()).isEmpty();

        pauses = new Pauses(
                ofMillis(27),
                7,
                List.of(
                        new Pause(ofMillis(1_240), ofMillis(8)),
                        new Pause(ofMillis(2_000), ofMillis(5)),
                        new Pause(ofMillis(3_000), ofMillis(6)),
                        new Pause(ofMillis(4_000), ofMillis(8))));
        assertThat(judge().reasons())
                .containsExactly(
                        "it stood still for 27 ms in all (limit 20 ms), longest at 1.2 s, 3.0 s, 4.0 s, with up"
                                + " to 7 requests in flight");

        elapsed = ofSeconds(60);
        assertThat(judge().reasons()).isEmpty();
    }

    @Test
    void throttling_upTo10Milliseconds_isHealthy() {
        processors = new Processors(0.2, 0.3, 0, 0, ofMillis(10));
        assertThat(judge().reasons()).isEmpty();

        processors = new Processors(0.2, 0.3, 0, 0, ofMillis(11));
        assertThat(judge().reasons()).containsExactly("stopped by its CPU limit for 11.0 ms (limit 10.0 ms)");
    }

    @Test
    void oneFullThread_isTooBusy_whereTheProcessIsNot() {
        processors = new Processors(0.8, 0.3, 0, 0, ZERO);
        assertThat(judge().reasons()).isEmpty();

        processors = new Processors(0.97, 0.3, 0, 0, ZERO);
        assertThat(judge().reasons()).containsExactly("one of its I/O threads was 97 % busy (limit 80 %)");

        elapsed = ofMillis(900);
        assertThat(judge().reasons()).isEmpty();
    }

    @Test
    void busyMachine_explains_butIsNoReasonOfItsOwn() {
        processors = new Processors(0.2, 0.99, 0, 0, ZERO);
        assertThat(judge().reasons()).isEmpty();

        maxHiccup = ofMillis(50);
        assertThat(judge().reasons())
                .containsExactly(
                        "longest hiccup 50.0 ms (limit 20.0 ms)",
                        "the machine's processors were 99 % busy, 10 % with the generator itself");
    }

    @Test
    void checksWakeUpsAndClock_haveLimits() {
        longestCheck = ofMillis(20);
        lateWakeUps = 0.05;
        clockStep = Duration.ofNanos(1_000);
        assertThat(judge().reasons()).isEmpty();

        longestCheck = ofMillis(21);
        lateWakeUps = 0.07;
        clockStep = Duration.ofNanos(15_600_000);
        assertThat(judge().reasons())
                .containsExactly(
                        "a check of the plan kept an I/O thread for 21.0 ms (limit 20.0 ms)",
                        "7 % of its wake-ups came more than 10 ms late (limit 5 %)",
                        "its clock advances in steps of 15600.0 µs (limit 1 µs)");
    }

    @Test
    void clockThatGoesBack_makesEveryTimeDoubtful() {
        backwardSteps = 1;
        assertThat(judge().reasons()).containsExactly("its clock went back 1 time");
        assertThat(judge().worstDelay()).isEqualTo(GeneratorHealth.UNBOUNDED);

        backwardSteps = 2;
        assertThat(judge().reasons()).containsExactly("its clock went back 2 times");
    }

    @Test
    void waitingForAProcessor_explainsAReason_andIsNone() {
        processors = new Processors(0.2, 0.3, 0.4, 0, ZERO);
        assertThat(judge().reasons()).isEmpty();

        maxHiccup = ofMillis(21);
        assertThat(judge().reasons())
                .containsExactly(
                        "longest hiccup 21.0 ms (limit 20.0 ms)",
                        "something in its control group or on its machine waited for a processor for 40 % of the time");

        processors = new Processors(0.2, 0.3, 0.05, 0, ZERO);
        assertThat(judge().reasons()).containsExactly("longest hiccup 21.0 ms (limit 20.0 ms)");
    }

    @Test
    void worstDelay_isAllThatOneRequestMayHaveMet_andTheQueueBehindIt() {
        lag = constant(2_000_000, 1_000);
        maxHiccup = ofMillis(30);
        pauses = new Pauses(ofMillis(50), 1, List.of(new Pause(ZERO, ofMillis(30)), new Pause(ZERO, ofMillis(20))));
        longestCheck = ofMillis(3);
        clockStep = ZERO;
        processors = new Processors(0, 0, 0, 0, ZERO);
        cpuShare = 0;
        assertThat(judge().worstDelay()).isCloseTo(ofMillis(55), ofMillis(1));

        gcPause = ofMillis(60);
        assertThat(judge().worstDelay()).isCloseTo(ofMillis(65), ofMillis(1));

        processors = new Processors(0, 0.75, 0, 0, ofMillis(70));
        assertThat(judge().worstDelay()).isCloseTo(ofMillis(300), ofMillis(4));

        processors = new Processors(0, 0.81, 0, 0, ofMillis(70));
        assertThat(judge().worstDelay()).isEqualTo(GeneratorHealth.UNBOUNDED);
    }

    @Test
    void worstDelay_ofAShortage_hasNoBound() {
        cpuShare = 0.81;

        assertThat(judge().worstDelay()).isEqualTo(GeneratorHealth.UNBOUNDED);
    }

    @Test
    void nothingSent_isNoReasonToDoubt() {
        lag = new Times(1_000_000).distribution();
        response = lag;

        assertThat(judge().isHealthy()).isTrue();
        assertThat(judge().scheduleLagMax()).isZero();
    }

    private GeneratorHealth judge() {
        Signals signals = new Signals(
                cpuShare,
                processors,
                gcPause,
                maxHiccup,
                pauses,
                longestWait,
                waits,
                openFiles,
                1_000,
                lateWakeUps,
                longestCheck,
                clockStep,
                backwardSteps);
        return new HealthRules(lag, response, elapsed, signals, shortages).judge();
    }

    private static LatencyDistribution constant(long nanos, int count) {
        Times times = new Times(40_000_000_000L);
        for (int i = 0; i < count; i++) {
            times.record(nanos);
        }
        return times.distribution();
    }
}
