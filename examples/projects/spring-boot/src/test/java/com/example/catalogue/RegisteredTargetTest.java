// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package com.example.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.trueload.engine.LoadResult;
import io.trueload.junit.Expect;
import io.trueload.junit.LoadTest;
import io.trueload.junit.LoadTestExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The load goes where the registered extension is told when it is about to begin. */
@SpringBootTest(webEnvironment = RANDOM_PORT)
class RegisteredTargetTest {

    @LocalServerPort
    int port;

    @RegisterExtension
    LoadTestExtension load = LoadTestExtension.builder()
            .target(() -> "http://localhost:" + port + "/items")
            .build();

    @LoadTest(requests = 500, concurrency = 5)
    @Expect("error rate = 0%")
    void items_areServed(LoadResult result) {
        assertThat(result.plan().target()).hasPort(port).hasPath("/items");
    }
}
