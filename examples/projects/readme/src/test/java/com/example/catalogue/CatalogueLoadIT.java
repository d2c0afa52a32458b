// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package com.example.catalogue;

import io.trueload.engine.LoadResult;
import io.trueload.junit.Expect;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import java.net.URI;

/** The load test of the README. */
class CatalogueLoadIT {
    @LoadTarget
    static URI service = Catalogue.start();

    @LoadTest(requests = 2000, concurrency = 20, path = "/items")
    @Expect("p99 < 250ms")
    @Expect("error rate = 0%")
    void itemsAreQuick(LoadResult result) {}
}
