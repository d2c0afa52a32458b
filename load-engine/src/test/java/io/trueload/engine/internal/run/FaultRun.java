// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.Rate;
import io.trueload.engine.RunListener.RequestResult;
import io.trueload.engine.internal.http.Eventually;
import io.trueload.engine.internal.http.Footprint;
import io.trueload.engine.internal.http.Sockets;
import io.trueload.testkit.ServerProcess;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A run against a broken server, beside one against a healthy server, and everything that must hold of both. As an
 * extension it keeps the healthy server for all rows of a class.
 */
final class FaultRun implements BeforeAllCallback, AfterAllCallback {

    /** What a healthy server's millisecond may become on a machine that others use, too. */
    private static final Duration STILL_HEALTHY = Duration.ofMillis(300);

    /** The same of 99 in a hundred. */
    private static final Duration MOSTLY_HEALTHY = Duration.ofMillis(200);

    /** The same of most of them. */
    private static final Duration USUALLY_HEALTHY = Duration.ofMillis(20);

    /** The same, when the generator says itself that it was held up. */
    private static final Duration HELD_UP = Duration.ofSeconds(2);

    /** How late a look-out for deadlines may come there. */
    private static final Duration LATE = Duration.ofMillis(500);

    /** The same where nothing held the generator up. */
    private static final Duration LOOK_OUT = Duration.ofMillis(50);

    /** By how much more most of them may take beside a run that leaves the machine idle for most of the time. */
    private static final Duration DISTURBED = Duration.ofMillis(1);

    private static final int LEAST_HEALTHY_REQUESTS = 40;

    /** For how long the healthy server is looked at, even if the other run goes on. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    static final long MOST_MEMORY = 16 << 20;

    private ServerProcess healthy;

    @Override
    public void beforeAll(ExtensionContext context) {
        healthy = ServerProcess.start("fixed-delay", "--delay", "1ms");
        // What the JVM opens once and for all should not pass for a leak.
        try (LoadEngine engine = LoadEngine.create()) {
            assertHealthy(engine.run(healthyPlan().requests(40).build()), 40);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (healthy != null) {
            healthy.close();
        }
    }

    /** Returns the result of a run beside one against the healthy server, which lasts as long and must not suffer from it. */
    LoadResult besideHealthy(Supplier<LoadResult> run) {
        return besideHealthy(run, false);
    }

    private LoadResult besideHealthy(Supplier<LoadResult> run, boolean leavesTheMachineIdle) {
        var ends = new RequestResults();
        try (LoadEngine engine = LoadEngine.create()) {
            Duration undisturbed = leavesTheMachineIdle ? alone(engine) : Duration.ZERO;
            long hitsBefore = healthy.hits();
            LoadPlan plan = scheduled().duration(LONGEST).build();
            // Not in the common pool, which has one thread on two processors: the other run may need it.
            CompletableFuture<LoadResult> beside = CompletableFuture.supplyAsync(
                    () -> engine.run(plan, ends), task -> new Thread(task, "beside").start());
            LoadResult result = run.get();
            Eventually.holds("enough of the healthy server", () -> ends.all().size() >= LEAST_HEALTHY_REQUESTS);
            engine.stop();
            LoadResult ofHealthy = beside.join();
            assertHealthy(ofHealthy, healthy.hits() - hitsBefore);
            if (ofHealthy.generator().isHealthy()) {
                assertThat(ofHealthy.responseTime().p99()).as("healthy server").isLessThan(MOSTLY_HEALTHY);
            }
            if (leavesTheMachineIdle) {
                assertThat(ofHealthy.responseTime().p50())
                        .as("p50 of the healthy server, which is %s without another run", undisturbed)
                        .isLessThan(undisturbed.plus(DISTURBED));
            }
            return result;
        }
    }

    /** Returns the p50 of the healthy server when nothing else is going on. */
    private Duration alone(LoadEngine engine) {
        LoadPlan plan = scheduled().duration(Duration.ofSeconds(1)).build();
        return engine.run(plan).responseTime().p50();
    }

    void check(FaultCase fault) {
        Footprint before = Footprint.now();
        try (FaultTarget target = fault.start();
                LoadEngine engine = LoadEngine.create()) {
            int port = target.uri().getPort();
            long openBefore = Sockets.open(port);
            var ends = new RequestResults();
            LoadPlan plan = fault.planFor(target);
            long memoryBefore = usedMemory();
            LoadResult result = besideHealthy(() -> engine.run(plan, ends), fault.isScheduled());
            assertThat(usedMemory() - memoryBefore)
                    .as("%s: memory that stays in use", fault)
                    .isLessThan(MOST_MEMORY);

            Books.assertBalanced(result);
            assertOutcomes(fault, result);
            assertTimes(fault, plan, result, ends);
            Eventually.count("hits of the server", target.hits(), fault.hits());
            Eventually.count("sockets left open", () -> Sockets.open(port) + Sockets.connecting(port), openBefore);
            long healthyHits = healthy.hits();
            // One after the other, so that most find a connection open.
            LoadPlan five = healthyPlan().requests(5).concurrency(1).build();
            assertHealthy(engine.run(five), 5);
            assertThat(healthy.hits() - healthyHits).isEqualTo(5);
            // Again, and by now a while later: nothing is repeated behind the run's back.
            assertThat(target.hits().getAsLong()).as("hits later on").isEqualTo(fault.hits());
            fault.checkMore(result, target);
        }
        before.assertRestored();
    }

    private static void assertOutcomes(FaultCase fault, LoadResult result) {
        assertThat(result.counts().outcomes())
                .as("%s: outcomes; errors: %s", fault, result.errors())
                .containsEntry(fault.outcome(), fault.requests());
        assertThat(result.counts().sent()).isEqualTo(fault.requests());
        assertThat(result.counts().dropped()).isZero();
        if (!fault.message().isEmpty()) {
            assertThat(result.errors())
                    .isNotEmpty()
                    .allSatisfy(error -> assertThat(error.message()).matches("(?s)" + fault.message()));
        }
    }

    private static void assertTimes(FaultCase fault, LoadPlan plan, LoadResult result, RequestResults listener) {
        boolean healthy = result.generator().isHealthy();
        Duration soon = plan.connectTimeout().plus(healthy ? LOOK_OUT : LATE);
        assertNoticedSoon(result, listener);
        List<RequestResult> ends = listener.all();
        assertThat(ends).hasSize((int) result.counts().sent());
        assertThat(ends).allSatisfy(end -> {
            if (end.outcome() == Outcome.TIMED_OUT) {
                assertThat(end.responseNanos()).isEqualTo(plan.timeout().toNanos());
            } else if (end.message().startsWith("no connection within")) {
                assertThat(end.responseNanos()).isBetween(plan.connectTimeout().toNanos(), soon.toNanos());
            } else {
                assertThat(end.responseNanos()).isPositive();
            }
        });
        assertThat(result.elapsed())
                .isLessThan(plan.longest().plus(plan.timeout()).plus(LATE));
        long median = ends.stream()
                .mapToLong(RequestResult::responseNanos)
                .sorted()
                .skip(ends.size() / 2)
                .findFirst()
                .orElseThrow();
        assertThat(Duration.ofNanos(median))
                .as("%s: median response time; %s", fault, result.generator().reasons())
                .isLessThan(healthy ? fault.usually() : fault.usually().plus(LATE));
    }

    /** Asserts that each deadline was not only recorded, but noticed in time. */
    static void assertNoticedSoon(LoadResult result, RequestResults ends) {
        assertThat(ends.latestTimeout(result))
                .as("from a deadline until it was noticed")
                .isBetween(Duration.ZERO, result.generator().isHealthy() ? LOOK_OUT : LATE);
    }

    /** Returns what is in use, on the heap and off it, after garbage is collected. */
    static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return runtime.totalMemory() - runtime.freeMemory() + direct;
    }

    private LoadPlan.Builder scheduled() {
        return healthyPlan().rate(Rate.perSecond(200));
    }

    private LoadPlan.Builder healthyPlan() {
        return LoadPlan.builder().target(healthy.uri("/")).concurrency(5).priming(false);
    }

    private static void assertHealthy(LoadResult result, long requests) {
        Books.assertBalanced(result);
        assertThat(result.counts().sent()).as("healthy server").isEqualTo(requests);
        assertThat(result.counts().of(Outcome.OK)).as("healthy server").isEqualTo(requests);
        if (result.generator().isHealthy()) {
            assertThat(result.responseTime().p50()).as("healthy server").isLessThan(USUALLY_HEALTHY);
        }
        assertThat(result.responseTime().max())
                .as("healthy server")
                .isLessThan(result.generator().isHealthy() ? STILL_HEALTHY : HELD_UP);
    }
}
