// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.examples;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.assertj.LoadSoftAssertions;
import io.trueload.engine.LoadResult;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;

/** Several claims about one run, all of which are reported. */
class E06SoftAssertionsIT {

    private static final ShopService SHOP = ShopService.start();

    @LoadTarget
    static URI service = SHOP.uri();

    @AfterAll
    static void stopShop() {
        SHOP.close();
    }

    @LoadTest(requests = 200, concurrency = 10, path = "/items")
    void allClaimsHold(LoadResult result) {
        LoadSoftAssertions softly = new LoadSoftAssertions();
        softly.assertThat(result).hasSent(200).responseTime().p90().isLessThan(Duration.ofSeconds(2));
        softly.assertThat(result).hasNoErrors();
        softly.assertAll();
    }

    @LoadTest(requests = 200, concurrency = 10, path = "/items")
    void everyClaimThatFails_isReported(LoadResult result) {
        LoadSoftAssertions softly = new LoadSoftAssertions();
        softly.assertThat(result)
                .responseTime()
                .p90()
                .isLessThan(Duration.ofNanos(1))
                .returnToResult()
                .hasStatus(404, 200);

        assertThatThrownBy(softly::assertAll)
                .hasMessageContaining("p90 of response time < 1ns, but was")
                .hasMessageContaining("404");
    }
}
