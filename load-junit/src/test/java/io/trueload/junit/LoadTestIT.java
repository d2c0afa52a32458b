// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadResult;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.TestServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** A load test from its annotation to its outcome. */
class LoadTestIT {

    private static TestServer server;

    @TempDir
    private Path output;

    @BeforeAll
    static void startServer() {
        server = TestServer.start(Behaviors.fixedDelay(Duration.ofMillis(20)));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void quickService_passes() {
        long before = server.hits();

        new Launch(output)
                .run(Quick.class)
                .testEvents()
                .assertStatistics(stats -> stats.started(1).succeeded(1));

        assertThat(server.hits() - before).isEqualTo(60);
    }

    @Test
    void slowService_fails() {
        Throwable failure = new Launch(output).failure(Slow.class);

        assertThat(failure)
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("LoadTestIT.Slow.itemsAreQuick: p50 < 5ms, but was ")
                .hasMessageContaining(", confirmed by 2 of 2 repeats (");
    }

    static class Quick {

        @LoadTarget
        static URI service = server.uri("");

        @LoadTest(requests = 60, concurrency = 3, path = "/items")
        @Expect("p50 < 5s")
        @Expect("error rate = 0%")
        void itemsAreQuick(LoadResult result) {
            assertThat(result.counts().sent()).isEqualTo(60);
        }
    }

    static class Slow {

        @LoadTarget
        static URI service = server.uri("");

        @LoadTest(requests = 60, concurrency = 3, path = "/items", expect = "p50 < 5ms")
        void itemsAreQuick() {}
    }
}
