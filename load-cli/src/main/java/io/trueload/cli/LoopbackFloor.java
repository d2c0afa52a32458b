// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Rate;
import java.time.Duration;

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
        int highest = 0;
        for (int rate : RATES) {
            if (!isHonest(rate)) {
                return highest;
            }
            highest = rate;
        }
        return highest;
    }

    private boolean isHonest(int rate) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            LoadResult result = run(rate);
            if (result.generator().isHealthy()
                    && result.rates().isDelivered()
                    && result.counts().dropped() == 0
                    && result.counts().errors() == 0) {
                return true;
            }
        }
        return false;
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
