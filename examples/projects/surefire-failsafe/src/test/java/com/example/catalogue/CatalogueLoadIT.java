// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package com.example.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadResult;
import io.trueload.junit.Expect;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The catalogue at the rate that is promised to its users, in Failsafe. */
class CatalogueLoadIT {

    private static CatalogueService service;

    @BeforeAll
    static void startService() throws IOException {
        service = new CatalogueService();
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @LoadTarget
    static int port() {
        return service.port();
    }

    @LoadTest(rate = "200/s", duration = "2s", path = "/items")
    @Expect("p99 < 500ms")
    @Expect("error rate = 0%")
    void promisedRate_isServed(LoadResult result) {
        assertThat(result.counts().sent()).isEqualTo(400);
        assertThat(result.statusCodes()).containsOnlyKeys(200);
    }
}
