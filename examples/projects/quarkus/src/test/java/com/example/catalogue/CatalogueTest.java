// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package com.example.catalogue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trueload.engine.LoadResult;
import io.trueload.junit.Expect;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import java.net.URI;
import org.junit.jupiter.api.Assertions;

/** The load goes to the application that Quarkus starts for the test. */
@QuarkusTest
class CatalogueTest {

    @LoadTarget
    @TestHTTPResource
    URI service;

    @LoadTest(requests = 500, concurrency = 5, path = "/items")
    @Expect("error rate = 0%")
    void items_areServed(LoadResult result) {
        Assertions.assertEquals(500, result.counts().sent());
    }
}
