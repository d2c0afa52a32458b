// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package com.example.catalogue;

import io.trueload.junit.Expect;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One of two load tests that would run at the same time if nothing kept them apart. */
class SecondTest {

    private CatalogueService service;

    @BeforeEach
    void startService() throws IOException {
        service = new CatalogueService();
        Forks.meet(getClass());
    }

    @AfterEach
    void stopService() {
        service.close();
    }

    @LoadTarget
    int port() {
        return service.port();
    }

    @LoadTest(rate = "100/s", duration = "1s", path = "/items")
    @Expect("error rate = 0%")
    void items_areServed() {}
}
