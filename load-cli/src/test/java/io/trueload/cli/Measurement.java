// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.testkit.Truth;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.opentest4j.TestAbortedException;

/**
 * What the command measured, and what the server has logged of the same requests.
 *
 * @param log of the requests that were recorded
 */
record Measurement(LoadResult result, List<Truth> log) {

    /**
     * Makes a measurement and looks at its times; both once more if they are wrong and the generator said of itself that it
     * was not healthy. If that happens again the test is skipped, not passed.
     *
     * @param make asserts what no disturbance excuses, such as counts
     */
    static void believably(Callable<Measurement> make, Consumer<Measurement> times) throws Exception {
        for (int attempt = 1; ; attempt++) {
            Measurement made = make.call();
            try {
                times.accept(made);
                return;
            } catch (AssertionError e) {
                GeneratorHealth generator = made.result().generator();
                if (generator.isHealthy()) {
                    throw e;
                }
                if (attempt == 2) {
                    throw new TestAbortedException("the generator was not healthy: " + generator, e);
                }
            }
        }
    }

    /** Asserts that a percentile is the server's own, and not more than so much beyond. */
    static void assertOverhead(LatencyDistribution times, List<Truth> log, double percentile, Duration most) {
        long exact = log.stream()
                .mapToLong(Truth::tookNanos)
                .sorted()
                .skip((long) Math.ceil(log.size() * percentile / 100) - 1)
                .findFirst()
                .orElseThrow();
        assertThat(times.percentile(percentile).toNanos())
                .as("p%s, which is %s ns in the server's log", percentile, exact)
                .isBetween(exact, exact + most.toNanos());
    }
}
