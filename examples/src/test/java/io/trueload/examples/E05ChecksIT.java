// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.examples;

import static io.trueload.assertj.LoadAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.ResponseCheck;
import io.trueload.junit.LoadCheck;
import io.trueload.junit.LoadRunner;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import java.net.URI;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;

/** An answer with status 200 may still be wrong: checks look into it. */
class E05ChecksIT {

    private static final ShopService SHOP = ShopService.start();

    @LoadTarget
    static URI service = SHOP.uri();

    @AfterAll
    static void stopShop() {
        SHOP.close();
    }

    @LoadTest(requests = 200, concurrency = 10, path = "/items", check = "listsTheCup", expect = "errors = 0")
    void everyListHasTheCup() {}

    @LoadCheck
    static ResponseCheck listsTheCup() {
        return (request, response) ->
                response.text().contains("cup") ? Optional.empty() : Optional.of("the cup is missing");
    }

    @LoadTest(requests = 50, concurrency = 5, path = "/search?q=pot", check = "listsTheCup")
    void answerThatFailsACheck_isAnError(LoadRunner runner) {
        LoadResult result = runner.run();

        Assertions.assertThat(result.counts().of(Outcome.CHECK_FAILED)).isEqualTo(50);
        assertThatThrownBy(() -> assertThat(result).hasNoErrors()).hasMessageContaining("the cup is missing");
    }
}
