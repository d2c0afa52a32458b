// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.examples;

import static io.trueload.assertj.LoadAssertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Rate;
import io.trueload.junit.LoadRunner;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;

/**
 * The same service, which freezes for one of four seconds, measured twice.
 *
 * <p>The closed workload waits for its answers, so it has ten slow requests among thousands and reports that all is well.
 * The open workload goes on as users would, and sees what they see: every fourth of them waited.
 */
class E08CoordinatedOmissionIT {

    private static final ShopService SHOP = ShopService.start();

    @LoadTarget
    static URI service = SHOP.uri();

    @AfterAll
    static void stopShop() {
        SHOP.close();
    }

    @LoadTest(concurrency = 10, duration = "4s", path = "/items")
    void stallIsSeenByTheOpenWorkloadOnly(LoadRunner runner) {
        SHOP.freeze(1_500, 1_000);
        LoadResult closed = runner.run();

        LoadPlan schedule = runner.plan().toBuilder().rate(Rate.perSecond(200)).build();
        SHOP.freeze(1_500, 1_000);
        LoadResult open = runner.run(schedule);

        assertThat(closed).responseTime().p90().isLessThan(Duration.ofMillis(500));
        assertThat(closed).responseTime().max().isGreaterThan(Duration.ofMillis(700));
        assertThat(open).responseTime().p90().isGreaterThan(Duration.ofMillis(500));
        assertThat(open).serviceTime().p50().isLessThan(Duration.ofMillis(500));
    }
}
