// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static io.trueload.engine.Rate.perSecond;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.testkit.ServerProcess;
import io.trueload.testkit.Truth;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A run against a server in a process of its own, whose timing is known, held against the server's own log.
 *
 * <p>Tolerances are those of a shared machine; counts are exact, but where a stall moves them. Confined to one test.
 */
final class KnownTruth {

    private @Nullable GeneratorHealth generator;
    private boolean serverWasLate;

    /**
     * Repeats a scenario in which a time went wrong while the generator said of itself that it was not healthy, or the server
     * that it was late: that proves nothing. When it happens again the test is skipped, not passed. What goes wrong with a
     * healthy generator and a server in time is never repeated, nor is what no lateness excuses, such as a count that is wrong. Of
     * several runs of a scenario one that was not healthy is enough.
     */
    void believably(ThrowingCallable scenario) throws Throwable {
        try {
            begin(scenario);
        } catch (AssertionError e) {
            rethrowIfBelievable(e);
            try {
                begin(scenario);
            } catch (AssertionError again) {
                rethrowIfBelievable(again);
                throw new TestAbortedException(
                        serverWasLate
                                ? "the server was late by its own log"
                                : "the generator was not healthy: " + generator,
                        again);
            }
        }
    }

    private void begin(ThrowingCallable scenario) throws Throwable {
        generator = null;
        serverWasLate = false;
        scenario.call();
    }

    private void rethrowIfBelievable(AssertionError e) {
        boolean nothingWasLate = !serverWasLate && (generator == null || generator.isHealthy());
        if (nothingWasLate || e instanceof Inexcusable) {
            throw e;
        }
    }

    LoadResult run(LoadPlan.Builder plan) {
        try (LoadEngine engine = LoadEngine.create()) {
            LoadResult result = engine.run(plan.build());
            // Of several runs in a scenario one that was not healthy is enough.
            if (generator == null || generator.isHealthy()) {
                generator = result.generator();
            }
            return result;
        }
    }

    static LoadPlan.Builder open(ServerProcess server, double rate, long seconds) {
        return LoadPlan.builder().target(server.uri("/")).rate(perSecond(rate)).duration(ofSeconds(seconds));
    }

    /** Asserts that nothing was lost, repeated or failed, by the engine's books and by the server's. */
    static void assertBooks(LoadResult result, ServerProcess server) {
        assertInAnyCase(() -> {
            Books.assertBalanced(result);
            assertThat(server.hits())
                    .as("the server's own count")
                    .isEqualTo(result.counts().sent() + result.counts().warmUp());
            assertThat(result.counts().errors())
                    .as("errors: %s", result.errors())
                    .isZero();
        });
    }

    /** Makes assertions of what no lateness excuses. */
    static void assertInAnyCase(Runnable assertions) {
        try {
            assertions.run();
        } catch (AssertionError e) {
            throw new Inexcusable(e);
        }
    }

    /**
     * Asserts by the server's log that evenly spaced requests, but for those of a warm-up, came when they were due, or as late
     * as the generator says that it was. With fewer requests beyond it than ten, a percentile is none.
     */
    static void assertOnSchedule(ServerProcess server, LoadResult result, double rate) {
        List<Long> received =
                afterWarmUp(server, result).map(Truth::receivedNanos).sorted().toList();
        List<Long> late = IntStream.range(0, received.size())
                .mapToObj(i -> received.get(i) - Math.round(i * 1e9 / rate))
                .sorted()
                .toList();
        GeneratorHealth generator = result.generator();
        // When the first was due only the generator knows: the earliest of all stands for it.
        assertThat(ofNanos(percentile(late, 50) - late.get(0)))
                .as("how late most requests reached the server")
                .isLessThan(generator.scheduleLagP50().plus(ofMillis(1)));
        assertThat(ofNanos(percentile(late, late.size() < 1_000 ? 90 : 99) - late.get(0)))
                .as("how late all but a few reached it")
                .isLessThan(generator.scheduleLagP99().plus(ofMillis(5)));
    }

    /** Asserts that a percentile is the server's own, and not more than so much beyond. */
    static void assertOverhead(ServerProcess server, LoadResult result, double percentile, Duration most) {
        List<Long> truth = recorded(server, result);
        long exact = percentile(truth, percentile);
        assertThat(result.responseTime().percentile(percentile).toNanos())
                .as("p%s, which is %s ns in the server's log; %s", percentile, exact, result.generator())
                .isBetween(exact, exact + most.toNanos());
    }

    /**
     * Asserts a percentile within 30 ms and 3 %, what a shared machine is granted, and by how much the server itself was later
     * than it had planned, by its own log.
     */
    static void assertNear(ServerProcess server, LoadResult result, double percentile, long millis) {
        long late = percentile(recorded(server, result), percentile) - percentile(planned(server, result), percentile);
        assertThat(result.responseTime().percentile(percentile))
                .as("p%s, with a server that was %s ns late", percentile, late)
                .isBetween(
                        ofMillis(millis).minus(granted(millis)),
                        ofMillis(millis).plus(granted(millis)).plusNanos(late));
    }

    /** Makes an assertion that a server can fail which is late by its own log. */
    void assertUnlessLate(Runnable assertion, BooleanSupplier serverLate) {
        try {
            assertion.run();
        } catch (AssertionError e) {
            serverWasLate = serverLate.getAsBoolean();
            throw e;
        }
    }

    private static Duration granted(long millis) {
        return ofMillis(30 + 3 * millis / 100);
    }

    /** Asserts a percentile within 30 ms and 3 %, what a shared machine is granted. */
    static void assertNear(LoadResult result, double percentile, long millis) {
        assertThat(result.responseTime().percentile(percentile))
                .as("p%s", percentile)
                .isCloseTo(ofMillis(millis), granted(millis));
    }

    static long percentile(List<Long> ascending, double percentile) {
        // One step down: the binary fraction of a percentile may be a little above it, and then its rank one too high.
        return ascending.get((int) Math.max(1, Math.ceil(Math.nextDown(percentile) * ascending.size() / 100)) - 1);
    }

    static double meanMillis(List<Long> nanos) {
        return nanos.stream().mapToLong(Long::longValue).average().orElseThrow() / 1e6;
    }

    /** Returns how long the server says it took for each recorded request, ascending. */
    static List<Long> recorded(ServerProcess server, LoadResult result) {
        return afterWarmUp(server, result).map(Truth::tookNanos).sorted().toList();
    }

    /** Returns how long the server meant to take for each recorded request, ascending. */
    static List<Long> planned(ServerProcess server, LoadResult result) {
        return afterWarmUp(server, result)
                .map(Truth::plannedDelayNanos)
                .sorted()
                .toList();
    }

    private static Stream<Truth> afterWarmUp(ServerProcess server, LoadResult result) {
        return server.truth().stream()
                .filter(truth -> truth.sequence() >= result.counts().warmUp());
    }

    /** What is wrong however late the machine was. */
    private static final class Inexcusable extends AssertionError {

        private static final long serialVersionUID = 1;

        Inexcusable(AssertionError cause) {
            super(cause.getMessage(), cause);
        }
    }
}
