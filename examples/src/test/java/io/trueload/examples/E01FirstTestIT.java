// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.examples;

import static io.trueload.assertj.LoadAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.LoadResult;
import io.trueload.junit.Expect;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;

/** The first load test: what to send, where to, and what to expect. */
class E01FirstTestIT {

    private static final ShopService SHOP = ShopService.start();

    @LoadTarget
    static URI service = SHOP.uri();

    @AfterAll
    static void stopShop() {
        SHOP.close();
    }

    @LoadTest(requests = 2_000, concurrency = 20, path = "/items")
    @Expect("p99 < 2s")
    @Expect("error rate = 0%")
    void itemsAreQuick() {}

    @LoadTest(requests = 500, concurrency = 5, path = "/items")
    void resultCanBeAssertedFurther(LoadResult result) {
        assertThat(result)
                .hasSent(500)
                .hasOnlyStatus(200)
                .hasNoErrors()
                .responseTime()
                .p90()
                .isLessThan(Duration.ofSeconds(2));
    }

    @LoadTest(requests = 100, concurrency = 5, path = "/no-such-page", ok = "2xx,404")
    void failureExplainsItself(LoadResult result) {
        assertThatThrownBy(() -> assertThat(result).hasOnlyStatus(200))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("404");
    }
}
