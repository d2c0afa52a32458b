// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.testkit.Behaviors;
import io.trueload.testkit.TestServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/**
 * A baseline of a real service, which then becomes three times as slow. The tolerance is wide, so that what other programs on a
 * shared machine do in these seconds decides nothing.
 */
class BaselineIT {

    private static URI target = URI.create("http://service.invalid");

    @TempDir
    private Path output;

    @Test
    void service_thatStaysAsQuick_passes_andThatBecomesSlow_fails() {
        try (TestServer quick = TestServer.start(Behaviors.fixedDelay(Duration.ofMillis(100)));
                TestServer slow = TestServer.start(Behaviors.fixedDelay(Duration.ofMillis(300)))) {
            target = quick.uri("/");
            launch().with("trueload.baseline", "record")
                    .run(Catalogue.class)
                    .testEvents()
                    .assertStatistics(stats -> stats.succeeded(1));
            assertThat(quick.hits()).isEqualTo(500);

            launch().run(Catalogue.class).testEvents().assertStatistics(stats -> stats.succeeded(1));

            target = slow.uri("/");
            assertThat(launch().failure(Catalogue.class))
                    .isInstanceOf(AssertionFailedError.class)
                    .hasMessageContainingAll(
                            " slower than the baseline, ", "\np99 ", "baseline.json\n  record anew  run");
            assertThat(slow.hits()).isEqualTo(500);
        }
    }

    private Launch launch() {
        return new Launch(output).with("trueload.baseline-dir", output.toString());
    }

    static class Catalogue {

        @LoadTarget
        static URI service() {
            return target;
        }

        @LoadTest(requests = 100, concurrency = 25, path = "/items")
        @Baseline(value = "baseline", tolerance = 0.5)
        void itemsAreNotSlower() {}
    }
}
