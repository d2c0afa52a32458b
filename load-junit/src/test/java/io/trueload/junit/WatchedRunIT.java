// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.RequestSpec;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.TestServer;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that end otherwise than planned. */
class WatchedRunIT {

    /** A label has 63 characters at most, so that no name server is asked. */
    static final String NO_HOST = "http://" + "no-such-host".repeat(6) + ".invalid";

    /** One for each test: a run that was given up may still send a request to it later. */
    private TestServer server;

    @BeforeEach
    void startServer() {
        server = TestServer.start(Behaviors.fixedDelay(ofMillis(1)));
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void deadline_endsTheRun_andWhatWasMeasuredStays() {
        LoadResult result = new WatchedRun(minute().build(), ofSeconds(2), ofSeconds(15)).run();

        assertThat(result.interrupted()).isTrue();
        assertThat(result.counts().sent()).isPositive();
        assertThat(result.elapsed()).isLessThan(ofSeconds(30));
    }

    @Test
    void interrupt_endsTheRun_keepsWhatWasMeasured_andStaysSet() {
        Thread test = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            while (server.hits() < 20) {
                Thread.onSpinWait();
            }
            test.interrupt();
        });
        interrupter.start();

        LoadResult result = WatchedRun.of(minute().build());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.interrupted()).isTrue();
        assertThat(result.counts().sent()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void interrupt_beforeTheRunBegins_endsItSoon() {
        Thread.currentThread().interrupt();

        LoadResult result = WatchedRun.of(minute().build());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.interrupted()).isTrue();
        assertThat(result.elapsed()).isLessThan(ofSeconds(30));
    }

    @Test
    void runThatDoesNotEnd_isGivenUp_andItsPlaceIsTold() {
        CountDownLatch never = new CountDownLatch(1);
        LoadPlan stuck = minute().source(index -> {
                    awaitUninterruptibly(never);
                    return RequestSpec.get("/");
                })
                .build();

        assertThatThrownBy(() -> new WatchedRun(stuck, ofSeconds(2), ofMillis(500)).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "the run did not end within 2s, nor 500ms after it was stopped; its thread is at\n    ")
                .hasMessageContaining("WatchedRunIT");
        never.countDown();
    }

    @Test
    void runThatCannotBegin_throwsWhatTheEngineSays() {
        LoadPlan plan = LoadPlan.builder().target(NO_HOST).build();

        assertThatThrownBy(() -> WatchedRun.of(plan)).isInstanceOf(LoadRunException.class);
    }

    @Test
    void sourceThatThrows_isAnError() {
        LoadPlan plan = minute().source(WatchedRunIT::tenRequests).build();

        assertThatThrownBy(() -> WatchedRun.of(plan)).hasStackTraceContaining("no more data");
    }

    @Test
    void sourceThatThrows_onTheThreadsOfConnections_isAnError() {
        LoadPlan plan = LoadPlan.builder()
                .target(server.uri("/"))
                .requests(100)
                .concurrency(2)
                .source(WatchedRunIT::tenRequests)
                .build();

        assertThatThrownBy(() -> new WatchedRun(plan, ofSeconds(5), ofSeconds(5)).run())
                .hasStackTraceContaining("no more data");
    }

    private LoadPlan.Builder minute() {
        return LoadPlan.builder()
                .target(server.uri("/"))
                .rate(PlanSyntax.rate("100/s"))
                .duration(ofSeconds(60));
    }

    private static RequestSpec tenRequests(long index) {
        if (index >= 10) {
            throw new IllegalStateException("no more data");
        }
        return RequestSpec.get("/");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
