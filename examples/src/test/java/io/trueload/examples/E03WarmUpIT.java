// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.examples;

import static io.trueload.assertj.LoadAssertions.assertThat;

import io.trueload.engine.LoadResult;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import java.net.URI;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;

/** The first seconds of a service that has just started are sent, but not recorded. */
class E03WarmUpIT {

    private static final ShopService SHOP = ShopService.start();

    @LoadTarget
    static URI service = SHOP.uri();

    @AfterAll
    static void stopShop() {
        SHOP.close();
    }

    @LoadTest(rate = "100/s", warmUp = "1s", duration = "2s", path = "/items", expect = "p99 < 2s")
    void warmUpIsInNoNumberButItsOwn(LoadResult result) {
        assertThat(result).hasSent(200);
        Assertions.assertThat(result.counts().warmUp()).isEqualTo(100);
    }
}
