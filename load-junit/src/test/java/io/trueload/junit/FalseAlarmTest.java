// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Verdict.Kind;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How often a build goes red, by simulation: 2,000 requests with exponential times, whose scale varies from run to run by
 * 8 %, as it does on shared machines. The limit is 250 ms.
 */
class FalseAlarmTest {

    private static final long SEED = 20_261_124;
    private static final int BUILDS = 20_000;
    private static final int SAMPLES = 2_000;
    private static final double SPREAD = 0.08;
    private static final double LIMIT_MILLIS = 250;

    private static final LoadPlan PLAN = LoadPlan.builder()
            .target("http://localhost/")
            .requests(SAMPLES)
            .expect("p99 < 250ms")
            .build();

    @Test
    void trueP99_20PercentBelowTheLimit_atMostOneBuildInAThousandGoesRed() {
        long red = redBuilds(0.8 * LIMIT_MILLIS, 2);

        assertThat(red).as("red builds of %d with seed %d", BUILDS, SEED).isLessThanOrEqualTo(BUILDS / 1_000);
    }

    @Test
    void withoutConfirmation_manyMoreWould() {
        // The control: this is what the repeats are for.
        long red = redBuilds(0.8 * LIMIT_MILLIS, 0);

        assertThat(red).as("red builds of %d with seed %d", BUILDS, SEED).isGreaterThan(5 * BUILDS / 1_000);
    }

    @Test
    void trueP99_atOneAndAHalfTimesTheLimit_99Of100BuildsGoRed() {
        long red = redBuilds(1.5 * LIMIT_MILLIS, 2);

        assertThat(red).as("red builds of %d with seed %d", BUILDS, SEED).isGreaterThanOrEqualTo(BUILDS * 99 / 100);
    }

    private static long redBuilds(double trueP99Millis, int confirm) {
        Random random = new Random(SEED);
        return IntStream.range(0, BUILDS)
                .filter(build -> isRed(random, trueP99Millis, confirm))
                .count();
    }

    private static boolean isRed(Random random, double trueP99Millis, int confirm) {
        Supplier<LoadResult> run = () -> run(random, trueP99Millis);
        return Decision.of(run.get(), confirm, run).kind() == Kind.FAIL;
    }

    /** Returns a run of which only the 99th percentile matters, so every time is given as that. */
    private static LoadResult run(Random random, double trueP99Millis) {
        double scale = trueP99Millis / Math.log(100) * Math.exp(SPREAD * random.nextGaussian());
        double p99 = scale * -Math.log(1 - p99OfUniformSamples(random));
        return Results.of(PLAN).time(Duration.ofNanos((long) (p99 * 1e6))).result();
    }

    /** Returns the nearest rank of so many samples between 0 and 1, drawn from the largest down, for that is quick. */
    private static double p99OfUniformSamples(Random random) {
        double sample = 1;
        for (int rank = SAMPLES; rank >= SAMPLES * 99 / 100; rank--) {
            // The largest of n samples is the n-th root of a sample; the next one is the largest of those below it.
            sample *= Math.pow(random.nextDouble(), 1.0 / rank);
        }
        return sample;
    }
}
