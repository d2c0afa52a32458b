// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.schedule;

import static io.trueload.engine.Rate.perSecond;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trueload.engine.Arrivals;
import io.trueload.engine.Stage;
import io.trueload.engine.Workload;
import io.trueload.engine.internal.statistics.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Poisson starts, held against the distribution that they claim. */
class PoissonArrivalsTest {

    private static final int DRAWS = 20_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, Long.MAX_VALUE})
    void gaps_areExponential(long seed) {
        double[] gaps = gaps(schedule(Stage.hold(perSecond(1000), ofSeconds(100)), seed));

        assertThat(distance(gaps, 1000)).as("seed %d", seed).isLessThan(kolmogorovLimit());
    }

    /** Returns the distance that 99 of 100 samples of the true distribution stay below. */
    private static double kolmogorovLimit() {
        return Vectors.of("kolmogorov-limits").stream()
                .filter(row -> row.whole("samples") == DRAWS && row.number("error") == 0.01)
                .mapToDouble(row -> row.number("distance"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void evenGaps_failTheSameTest() {
        ArrivalSchedule even = ArrivalSchedule.of(
                List.of(Stage.hold(perSecond(1000), ofSeconds(100))), Arrivals.EVENLY_SPACED, Workload.UNLIMITED, 1);

        assertThat(distance(gaps(even), 1000)).isGreaterThan(0.3);
    }

    @Test
    void gaps_haveMeanAndVarianceOfTheirRate() {
        double[] gaps = gaps(schedule(Stage.hold(perSecond(1000), ofSeconds(100)), 5));
        double mean = Arrays.stream(gaps).average().orElseThrow();
        double variance = Arrays.stream(gaps)
                .map(gap -> (gap - mean) * (gap - mean))
                .average()
                .orElseThrow();

        assertThat(mean).isCloseTo(0.001, within(0.001 * 3.29 / Math.sqrt(DRAWS)));
        assertThat(variance).isCloseTo(1e-6, within(0.1e-6));
    }

    @Test
    void count_isWithinTheSpreadOfItsMean() {
        ArrivalSchedule schedule = schedule(Stage.hold(perSecond(1000), ofSeconds(20)), 11);

        assertThat(count(schedule)).isCloseTo(20_000, within((int) (3.29 * Math.sqrt(20_000))));
    }

    @Test
    void ramp_putsRequestsWhereTheRateIs() {
        ArrivalSchedule schedule = schedule(Stage.ramp(perSecond(1), perSecond(1999), ofSeconds(20)), 3);

        int firstHalf = 0;
        int all = 0;
        for (long start = schedule.next(); start != ArrivalSchedule.END; start = schedule.next()) {
            all++;
            firstHalf += start < 10_000_000_000L ? 1 : 0;
        }
        // The integral of the first half is a quarter of the whole.
        assertThat(all).isCloseTo(20_000, within((int) (3.29 * Math.sqrt(20_000))));
        assertThat(firstHalf).isCloseTo(5_000, within((int) (3.29 * Math.sqrt(5_000))));
    }

    @Test
    void sameSeed_givesTheSameStarts_anotherSeedOthers() {
        Stage stage = Stage.hold(perSecond(100), ofSeconds(10));

        assertThat(starts(schedule(stage, 7))).isEqualTo(starts(schedule(stage, 7)));
        assertThat(starts(schedule(stage, 7))).isNotEqualTo(starts(schedule(stage, 8)));
    }

    private static ArrivalSchedule schedule(Stage stage, long seed) {
        return ArrivalSchedule.of(List.of(stage), Arrivals.POISSON, Workload.UNLIMITED, seed);
    }

    private static List<Long> starts(ArrivalSchedule schedule) {
        return LongStream.generate(schedule::next).limit(500).boxed().toList();
    }

    private static int count(ArrivalSchedule schedule) {
        int count = 0;
        while (schedule.next() != ArrivalSchedule.END) {
            count++;
        }
        return count;
    }

    private static double[] gaps(ArrivalSchedule schedule) {
        double[] gaps = new double[DRAWS];
        long last = schedule.next();
        for (int i = 0; i < DRAWS; i++) {
            long next = schedule.next();
            gaps[i] = (next - last) / 1e9;
            last = next;
        }
        return gaps;
    }

    /** Returns the largest distance between the distribution of the gaps and the exponential one. */
    private static double distance(double[] gaps, double rate) {
        double[] sorted = gaps.clone();
        Arrays.sort(sorted);
        double largest = 0;
        for (int i = 0; i < sorted.length; i++) {
            double expected = 1 - Math.exp(-rate * sorted[i]);
            largest = Math.max(
                    largest,
                    Math.max(expected - (double) i / sorted.length, (double) (i + 1) / sorted.length - expected));
        }
        return largest;
    }
}
