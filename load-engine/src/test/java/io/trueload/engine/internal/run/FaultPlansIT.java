// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static io.trueload.engine.Outcome.CONNECTION_LOST;
import static io.trueload.engine.Outcome.CONNECT_FAILED;
import static io.trueload.engine.Outcome.OK;
import static io.trueload.engine.Outcome.TIMED_OUT;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Rate;
import io.trueload.engine.RunListener.RequestResult;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.engine.internal.http.Footprint;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.BlackHole;
import io.trueload.testkit.Faults;
import io.trueload.testkit.FrameServer;
import io.trueload.testkit.Reply;
import io.trueload.testkit.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs against broken servers whose outcomes are not all the same, or depend on what was planned. */
@Tag("any-jdk")
class FaultPlansIT {

    private static final int MEBI = 1 << 20;

    @RegisterExtension
    private static final FaultRun RUN = new FaultRun();

    private final RequestResults ends = new RequestResults();

    private static LoadPlan.Builder to(TestServer server) {
        return LoadPlan.builder().target(server.uri("/")).priming(false);
    }

    private LoadResult run(LoadPlan.Builder plan) {
        Footprint before = Footprint.now();
        try (LoadEngine engine = LoadEngine.create()) {
            LoadResult result = RUN.besideHealthy(() -> engine.run(plan.build(), ends));
            Books.assertBalanced(result);
            before.assertRestored();
            return result;
        }
    }

    @Test
    void closedAfterEachAnswerUnannounced_isAnsweredOrLostAndNeverRepeated() {
        try (TestServer server = TestServer.start(Faults.closeEachUnannounced())) {
            LoadResult result = run(to(server).requests(200).concurrency(5).timeout(ofSeconds(5)));

            assertThat(result.counts().of(OK)).isEqualTo(server.hits());
            assertThat(result.counts().of(OK) + result.counts().of(CONNECTION_LOST))
                    .isEqualTo(200);
        }
    }

    @Test
    void hangingServer_openWorkloadThroughTenConnections_allTimeOutAtTheDeadlineFromTheirIntendedStart() {
        try (TestServer server = TestServer.start(Faults.hang())) {
            LoadResult result = run(to(server)
                    .rate(Rate.perSecond(100))
                    .requests(60)
                    .concurrency(10)
                    .maxConnections(10)
                    .timeout(ofMillis(500)));

            assertThat(result.counts().of(TIMED_OUT)).isEqualTo(60);
            assertThat(ends.all())
                    .allSatisfy(end -> assertThat(end.responseNanos()).isEqualTo(500_000_000));
            long sent =
                    ends.all().stream().filter(end -> end.serviceNanos() > 0).count();
            assertThat(server.hits()).isEqualTo(sent).isGreaterThanOrEqualTo(10);
            assertThat(result.elapsed()).isLessThan(ofSeconds(3));
        }
    }

    @Test
    void fullBacklog_deadlineBeforeTheConnectTimeout_allTimeOut_whateverWasBegunBeforeTheRun() {
        try (BlackHole hole = BlackHole.open()) {
            LoadResult result = run(LoadPlan.builder()
                    .target("http://127.0.0.1:" + hole.port() + "/")
                    .priming(false)
                    .rate(Rate.perSecond(50))
                    .requests(80)
                    .concurrency(10)
                    .timeout(ofMillis(300))
                    .connectTimeout(ofMillis(700)));

            assertThat(result.counts().of(TIMED_OUT)).as("%s", result.errors()).isEqualTo(80);
            assertThat(ends.all())
                    .allSatisfy(end -> assertThat(end.responseNanos()).isEqualTo(300_000_000));
        }
    }

    @Test
    void settingsOfHttp2ThatNeverCome_leaveNoConnectionToWriteTo_andEndByTheDeadline() {
        try (FrameServer server = FrameServer.startWithoutSettings((frames, stream, request) -> frames.ok(stream))) {
            LoadResult result = run(LoadPlan.builder()
                    .target(server.uri())
                    .priming(false)
                    .requests(10)
                    .concurrency(5)
                    .transport(new Transport(true, 2, true, 0, null, TlsSettings.DEFAULT, 0))
                    .timeout(ofMillis(500))
                    .connectTimeout(ofMillis(300)));

            // Those that found a connection open waited for their turn on it, the others for a connection.
            assertThat(result.counts().of(CONNECT_FAILED) + result.counts().of(TIMED_OUT))
                    .isEqualTo(10);
            assertThat(ends.all())
                    .allSatisfy(end -> assertThat(end.responseNanos()).isBetween(300_000_000L, 500_000_000L));
            assertThat(server.hits()).isZero();
        }
    }

    @Test
    void expectation_givenByTheUserAndIgnoredByTheServer_costsItsWaitInResponseTime() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            LoadResult result = run(to(server)
                    .requests(4)
                    .concurrency(4)
                    .method("POST")
                    .header("Expect", "100-continue")
                    .body("hello")
                    .timeout(ofSeconds(10)));

            assertThat(result.counts().of(OK)).isEqualTo(4);
            assertThat(server.hits()).isEqualTo(4);
            assertThat(result.responseTime().min()).isGreaterThanOrEqualTo(ofSeconds(3));
            assertThat(result.responseTime().max()).isLessThan(ofMillis(3_250));
        }
    }

    @Test
    void bytesOnTheWire_areThoseOfThePlanAndNoOthers() {
        try (TestServer server = TestServer.builder(Behaviors.fixedDelay(Duration.ZERO))
                .captureInput(true)
                .start()) {
            LoadResult result = run(to(server)
                    .requests(20)
                    .concurrency(2)
                    .header("X-Order", "1")
                    .header("User-Agent", "mine"));

            assertThat(result.counts().of(OK)).isEqualTo(20);
            String request = "GET / HTTP/1.1\r\nHost: " + server.uri("/").getAuthority()
                    + "\r\nX-Order: 1\r\nUser-Agent: mine\r\n\r\n";
            StringBuilder all = new StringBuilder();
            server.captured().forEach(bytes -> all.append(new String(bytes, StandardCharsets.ISO_8859_1)));
            assertThat(all).hasToString(request.repeat(20));
            assertThat(result.bytes().sent()).isEqualTo(20L * request.length());
        }
    }

    @Test
    void connectionsNotKept_areOneForEachRequest() {
        Transport closing = new Transport(false, 1, false, 0, null, Transport.DEFAULT.tls(), 0);
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            LoadResult result = run(to(server).requests(60).concurrency(5).transport(closing));

            assertThat(result.counts().of(OK)).isEqualTo(60);
            assertThat(server.connections()).isEqualTo(60);
            assertThat(ends.all()).extracting(RequestResult::connectNanos).allMatch(nanos -> nanos > 0);
        }
    }

    @Test
    void bodyWithoutEnd_endsAtTheDeadlineAndIsNotKept() {
        List<Reply.Part> parts = new ArrayList<>();
        parts.add(new Reply.Part(
                0,
                ("HTTP/1.1 200 OK\r\nContent-Length: " + (1L << 40) + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1)));
        parts.addAll(Collections.nCopies(100_000, new Reply.Part(0, new byte[MEBI])));
        var endless = new Reply(parts, Reply.After.KEEP);
        try (TestServer server = TestServer.start(request -> endless)) {
            long before = usedHeap();
            LoadResult result = run(to(server).requests(4).concurrency(2).timeout(ofMillis(500)));

            assertThat(result.counts().of(TIMED_OUT)).isEqualTo(4);
            assertThat(ends.all())
                    .allSatisfy(end -> assertThat(end.responseNanos()).isEqualTo(500_000_000));
            assertThat(result.bytes().received()).isGreaterThan(64L * MEBI);
            assertThat(usedHeap() - before).isLessThan(32L * MEBI);
        }
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
