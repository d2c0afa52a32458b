// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.examples;

import static io.trueload.assertj.LoadAssertions.assertThat;

import io.trueload.engine.LoadResult;
import io.trueload.engine.RequestSource;
import io.trueload.engine.RequestSpec;
import io.trueload.junit.LoadRequests;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;

/** Requests made in code: some in turn, or each one different. */
class E04RequestSourcesIT {

    private static final ShopService SHOP = ShopService.start();

    @LoadTarget
    static URI service = SHOP.uri();

    @AfterAll
    static void stopShop() {
        SHOP.close();
    }

    @LoadTest(requests = 300, concurrency = 10, source = "searches", expect = "errors = 0")
    void searchesInTurn(LoadResult result) {
        assertThat(result).hasOnlyStatus(200);
    }

    @LoadRequests
    static Stream<RequestSpec> searches() {
        return Stream.of("cup", "pot", "plate").map(word -> RequestSpec.get("/search?q=" + word));
    }

    @LoadTest(requests = 300, concurrency = 10, source = "orders", ok = "201")
    void everyOrderIsAnother(LoadResult result) {
        assertThat(result).hasOnlyStatus(201);
    }

    @LoadRequests
    static RequestSource orders() {
        return index -> RequestSpec.builder()
                .method("POST")
                .path("/orders")
                .header("Content-Type", "application/json")
                .body("{\"order\": " + index + "}")
                .build();
    }
}
