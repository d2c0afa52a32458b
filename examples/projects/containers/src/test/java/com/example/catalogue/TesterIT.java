// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package com.example.catalogue;

import static io.trueload.assertj.LoadAssertions.assertThat;

import io.trueload.engine.LoadResult;
import io.trueload.junit.testcontainers.LoadTesterContainer;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.Network;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Target and testers as containers side by side, without annotations. */
@Testcontainers(disabledWithoutDocker = true)
class TesterIT {

    private static final Network NETWORK = Network.newNetwork();

    @Container
    private static final CatalogueContainer SERVICE =
            new CatalogueContainer().withNetwork(NETWORK).withNetworkAliases("catalogue");

    @Test
    void oneTester() {
        try (var tester = new LoadTesterContainer()) {
            LoadResult result = tester.withTarget(SERVICE, 8080)
                    .withPath("/items")
                    .withRequests(1000)
                    .withConcurrency(10)
                    .run();

            assertThat(result).hasNoErrors().hasSent(1000);
        }
    }

    @Test
    void threeTesters_shareTheLoad() {
        try (var tester = new LoadTesterContainer()) {
            LoadResult result = tester.withTarget(SERVICE, 8080)
                    .withPath("/items")
                    .withRequests(1000)
                    .withConcurrency(10)
                    .fleet(3)
                    .run();

            assertThat(result).hasNoErrors().hasSent(1000);
        }
    }
}
