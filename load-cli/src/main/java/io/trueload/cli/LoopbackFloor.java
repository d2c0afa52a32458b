// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Counts;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.Rate;
import java.time.Duration;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What the generator measures of a service that takes no time, and how often it can do so a second without being late. */
final class LoopbackFloor {

    private static final int[] RATES = {1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 50_000, 75_000, 100_000};
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration RUN = Duration.ofSeconds(2);
    private static final int FLOOR_RATE = 1_000;
    private static final int CONNECTIONS = 10;

    /** A run that something else disturbed proves nothing against the machine. */
    private static final int ATTEMPTS = 2;

    private final LoadEngine engine;
    private final String url;

    LoopbackFloor(LoadEngine engine, String url) {
        this.engine = engine;
        this.url = url;
    }

    /** Returns the floor at a rate that makes no queue. */
    Floor measure() {
        LoadResult result = run(FLOOR_RATE);
        return new Floor(result.responseTime().p50(), result.responseTime().p99());
    }

    /** Returns the highest of some rates that is sent as it should be by a generator that stays healthy; 0 if none is. */
    int highestRate() {
        return highestRate(rate -> {
            LoadResult result = run(rate);
            return isHonest(result.generator(), result.rates(), result.counts());
        });
    }

    /** Returns the highest rate up to which each has an honest run. */
    static int highestRate(IntPredicate honestRun) {
        int highest = 0;
        for (int rate : RATES) {
            if (IntStream.range(0, ATTEMPTS).noneMatch(attempt -> honestRun.test(rate))) {
                return highest;
            }
            highest = rate;
        }
        return highest;
    }

    static boolean isHonest(GeneratorHealth generator, Rates rates, Counts counts) {
        return generator.isHealthy() && rates.isDelivered() && counts.dropped() == 0 && counts.errors() == 0;
    }

    private LoadResult run(int rate) {
        return engine.run(LoadPlan.builder()
                .target(url)
                .rate(Rate.perSecond(rate))
                .duration(RUN)
                .warmUp(WARM_UP)
                .concurrency(CONNECTIONS)
                .build());
    }

    /** Response times that are the generator's own. */
    record Floor(Duration p50, Duration p99) {}
}
