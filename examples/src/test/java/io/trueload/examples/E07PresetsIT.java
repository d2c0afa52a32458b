// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.examples;

import static io.trueload.assertj.LoadAssertions.assertThat;

import io.trueload.engine.LoadResult;
import io.trueload.junit.Expect;
import io.trueload.junit.LoadDefaults;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

/** What several tests share: a preset as an annotation of one's own, and defaults of a class. */
class E07PresetsIT {

    private static final ShopService SHOP = ShopService.start();

    @LoadTarget
    static URI service = SHOP.uri();

    @AfterAll
    static void stopShop() {
        SHOP.close();
    }

    /** A look at whether the service bears any load at all. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @LoadTest(rate = "50/s", duration = "1s", path = "/items")
    @Expect("error rate = 0%")
    @interface SmokeLoad {}

    @SmokeLoad
    void smoke(LoadResult result) {
        assertThat(result).hasSent(50);
    }

    @Nested
    @LoadDefaults(requests = 200, concurrency = 4, headers = "Accept: application/json", expect = "error rate = 0%")
    class WithDefaults {

        @LoadTest(path = "/items")
        void items(LoadResult result) {
            assertThat(result).hasSent(200);
        }

        @LoadTest(path = "/search?q=pot", requests = 100)
        void search(LoadResult result) {
            assertThat(result).hasSent(100);
        }
    }
}
