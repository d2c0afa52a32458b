// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trueload.engine.Verdict.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often comparisons fail whose truth is known: runs differ by chance as log-normal noise, and by a true ratio. */
class ComparisonSimulationTest {

    private static final int TRIALS = 1_000;
    private static final long SEED = 20_261_123;
    private static final double BASE_MILLIS = 100;
    private static final Map<List<Number>, Rates> DONE = new ConcurrentHashMap<>();

    /** The powers are those of 4,000 trials of another program, whose own error is within 0.016; so is the allowance for ours. */
    private static final double ALLOWANCE = 0.05;

    @ParameterizedTest
    @CsvSource({"5, 0.03", "5, 0.08", "5, 0.15", "10, 0.03", "10, 0.08", "10, 0.15"})
    void sameService_hardlyEverFails(int runs, double variation) {
        Rates rates = simulate(runs, variation, 1);

        assertThat(rates.failed()).as(rates.toString()).isLessThanOrEqualTo(0.002);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 0.03, 1.2, 0.941",
        "5, 0.03, 1.3, 1.000",
        "5, 0.08, 1.2, 0.248",
        "5, 0.08, 1.3, 0.715",
        "5, 0.08, 1.5, 0.997",
        "5, 0.15, 1.3, 0.254",
        "5, 0.15, 1.5, 0.703",
        "10, 0.08, 1.2, 0.582",
        "10, 0.08, 1.3, 0.987",
        "10, 0.15, 1.3, 0.608",
        "10, 0.15, 1.5, 0.991"
    })
    void slowerService_failsAsOftenAsTheTableSays(int runs, double variation, double ratio, double power) {
        Rates rates = simulate(runs, variation, ratio);

        assertThat(rates.failed()).as(rates.toString()).isCloseTo(power, within(ALLOWANCE));
    }

    @Test
    void slowerService_thatDoesNotFail_seldomPasses() {
        Rates rates = simulate(5, 0.08, 1.3);

        assertThat(rates.passed()).as(rates.toString()).isLessThan(0.01);
    }

    /** The control: the same simulation sees false failures where a rule makes them. */
    @Test
    void ratioOfMedians_failsForNothing_whereTheIntervalDoesNot() {
        assertThat(simulate(5, 0.08, 1).failedByMedians()).isCloseTo(0.061, within(0.02));
        assertThat(simulate(5, 0.15, 1).failedByMedians()).isCloseTo(0.195, within(0.03));
        assertThat(simulate(10, 0.15, 1).failedByMedians()).isCloseTo(0.106, within(0.03));
    }

    /** The interval holds the truth as often as it claims to. */
    @Test
    void interval_holdsTheTrueRatio_asOftenAsItSays() {
        assertThat(simulate(5, 0.15, 1.3).covered()).isCloseTo(0.968, within(0.015));
        assertThat(simulate(10, 0.08, 1).covered()).isCloseTo(0.957, within(0.015));
    }

    private static Rates simulate(int runs, double variation, double ratio) {
        return DONE.computeIfAbsent(List.of(runs, variation, ratio), parameters -> simulated(runs, variation, ratio));
    }

    private static Rates simulated(int runs, double variation, double ratio) {
        Random random = new Random(SEED);
        double failed = 0;
        double passed = 0;
        double byMedians = 0;
        double covered = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Comparison comparison =
                    Comparison.of(side(random, runs, variation, 1), side(random, runs, variation, ratio));
            Comparison.Percentile p99 = comparison.percentiles().get(0);
            failed += comparison.kind() == Kind.FAIL ? 1 : 0;
            passed += comparison.kind() == Kind.PASS ? 1 : 0;
            covered += p99.lower() <= ratio && ratio <= p99.upper() ? 1 : 0;
            byMedians += (double) p99.fresh().toNanos() / p99.base().toNanos() > 1.1 ? 1 : 0;
        }
        return new Rates(failed / TRIALS, passed / TRIALS, byMedians / TRIALS, covered / TRIALS);
    }

    private static Baseline side(Random random, int runs, double variation, double ratio) {
        double sigma = Math.sqrt(Math.log(1 + variation * variation));
        List<RunFigures> side = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            double millis = BASE_MILLIS * ratio * Math.exp(sigma * random.nextGaussian());
            side.add(new RunFigures(
                    Instant.EPOCH,
                    Map.of(),
                    Map.of(),
                    1_000,
                    0,
                    400,
                    new TreeMap<>(Map.of(99.0, Duration.ofNanos(Math.round(millis * 1e6)))),
                    "",
                    List.of(),
                    Duration.ZERO));
        }
        return new Baseline(side);
    }

    private record Rates(double failed, double passed, double failedByMedians, double covered) {

        @Override
        public String toString() {
            return "seed " + SEED + ": failed " + failed + ", passed " + passed + ", by medians " + failedByMedians
                    + ", covered " + covered;
        }
    }
}
