// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package com.example.catalogue;

import io.trueload.junit.Expect;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A quick look at the catalogue under load, in Surefire. */
class CatalogueTest {

    private CatalogueService service;

    @BeforeEach
    void startService() throws IOException {
        service = new CatalogueService();
    }

    @AfterEach
    void stopService() {
        service.close();
    }

    /** Is asked when the load is about to begin, so the service has its port by then. */
    @LoadTarget
    int port() {
        return service.port();
    }

    @LoadTest(requests = 500, concurrency = 5, path = "/items")
    @Expect("error rate = 0%")
    void items_areServed() {}
}
