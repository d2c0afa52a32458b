// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package com.example.catalogue;

import static io.trueload.assertj.LoadAssertions.assertThat;

import io.trueload.engine.LoadResult;
import io.trueload.junit.Expect;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import io.trueload.junit.Runner;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** A service in a container under load; on a machine without Docker it is skipped. */
@Testcontainers(disabledWithoutDocker = true)
class CatalogueIT {

    @Container
    @LoadTarget
    static final CatalogueContainer SERVICE = new CatalogueContainer();

    /** The load comes from this JVM, through the port that Docker maps. */
    @LoadTest(requests = 1000, concurrency = 10, path = "/items")
    @Expect("error rate = 0%")
    void items_areServed() {}

    /** The same load comes from the tester's container, on the network of the service. */
    @LoadTest(requests = 1000, concurrency = 10, path = "/items", runner = Runner.CONTAINER)
    @Expect("error rate = 0%")
    void items_areServed_onTheirOwnNetwork(LoadResult result) {
        assertThat(result).hasSent(1000).hasOnlyStatus(200);
    }
}
