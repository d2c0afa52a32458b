// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package com.example.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.trueload.engine.LoadResult;
import io.trueload.junit.Expect;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The load goes to the random port that Spring puts into a field. */
@SpringBootTest(webEnvironment = RANDOM_PORT)
class RandomPortTest {

    @LoadTarget
    @LocalServerPort
    int port;

    @LoadTest(requests = 500, concurrency = 5, path = "/items")
    @Expect("error rate = 0%")
    void items_areServed(LoadResult result) {
        assertThat(result.plan().target()).hasPort(port);
    }
}
