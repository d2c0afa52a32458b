// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package com.example.catalogue;

import io.trueload.junit.Expect;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A load test that fails the first time and passes when Surefire runs it again. */
class CatalogueTest {

    private static int starts;

    private CatalogueService service;

    @BeforeEach
    void startService() throws IOException {
        starts++;
        service = new CatalogueService(starts == 1 ? 503 : 200);
    }

    @AfterEach
    void stopService() {
        service.close();
    }

    @LoadTarget
    int port() {
        return service.port();
    }

    @LoadTest(requests = 200, concurrency = 5, path = "/items", confirm = 0)
    @Expect("error rate = 0%")
    void items_areServed() {}
}
