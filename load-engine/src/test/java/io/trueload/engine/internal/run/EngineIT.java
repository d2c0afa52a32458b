// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static io.trueload.engine.Rate.perSecond;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.Outcome;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.RunListener;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.engine.Verdict;
import io.trueload.testkit.Behavior;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.BlackHole;
import io.trueload.testkit.Faults;
import io.trueload.testkit.Ports;
import io.trueload.testkit.TestServer;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine against servers on loopback: the books, the deadlines, the end. */
class EngineIT {

    /** How late a deadline may be noticed, and as much again for a shared machine. */
    private static final Duration LATE = ofMillis(50);

    @ParameterizedTest
    @CsvSource({"1, 1", "100, 30", "200, 50", "1000, 7"})
    void closed_anyDivision_sendsExactlyWhatWasAsked(int requests, int concurrency) throws Exception {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(ofMillis(1)))) {
            LoadResult result = run(to(server).requests(requests).concurrency(concurrency));

            Books.assertBalanced(result);
            assertThat(result.counts().of(Outcome.OK)).isEqualTo(requests);
            assertThat(server.hits()).isEqualTo(requests);
            assertThat(server.connections()).isLessThanOrEqualTo(concurrency);
            assertThat(result.verdict().kind()).isEqualTo(Verdict.Kind.PASS);
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void sourceThatThrows_endsTheRun_andSaysWhichRequestCouldNotBeMade(boolean open) throws Exception {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(ofMillis(1)))) {
            LoadPlan.Builder plan = to(server).requests(100).concurrency(2).source(index -> {
                if (index == 10) {
                    throw new IllegalStateException("no more data");
                }
                return RequestSpec.get("/");
            });
            if (open) {
                plan.rate(perSecond(1_000));
            }

            assertThatExceptionOfType(LoadRunException.class)
                    .isThrownBy(() -> run(plan))
                    .withMessage("request 10 could not be made: java.lang.IllegalStateException: no more data");
            assertThat(server.hits()).isLessThan(100);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 4", "false, 20"})
    void connections_areCountedAsTheServerCountsThem(boolean keepAlive, long expected) throws Exception {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(ofMillis(1)))) {
            LoadResult result = run(to(server)
                    .requests(20)
                    .concurrency(4)
                    .transport(new Transport(false, 1, keepAlive, 0, null, TlsSettings.DEFAULT, 0)));

            assertThat(server.connections()).isEqualTo(expected);
            assertThat(result.environment()).containsEntry("connectionsOpened", Long.toString(expected));
        }
    }

    @Test
    void checkThatThrowsAnAssertionError_isAFailedCheck() throws Exception {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(ofMillis(1)))) {
            LoadResult result = run(to(server).requests(10).concurrency(2).check((request, response) -> {
                throw new AssertionError("no total");
            }));

            Books.assertBalanced(result);
            assertThat(result.counts().of(Outcome.CHECK_FAILED)).isEqualTo(10);
            assertThat(result.errors().get(0).message()).isEqualTo("check threw java.lang.AssertionError: no total");
        }
    }

    @Test
    void hangingServer_everyRequest_timesOutAtItsDeadline() throws Exception {
        try (TestServer server = TestServer.start(Faults.hang())) {
            LoadResult result = run(to(server).requests(20).concurrency(10).timeout(ofMillis(300)));

            Books.assertBalanced(result);
            assertThat(result.counts().of(Outcome.TIMED_OUT)).isEqualTo(20);
            assertThat(server.hits()).isEqualTo(20);
            assertThat(result.responseTime().min()).isEqualTo(ofMillis(300));
            assertThat(result.responseTime().max()).isEqualTo(ofMillis(300));
            // Two rounds, each noticed at most so late.
            assertThat(result.elapsed()).isBetween(ofMillis(600), ofMillis(600).plus(LATE.multipliedBy(4)));
            assertThat(result.errors().get(0).message()).isEqualTo("timed out after 300ms waiting for the answer");
        }
    }

    @Test
    void drippingBody_doesNotFoolTheDeadline() throws Exception {
        try (TestServer server = TestServer.start(Faults.slowBody(ofMillis(50), 1000))) {
            LoadResult result = run(to(server).requests(5).concurrency(5).timeout(ofMillis(400)));

            Books.assertBalanced(result);
            assertThat(result.counts().of(Outcome.TIMED_OUT)).isEqualTo(5);
            assertThat(result.elapsed()).isLessThan(ofMillis(400).plus(LATE.multipliedBy(4)));
        }
    }

    @Test
    void unreachablePort_isGivenUpAtTheConnectTimeout() throws Exception {
        try (BlackHole hole = BlackHole.open()) {
            LoadResult result = run(LoadPlan.builder()
                    .target("http://127.0.0.1:" + hole.port() + "/")
                    .requests(5)
                    .concurrency(5)
                    .connectTimeout(ofMillis(200))
                    .timeout(ofSeconds(5)));

            Books.assertBalanced(result);
            assertThat(result.counts().of(Outcome.CONNECT_FAILED)).isEqualTo(5);
            assertThat(result.errors().get(0).message()).isEqualTo("no connection within 200ms");
            assertThat(result.elapsed()).isBetween(ofMillis(200), ofSeconds(2));
        }
    }

    @Test
    void refusedPort_tenThousandAtOnce_areAllCounted() {
        LoadResult result = run(LoadPlan.builder()
                .target("http://127.0.0.1:" + Ports.closed() + "/")
                .requests(10_000)
                .concurrency(10_000));

        Books.assertBalanced(result);
        assertThat(result.counts().of(Outcome.CONNECT_FAILED)).isEqualTo(10_000);
        assertThat(result.verdict().kind()).isEqualTo(Verdict.Kind.FAIL);
    }

    @Test
    void connectionsDroppedUnanswered_areErrorsAndNotRetried() throws Exception {
        try (TestServer server = TestServer.start(Faults.dropEveryNth(10))) {
            LoadResult result = run(to(server).requests(500).concurrency(10));

            Books.assertBalanced(result);
            assertThat(server.hits()).isEqualTo(500);
            assertThat(result.counts().of(Outcome.CONNECTION_LOST)).isEqualTo(50);
            assertThat(result.counts().of(Outcome.OK)).isEqualTo(450);
        }
    }

    @Test
    void truncatedBodies_areNeverOk() throws Exception {
        for (var fault : new Behavior[] {Faults.truncatedBody(), Faults.truncatedChunks()}) {
            try (TestServer server = TestServer.start(fault)) {
                LoadResult result = run(to(server).requests(50).concurrency(5));

                Books.assertBalanced(result);
                assertThat(result.counts().of(Outcome.CONNECTION_LOST)).isEqualTo(50);
                assertThat(server.hits()).isEqualTo(50);
            }
        }
    }

    @Test
    void serverErrors_areErrorsButHaveTimes() throws Exception {
        try (TestServer server = TestServer.start(Behaviors.status(503, "Retry-After: 86400"))) {
            LoadResult result = run(to(server).requests(100).concurrency(10));

            Books.assertBalanced(result);
            assertThat(server.hits()).isEqualTo(100);
            assertThat(result.counts().of(Outcome.BAD_STATUS)).isEqualTo(100);
            assertThat(result.responseTime().count()).isEqualTo(100);
            assertThat(result.verdict().reasons()).containsExactly("no request was answered as expected");
        }
    }

    @Test
    void stop_fromAnotherThread_returnsWhatWasMeasured() throws Exception {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(ofMillis(1)));
                LoadEngine engine = LoadEngine.create()) {
            CountDownLatch underWay = new CountDownLatch(1);
            RunListener listener = new RunListener() {
                @Override
                public void progressed(Progress progress) {
                    underWay.countDown();
                }
            };
            LoadPlan plan = to(server).duration(ofSeconds(60)).concurrency(5).build();
            AtomicReference<LoadResult> result = new AtomicReference<>();
            Thread runner = new Thread(() -> result.set(engine.run(plan, listener)));
            runner.start();
            underWay.await();
            engine.stop();
            runner.join();

            Books.assertBalanced(result.get());
            assertThat(result.get().interrupted()).isTrue();
            assertThat(result.get().elapsed()).isBetween(ofSeconds(1), ofSeconds(30));
            assertThat(server.hits()).isEqualTo(result.get().counts().sent());
        }
    }

    @Test
    void end_inTheMiddleOfEverything_losesNoRequest() throws Exception {
        // Without grace the run ends while I/O threads are recording answers and beginning requests: a hundred chances.
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO));
                LoadEngine engine = LoadEngine.create()) {
            for (int i = 0; i < 100; i++) {
                LoadPlan.Builder plan = to(server).grace(Duration.ZERO).concurrency(20);
                LoadResult result = engine.run((i % 2 == 0
                                ? plan.duration(ofMillis(20))
                                : plan.rate(perSecond(20_000)).duration(ofMillis(20)))
                        .build());

                Books.assertBalanced(result);
            }
        }
    }

    @Test
    void interruption_stopsTheRunAndStaysSet() throws Exception {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(ofMillis(1)))) {
            Thread.currentThread().interrupt();
            LoadResult result = run(to(server).duration(ofSeconds(60)).concurrency(5));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(result.interrupted()).isTrue();
            assertThat(result.elapsed()).isLessThan(ofSeconds(30));
        }
    }

    @Test
    void close_leavesNoThreadBehind() throws Exception {
        Set<String> before = threads();
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(ofMillis(1)))) {
            run(to(server).requests(100).concurrency(10).priming(true));
            run(to(server).rate(perSecond(500)).duration(ofSeconds(1)));
        }

        assertThat(threads()).isEqualTo(before);
    }

    @Test
    void closedEngine_refusesToRun() {
        LoadEngine engine = LoadEngine.create();
        engine.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> engine.run(
                        LoadPlan.builder().target("http://127.0.0.1:1/").build()))
                .withMessage("the engine is closed");
    }

    @Test
    void unknownHost_isRefusedBeforeAnythingIsSent() {
        assertThatExceptionOfType(LoadRunException.class)
                .isThrownBy(() -> run(LoadPlan.builder().target("http://no-such-host.invalid/")))
                .withMessage("host cannot be resolved: no-such-host.invalid; check the name and the name server");
    }

    @Test
    void openWorkload_startsWithItsConnections() throws Exception {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(ofMillis(1)))) {
            LoadResult result =
                    run(to(server).rate(perSecond(100)).duration(ofSeconds(1)).concurrency(20));

            Books.assertBalanced(result);
            assertThat(server.connections()).isEqualTo(20);
            assertThat(result.counts().of(Outcome.OK)).isEqualTo(100);
            assertThat(result.phases().connect().max()).isZero();
        }
    }

    @Test
    void generatorThatStandsStill_isNotTakenForASlowTarget() throws Exception {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(ofMillis(1)))) {
            LoadResult result = run(to(server)
                    .rate(perSecond(200))
                    .duration(ofSeconds(1))
                    .expect("p95 < 50ms")
                    .source(index -> {
                        // On the thread that keeps the schedule, since a connection is free.
                        if (index == 100) {
                            standStill(ofMillis(300));
                        }
                        return RequestSpec.get("/");
                    }));

            Books.assertBalanced(result);
            assertThat(result.responseTime().p95()).isGreaterThan(ofMillis(50));
            assertThat(result.generator().scheduleLagMax()).isGreaterThanOrEqualTo(ofMillis(290));
            assertThat(result.verdict().kind()).isEqualTo(Verdict.Kind.INVALID);
            assertThat(result.verdict().reasons())
                    .anySatisfy(reason -> assertThat(reason)
                            .startsWith("the generator was not healthy: ")
                            .contains("schedule lag p99"));
        }
    }

    private static void standStill(Duration length) {
        long until = System.nanoTime() + length.toNanos();
        while (System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
    }

    private static LoadPlan.Builder to(TestServer server) {
        return LoadPlan.builder().target(server.uri("/")).priming(false);
    }

    private static LoadResult run(LoadPlan.Builder plan) {
        try (LoadEngine engine = LoadEngine.create()) {
            return engine.run(plan.build());
        }
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.contains("trueload"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
