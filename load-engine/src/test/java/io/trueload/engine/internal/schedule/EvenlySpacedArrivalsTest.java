// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.schedule;

import static io.trueload.engine.Rate.perSecond;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Arrivals;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.Stage;
import io.trueload.engine.Workload;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Evenly spaced starts, held against exact arithmetic. */
class EvenlySpacedArrivalsTest {

    private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000L);

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 3, 7, 999, 1000, 33_333, 100_000, 0.003, 1234.567, 250_000, 1_000_000})
    void constantRate_anyIndex_isExactToTheNanosecond(double rate) {
        RateProfile profile = new RateProfile(List.of(Stage.hold(perSecond(rate), ofDays(36_500))));

        for (long index : new long[] {0, 1, 2, 3, 7, 999, 1_000, 123_457, 10_000_000, 299_999_999, 1_000_000_000}) {
            BigDecimal exact = BigDecimal.valueOf(index)
                    .multiply(BILLION)
                    .divide(BigDecimal.valueOf(rate), 0, RoundingMode.HALF_UP);
            if (exact.compareTo(BigDecimal.valueOf(ofDays(36_500).toNanos())) < 0) {
                assertThat(BigDecimal.valueOf(profile.nanosAt(index, 0))
                                .subtract(exact)
                                .abs())
                        .as("start of request %d at %s/s", index, rate)
                        .isLessThanOrEqualTo(BigDecimal.ONE);
            }
        }
    }

    @Test
    void constantRate_addedUpGaps_wouldDrift() {
        // The deliberate mistake: a third of a second, rounded once and added up, is 0.3 s off after a billion
        // requests.
        long gap = Math.round(1e9 / 3);
        RateProfile profile = new RateProfile(List.of(Stage.hold(perSecond(3), ofDays(36_500))));

        assertThat(profile.nanosAt(1_000_000_000, 0) - gap * 1_000_000_000).isEqualTo(333_333_333L);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1ns, 1",
        "1000000000, 1ns, 1",
        "0.1, 1s, 1",
        "1, 10s, 10",
        "200, 20s, 4000",
        "0.7, 10s, 7",
        "3, 1s, 3",
        "33333, 300ms, 10000",
        "1000, 30s, 30000",
        "0.5, 3s, 2",
        "2.5, 1s, 3"
    })
    void constantRate_holdsSoManyRequests_theFirstAtOnce(double rate, String duration, int expected) {
        ArrivalSchedule schedule = even(Stage.hold(perSecond(rate), PlanSyntax.duration(duration)));

        assertThat(schedule.next()).isZero();
        int count = 1;
        while (schedule.next() != ArrivalSchedule.END) {
            count++;
        }
        assertThat(count).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 300, 2s, 400",
        "300, 100, 2s, 400",
        "1, 1000, 10s, 5005",
        "1000, 1, 10s, 5005",
        "5, 5, 4s, 20",
        "100, 200, 1s, 150"
    })
    void ramp_hasTheIntegralOfItsRate_inStrictOrder(double from, double to, String duration, int expected) {
        Duration length = PlanSyntax.duration(duration);
        ArrivalSchedule schedule = even(Stage.ramp(perSecond(from), perSecond(to), length));

        long last = -1;
        int count = 0;
        for (long start = schedule.next(); start != ArrivalSchedule.END; start = schedule.next()) {
            assertThat(start).isGreaterThan(last).isLessThan(length.toNanos());
            // By then the rate has added up to the number of the request: from * t + (to - from) * t² / 2T.
            double t = start / 1e9;
            double integral = from * t + (to - from) * t * t / (2 * length.toNanos() / 1e9);
            assertThat(integral).isBetween(count - 1e-5, count + 1e-5);
            last = start;
            count++;
        }
        // One way of counting or the other where the integral is not whole.
        assertThat(count).isBetween(expected, expected + 1);
    }

    @Test
    void stages_joinWithoutGapOrOverlap() {
        ArrivalSchedule schedule = even(
                Stage.hold(perSecond(10), ofSeconds(1)),
                Stage.hold(perSecond(100), ofMillis(100)),
                Stage.hold(perSecond(10), ofSeconds(1)));

        for (int i = 0; i < 10; i++) {
            assertThat(schedule.next()).isEqualTo(i * 100_000_000L);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(schedule.next()).isEqualTo(1_000_000_000L + i * 10_000_000L);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(schedule.next()).isEqualTo(1_100_000_000L + i * 100_000_000L);
        }
        assertThat(schedule.next()).isEqualTo(ArrivalSchedule.END);
    }

    @Test
    void requestThatFallsBetweenStages_isSentWhenTheRateHasAddedUp() {
        // Half a request is owed when the first stage ends; the second pays the other half in 50 ms.
        ArrivalSchedule schedule =
                even(Stage.hold(perSecond(1), ofMillis(1500)), Stage.hold(perSecond(10), ofSeconds(1)));

        assertThat(schedule.next()).isZero();
        assertThat(schedule.next()).isEqualTo(1_000_000_000L);
        assertThat(schedule.next()).isEqualTo(1_550_000_000L);
    }

    @Test
    void oneNanosecondStage_isKept() {
        ArrivalSchedule schedule = even(Stage.hold(perSecond(1), ofNanos(1)), Stage.hold(perSecond(1000), ofMillis(2)));

        assertThat(schedule.next()).isZero();
        assertThat(schedule.next()).isEqualTo(1_000_001L);
        assertThat(schedule.next()).isEqualTo(ArrivalSchedule.END);
    }

    @Test
    void limit_cutsTheSchedule() {
        ArrivalSchedule schedule =
                ArrivalSchedule.of(List.of(Stage.hold(perSecond(10), ofSeconds(10))), Arrivals.EVENLY_SPACED, 3, 1);

        assertThat(List.of(schedule.next(), schedule.next(), schedule.next()))
                .containsExactly(0L, 100_000_000L, 200_000_000L);
        assertThat(schedule.next()).isEqualTo(ArrivalSchedule.END);
        assertThat(schedule.next()).isEqualTo(ArrivalSchedule.END);
    }

    @Test
    void everyKindOfStage_hasACurve() {
        assertThat(Stage.class.getPermittedSubclasses()).containsExactlyInAnyOrder(Stage.Hold.class, Stage.Ramp.class);
        assertThat(even(Stage.hold(perSecond(1), ofSeconds(1))).next()).isZero();
        assertThat(even(Stage.ramp(perSecond(1), perSecond(2), ofSeconds(1))).next())
                .isZero();
    }

    private static ArrivalSchedule even(Stage... stages) {
        return ArrivalSchedule.of(List.of(stages), Arrivals.EVENLY_SPACED, Workload.UNLIMITED, 1);
    }
}
