// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static io.trueload.engine.Outcome.OK;
import static io.trueload.engine.Outcome.TIMED_OUT;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Rate;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.RunListener.RequestResult;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.engine.internal.http.Eventually;
import io.trueload.engine.internal.http.Footprint;
import io.trueload.engine.internal.http.Sockets;
import io.trueload.testkit.BlackHole;
import io.trueload.testkit.ScriptedServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Servers too busy to accept: their backlog is full, SYNs are dropped and sent again, and after a while it frees up. */
class FullBacklogIT {

    private static final int REQUESTS = 50;
    private static final Duration FULL = ofMillis(2_500);

    @RegisterExtension
    private static final FaultRun RUN = new FaultRun();

    private final RequestResults ends = new RequestResults();
    private final AtomicLong hits = new AtomicLong();

    @Test
    void waitForTheBacklog_isInResponseTimeAndConnectTime_andNotInServiceTime() {
        LoadResult result = run(ofSeconds(20));

        assertThat(result.counts().of(OK)).isEqualTo(REQUESTS);
        assertThat(hits).hasValue(REQUESTS);
        assertThat(ends.all()).allSatisfy(end -> {
            assertThat(end.responseNanos())
                    .isGreaterThanOrEqualTo(FULL.toNanos() - end.offsetNanos())
                    .isGreaterThanOrEqualTo(end.connectNanos() + end.serviceNanos());
            assertThat(end.connectNanos()).isPositive();
            // TCP knocks again after whole seconds, and only then sees that it may come in.
            assertThat(Duration.ofNanos(end.connectNanos()).toMillisPart()).isLessThan(150);
        });
        // Those that were due first waited themselves; others found all that are opened at once waiting.
        assertThat(ends.all().stream().filter(end -> end.connectNanos() > FULL.toNanos() * 9 / 10))
                .hasSizeGreaterThanOrEqualTo(5);
        assertThat(result.serviceTime().percentile(50)).isLessThan(FULL.dividedBy(2));
        assertThat(result.responseTime().max()).isGreaterThanOrEqualTo(FULL);
    }

    @Test
    void waitBeyondTheDeadline_isATimeOut_andThoseDueLaterAreAnswered() {
        LoadResult result = run(ofMillis(600));

        assertThat(result.counts().of(OK) + result.counts().of(TIMED_OUT)).isEqualTo(REQUESTS);
        assertThat(result.counts().of(OK)).isPositive();
        assertThat(hits.get()).isBetween(result.counts().of(OK), (long) REQUESTS);
        assertThat(ends.all()).hasSize(REQUESTS).allSatisfy(FullBacklogIT::assertEndedInTime);
        assertThat(ends.all().stream()
                        .filter(end -> end.offsetNanos() + ofMillis(600).toNanos() < FULL.toNanos()))
                .hasSizeGreaterThan(10)
                .allMatch(end -> end.outcome() == TIMED_OUT);
    }

    private static void assertEndedInTime(RequestResult end) {
        if (end.outcome() == TIMED_OUT) {
            assertThat(end.responseNanos()).isEqualTo(ofMillis(600).toNanos());
        } else {
            assertThat(end.responseNanos())
                    .isBetween(FULL.toNanos() - end.offsetNanos(), ofMillis(600).toNanos());
        }
    }

    /** Sends for three seconds; in the first two and a half the server accepts nothing. */
    private LoadResult run(Duration timeout) {
        Footprint before = Footprint.now();
        var freed = new CompletableFuture<ScriptedServer>();
        var asked = new AtomicBoolean();
        try (BlackHole hole = BlackHole.open();
                LoadEngine engine = LoadEngine.create()) {
            LoadPlan plan = LoadPlan.builder()
                    .target("http://127.0.0.1:" + hole.port() + "/")
                    .rate(Rate.perSecond(REQUESTS / 3.0))
                    .requests(REQUESTS)
                    .concurrency(10)
                    .timeout(timeout)
                    .connectTimeout(ofSeconds(20))
                    // With connections that are kept, a run would begin when they stand.
                    .transport(new Transport(false, 1, false, 0, null, TlsSettings.DEFAULT, 0))
                    .source(index -> {
                        if (index == 0) {
                            asked.set(true);
                            freed.completeAsync(
                                    () -> hole.serve(this::answer),
                                    CompletableFuture.delayedExecutor(FULL.toMillis(), TimeUnit.MILLISECONDS));
                        }
                        return RequestSpec.get("/");
                    })
                    .priming(false)
                    .build();
            LoadResult result = RUN.besideHealthy(() -> engine.run(plan, ends));

            Books.assertBalanced(result);
            assertThat(result.counts().dropped()).isZero();
            Eventually.count("sockets left", () -> Sockets.open(hole.port()) + Sockets.connecting(hole.port()), 0);
            return result;
        } finally {
            if (asked.get()) {
                freed.join().close();
            }
            before.assertRestored();
        }
    }

    private void answer(Socket socket, long number) throws IOException {
        if (ScriptedServer.readHead(socket)) {
            hits.incrementAndGet();
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
