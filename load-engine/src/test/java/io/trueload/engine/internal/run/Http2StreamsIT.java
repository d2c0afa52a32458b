// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static io.trueload.engine.Outcome.OK;
import static io.trueload.engine.Outcome.TIMED_OUT;
import static io.trueload.engine.internal.run.FaultCase.NO_ANSWER;
import static io.trueload.testkit.FrameServer.SETTINGS_MAX_CONCURRENT_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.RunListener.RequestResult;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.engine.internal.http.Eventually;
import io.trueload.engine.internal.http.Footprint;
import io.trueload.testkit.FrameServer;
import io.trueload.testkit.Frames;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs whose requests share one HTTP/2 connection, and what one stream of it means for the others. */
class Http2StreamsIT {

    @RegisterExtension
    private static final FaultRun RUN = new FaultRun();

    private final RequestResults ends = new RequestResults();

    @Test
    void goAwayBetweenTwoStreams_endsTheOneByItsAnswer_andTheOtherByItsDeadline() {
        try (FrameServer server = FrameServer.start(Http2StreamsIT::farewellToTheSecond)) {
            LoadResult result = run(server, oneConnection(server, 2).requests(2));

            assertThat(result.counts().of(OK)).as("%s", result.errors()).isEqualTo(1);
            assertThat(result.counts().of(TIMED_OUT)).isEqualTo(1);
            assertThat(result.errors().get(0).message()).isEqualTo(NO_ANSWER);
            assertThat(server.hits()).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private static void farewellToTheSecond(Frames frames, int stream, int request) throws IOException {
        if (request == 1) {
            frames.goAway(1, 0);
            frames.ok(1);
        }
    }

    @Test
    void waitForAStream_isInTheResponseTime_andNotInTheServiceTime() {
        long service = Duration.ofMillis(20).toNanos();
        FrameServer.Script slowly = (frames, stream, request) -> {
            pause(Duration.ofNanos(service));
            frames.ok(stream);
        };
        try (FrameServer server = FrameServer.start(slowly, SETTINGS_MAX_CONCURRENT_STREAMS, 1)) {
            LoadResult result =
                    run(server, oneConnection(server, 10).requests(10).timeout(Duration.ofSeconds(20)));

            assertThat(result.counts().of(OK)).as("%s", result.errors()).isEqualTo(10);
            long began = ends.all().stream()
                    .mapToLong(RequestResult::offsetNanos)
                    .min()
                    .orElseThrow();
            List<Long> waited = ends.all().stream()
                    .map(end -> end.offsetNanos() + end.responseNanos() - began)
                    .sorted()
                    .toList();
            for (int i = 0; i < 10; i++) {
                assertThat(waited.get(i)).isGreaterThanOrEqualTo((i + 1) * service);
            }
            assertThat(ends.all()).allMatch(end -> end.serviceNanos() >= service);
            // One after the other they take no longer than the last has waited; with the waits in them they would.
            assertThat(ends.all().stream()
                            .mapToLong(RequestResult::serviceNanos)
                            .sum())
                    .isLessThanOrEqualTo(waited.get(9));
        }
    }

    @Test
    void streamThatIsGivenUp_isResetAtTheNextFrameOfIt_andItsConnectionServesTheOther() {
        try (FrameServer server = FrameServer.start(Http2StreamsIT::drippingOnTheFirst)) {
            LoadResult result = run(server, oneConnection(server, 2).requests(3).timeout(Duration.ofSeconds(1)));

            assertThat(result.counts().of(OK)).as("%s", result.errors()).isEqualTo(2);
            assertThat(result.counts().of(TIMED_OUT)).isEqualTo(1);
            Eventually.count("streams reset", server::streamResets, 1);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    /** Answers the second request before the first has its deadline, and the third well after it. */
    private static void drippingOnTheFirst(Frames frames, int stream, int request) throws IOException {
        if (request == 0) {
            frames.head(stream);
            return;
        }
        for (int i = 0; i < 30; i++) {
            pause(Duration.ofMillis(20));
            frames.data(1, 1, false);
            frames.flush();
        }
        frames.ok(stream);
    }

    @Test
    void waitForAStream_isTheTargetsDoing_andNoLagOfTheGenerator() {
        FrameServer.Script slow = (frames, stream, request) -> {
            pause(Duration.ofMillis(100));
            frames.ok(stream);
        };
        try (FrameServer server = FrameServer.start(slow, SETTINGS_MAX_CONCURRENT_STREAMS, 1)) {
            LoadResult result = run(
                    server,
                    oneConnection(server, 10)
                            .requests(20)
                            .timeout(Duration.ofSeconds(20))
                            .connectTimeout(Duration.ofMillis(500)));

            assertThat(result.counts().of(OK)).as("%s", result.errors()).isEqualTo(20);
            assertThat(result.responseTime().p50()).isGreaterThan(Duration.ofMillis(500));
            // Nine others go first, in the first wave as later on.
            Duration waits = Duration.ofMillis(9 * 100);
            assertThat(result.phases().blocked().max()).isGreaterThan(waits);
            assertThat(result.phases().blocked().mean()).isGreaterThan(waits.dividedBy(2));
            assertThat(result.phases().connect().max()).isLessThan(waits);
            assertThat(result.generator().scheduleLagP99())
                    .isLessThan(result.phases().blocked().mean());
        }
    }

    /** Runs a plan beside one against a healthy server, and sees to what must hold of every run. */
    private LoadResult run(FrameServer server, LoadPlan.Builder plan) {
        Footprint before = Footprint.now();
        LoadResult result;
        try (LoadEngine engine = LoadEngine.create()) {
            result = RUN.besideHealthy(() -> engine.run(plan.build(), ends));
        }
        Books.assertBalanced(result);
        FaultRun.assertNoticedSoon(result, ends);
        Eventually.count("connections left open", server::openConnections, 0);
        before.assertRestored();
        return result;
    }

    private static LoadPlan.Builder oneConnection(FrameServer server, int streams) {
        return LoadPlan.builder()
                .target(server.uri())
                .transport(new Transport(true, streams, true, 0, null, TlsSettings.DEFAULT, 0))
                .priming(false)
                .concurrency(1)
                .timeout(FaultCase.DEADLINE)
                .grace(Duration.ofSeconds(20));
    }

    private static void pause(Duration length) {
        long until = System.nanoTime() + length.toNanos();
        for (long left = length.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
