// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.examples;

import static io.trueload.assertj.LoadAssertions.assertThat;

import io.trueload.engine.Arrivals;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Rate;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;

/** Requests on a schedule, whatever the answers do: a constant rate, stages, and users who come at random. */
class E02RatesIT {

    private static final ShopService SHOP = ShopService.start();

    @LoadTarget
    static URI service = SHOP.uri();

    @AfterAll
    static void stopShop() {
        SHOP.close();
    }

    @LoadTest(
            rate = "200/s",
            duration = "2s",
            path = "/search?q=cup",
            expect = {"p99 < 2s", "rate >= 190/s"})
    void searchHoldsTwoHundred(LoadResult result) {
        assertThat(result).keptSchedule().hasSent(400).hasAchievedRateAtLeast(Rate.perSecond(190));
    }

    @LoadTest(
            stages = {"ramp 10/s to 300/s 2s", "hold 300/s 1s"},
            path = "/items",
            expect = "error rate = 0%")
    void loadGrowsInStages() {}

    @LoadTest(rate = "100/s", duration = "2s", arrivals = Arrivals.POISSON, seed = 7, path = "/items")
    void usersComeAtRandom(LoadResult result) {
        assertThat(result).hasNoErrors();
    }
}
