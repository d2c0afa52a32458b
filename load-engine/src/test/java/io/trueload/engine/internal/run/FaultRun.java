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
import io.trueload.engine.internal.http.Sockets;
import io.trueload.testkit.ServerProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    /** The same, when the generator says itself that it was held up. */
    private static final Duration HELD_UP = Duration.ofSeconds(2);

    /** How late the last look-out of a run may come there. */
    private static final Duration LATE = Duration.ofMillis(500);

    private static final int HEALTHY_REQUESTS = 40;

    private ServerProcess healthy;

    @Override
    public void beforeAll(ExtensionContext context) {
        healthy = ServerProcess.start("fixed-delay", "--delay", "1ms");
        // What the JVM opens once and for all should not pass for a leak.
        assertHealthy(runHealthy(), HEALTHY_REQUESTS);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (healthy != null) {
            healthy.close();
        }
    }

    void check(FaultCase fault) {
        Footprint before = Footprint.now();
        try (FaultTarget target = fault.start();
                LoadEngine engine = LoadEngine.create()) {
            int port = target.uri().getPort();
            long openBefore = Sockets.open(port);
            long healthyHits = healthy.hits();
            CompletableFuture<LoadResult> beside = CompletableFuture.supplyAsync(this::runHealthy);
            var ends = new RequestResults();
            LoadPlan plan = fault.planFor(target);
            LoadResult result = engine.run(plan, ends);
            LoadResult ofHealthy = beside.join();

            Books.assertBalanced(result);
            assertOutcomes(fault, result);
            assertTimes(plan, result, ends.all());
            Eventually.count("hits of the server", target.hits(), fault.hits());
            Eventually.count("sockets left open", () -> Sockets.open(port) + Sockets.connecting(port), openBefore);
            assertHealthy(ofHealthy, HEALTHY_REQUESTS);
            assertHealthy(engine.run(healthyPlan(5)), 5);
            assertThat(healthy.hits() - healthyHits).isEqualTo(HEALTHY_REQUESTS + 5);
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

    private static void assertTimes(LoadPlan plan, LoadResult result, List<RequestResult> ends) {
        assertThat(ends).hasSize((int) result.counts().sent());
        assertThat(ends).allSatisfy(end -> {
            if (end.outcome() == Outcome.TIMED_OUT) {
                assertThat(end.responseNanos()).isEqualTo(plan.timeout().toNanos());
            } else if (end.message().startsWith("no connection within")) {
                assertThat(end.responseNanos())
                        .isGreaterThanOrEqualTo(plan.connectTimeout().toNanos());
            } else {
                assertThat(end.responseNanos()).isPositive();
            }
        });
        assertThat(result.elapsed())
                .isLessThan(plan.longest().plus(plan.timeout()).plus(LATE));
    }

    private LoadResult runHealthy() {
        try (LoadEngine engine = LoadEngine.create()) {
            return engine.run(healthyPlan(HEALTHY_REQUESTS).toBuilder()
                    .rate(Rate.perSecond(100))
                    .build());
        }
    }

    private LoadPlan healthyPlan(int requests) {
        return LoadPlan.builder()
                .target(healthy.uri("/"))
                .requests(requests)
                .concurrency(5)
                .priming(false)
                .build();
    }

    private static void assertHealthy(LoadResult result, long requests) {
        Books.assertBalanced(result);
        assertThat(result.counts().outcomes()).as("healthy server").containsEntry(Outcome.OK, requests);
        assertThat(result.responseTime().max())
                .as("healthy server")
                .isLessThan(result.generator().isHealthy() ? STILL_HEALTHY : HELD_UP);
    }
}
