// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static io.trueload.engine.Outcome.CONNECTION_LOST;
import static io.trueload.engine.Outcome.OK;
import static io.trueload.engine.Outcome.PROTOCOL_ERROR;
import static io.trueload.engine.Outcome.TIMED_OUT;
import static io.trueload.engine.internal.run.FaultCase.NO_ANSWER;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.RunListener.RequestResult;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.engine.internal.http.Eventually;
import io.trueload.testkit.FrameServer;
import io.trueload.testkit.Frames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs against broken servers of HTTP/2 in plain text, two streams to a connection. */
class FaultHttp2IT {

    private static final int CONTINUATION = 9;
    private static final int HEADERS = 1;
    private static final int PUSH_PROMISE = 5;
    private static final int PING = 6;
    private static final int SETTINGS = 4;
    private static final int MAX_CONCURRENT_STREAMS = 3;
    private static final String UNKNOWN_FRAME = "what came is no HTTP/2 that the HTTP library understands: .+";
    private static final String FLOOD = "more than 10000 PING and SETTINGS frames since the last request";

    @RegisterExtension
    private static final FaultRun RUN = new FaultRun();

    private final RequestResults ends = new RequestResults();

    @ParameterizedTest
    @MethodSource({"farewells", "resets", "limits", "floods"})
    void fault_isOneOutcomeOfEachRequest_andHarmsNothingElse(FaultCase fault) {
        RUN.check(fault);
    }

    @Test
    void goAwayBetweenTwoStreams_endsTheOneByItsAnswer_andTheOtherByItsDeadline() {
        try (FrameServer server = FrameServer.start(FaultHttp2IT::farewellToTheSecond)) {
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
        try (FrameServer server = FrameServer.start(slowly, MAX_CONCURRENT_STREAMS, 1)) {
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
        try (FrameServer server = FrameServer.start(FaultHttp2IT::drippingOnTheFirst)) {
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
        try (FrameServer server = FrameServer.start(slow, MAX_CONCURRENT_STREAMS, 1)) {
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
        LoadResult result;
        try (LoadEngine engine = LoadEngine.create()) {
            result = RUN.besideHealthy(() -> engine.run(plan.build(), ends));
        }
        Books.assertBalanced(result);
        FaultRun.assertNoticedSoon(result, ends);
        Eventually.count("connections left open", server::openConnections, 0);
        return result;
    }

    private static LoadPlan.Builder oneConnection(FrameServer server, int streams) {
        return over(LoadPlan.builder().target(server.uri()).priming(false), streams)
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

    static Stream<FaultCase> farewells() {
        return Stream.of(
                of("healthy", (frames, stream, request) -> frames.ok(stream), OK, ""),
                one(of(
                        "GOAWAY after each answer",
                        (frames, stream, request) -> {
                            frames.ok(stream);
                            frames.goAway(stream, 0);
                        },
                        OK,
                        "")),
                one(of(
                        "GOAWAY that lets all streams finish",
                        (frames, stream, request) -> {
                            frames.goAway(Integer.MAX_VALUE, 0);
                            frames.ok(stream);
                        },
                        OK,
                        "")),
                of(
                                "GOAWAY that names no stream, connection kept open",
                                (frames, stream, request) -> frames.goAway(0, 0),
                                TIMED_OUT,
                                NO_ANSWER)
                        .atOnce(10),
                of(
                        "GOAWAY: enhance your calm",
                        (frames, stream, request) -> frames.goAway(0, 11),
                        CONNECTION_LOST,
                        ".*[Tt]erminated by the peer.*"));
    }

    static Stream<FaultCase> resets() {
        return Stream.of(
                reset("REFUSED_STREAM", 7),
                reset("CANCEL", 8),
                reset("INTERNAL_ERROR", 2),
                of(
                        "reset without error after the whole answer",
                        (frames, stream, request) -> {
                            frames.ok(stream);
                            frames.reset(stream, 0);
                        },
                        OK,
                        ""),
                of(
                        "reset in the middle of the body",
                        (frames, stream, request) -> {
                            frames.head(stream);
                            frames.data(stream, 100, false);
                            frames.reset(stream, 2);
                        },
                        CONNECTION_LOST,
                        "stream reset by peer: .*"));
    }

    private static FaultCase reset(String name, int code) {
        return of(
                "reset: " + name,
                (frames, stream, request) -> frames.reset(stream, code),
                CONNECTION_LOST,
                "stream reset by peer: .*");
    }

    static Stream<FaultCase> limits() {
        return Stream.of(
                of("never answered", (frames, stream, request) -> {}, TIMED_OUT, NO_ANSWER)
                        .atOnce(20)
                        .plan(plan -> over(plan, 2))
                        // The next over five others: these would keep the streams that nobody answers.
                        .and((result, target) ->
                                assertThat(target.connections().getAsLong()).isEqualTo(10)),
                of("body without end", (frames, stream, request) -> frames.head(stream), TIMED_OUT, NO_ANSWER)
                        .atOnce(10),
                of("no window for the body", (frames, stream, request) -> {}, TIMED_OUT, NO_ANSWER)
                        .atOnce(10)
                        .plan(plan -> over(plan, 2).method("POST").body("x".repeat(1 << 20))),
                new FaultCase(
                                "one stream at a time",
                                () -> FaultTarget.of(
                                        FrameServer.start(FaultHttp2IT::oneAtATime, MAX_CONCURRENT_STREAMS, 1)),
                                OK,
                                "")
                        .plan(plan -> over(plan, 10).timeout(Duration.ofSeconds(20))),
                new FaultCase(
                                "no stream at all",
                                () -> FaultTarget.of(FrameServer.start(
                                        (frames, stream, request) -> frames.ok(stream), MAX_CONCURRENT_STREAMS, 0)),
                                CONNECTION_LOST,
                                "connection closed before the request was written")
                        .hitsPerRequest(0)
                        .plan(plan -> over(plan, 2)));
    }

    static Stream<FaultCase> floods() {
        return Stream.of(
                of(
                        "endless CONTINUATION",
                        FaultHttp2IT::continuations,
                        PROTOCOL_ERROR,
                        "Excessive number of continuation frames"),
                of(
                        "header list that unfolds to megabytes",
                        FaultHttp2IT::bomb,
                        PROTOCOL_ERROR,
                        "Maximum header list size exceeded"),
                of(
                        "push promise",
                        (frames, stream, request) ->
                                frames.frame(PUSH_PROMISE, 4, stream, new byte[] {0, 0, 0, 2, (byte) 0x88}),
                        PROTOCOL_ERROR,
                        "Push is disabled"),
                of(
                        "flood of pings",
                        (frames, stream, request) -> {
                            for (int i = 0; i < 1000; i++) {
                                frames.frame(PING, 0, 0, new byte[8]);
                            }
                            frames.ok(stream);
                        },
                        OK,
                        ""),
                of(
                        "flood of settings",
                        (frames, stream, request) -> {
                            for (int i = 0; i < 1000; i++) {
                                frames.settings(MAX_CONCURRENT_STREAMS, 100);
                            }
                            frames.ok(stream);
                        },
                        OK,
                        ""),
                endless("pings", PING, 8),
                endless("settings", SETTINGS, 0),
                of(
                        "bad frame length",
                        (frames, stream, request) -> frames.frame(PING, 0, 0, new byte[3]),
                        PROTOCOL_ERROR,
                        "Invalid PING frame payload"),
                // RFC 9113 has it ignored; the library cannot, and the run says so.
                of(
                        "frame of an unknown type before the answer",
                        (frames, stream, request) -> {
                            frames.frame(10, 0, 0, new byte[10]);
                            frames.ok(stream);
                        },
                        PROTOCOL_ERROR,
                        UNKNOWN_FRAME),
                of("HTTP/1.1 in answer", FaultHttp2IT::http1, PROTOCOL_ERROR, UNKNOWN_FRAME));
    }

    /** Frames without end by a peer that reads nothing meanwhile, so that their acknowledgements never leave the client. */
    private static FaultCase endless(String what, int type, int length) {
        FrameServer.Script script = (frames, stream, request) -> {
            while (true) {
                frames.frame(type, 0, 0, new byte[length]);
            }
        };
        return of(what + " without end", script, PROTOCOL_ERROR, FLOOD)
                .asAnswered()
                .plan(plan -> over(plan, 1));
    }

    private static void oneAtATime(Frames frames, int stream, int request) throws IOException {
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        // A client that keeps the limit has to wait for this answer; its own settings came before its first request.
        if (frames.isMoreThere()) {
            frames.reset(stream, 7);
        } else {
            frames.ok(stream);
        }
    }

    private static void continuations(Frames frames, int stream, int request) throws IOException {
        frames.frame(HEADERS, 0, stream, (byte) 0x88);
        for (int i = 0; i < 200; i++) {
            frames.frame(CONTINUATION, 0, stream, field("x-" + i, "y"));
        }
    }

    private static void bomb(Frames frames, int stream, int request) throws IOException {
        var block = new ByteArrayOutputStream();
        block.write(0x88);
        block.writeBytes(new byte[] {0x40, 1, 'x', 0x7f, (byte) 0x81, 0x1e});
        block.writeBytes("y".repeat(4000).getBytes(US_ASCII));
        for (int i = 0; i < 12_000; i++) {
            block.write(0xbe);
        }
        frames.frame(HEADERS, 5, stream, block.toByteArray());
    }

    /** Returns a field of the literal kind that enters no table. */
    private static byte[] field(String name, String value) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.write(name.length());
        bytes.writeBytes(name.getBytes(US_ASCII));
        bytes.write(value.length());
        bytes.writeBytes(value.getBytes(US_ASCII));
        return bytes.toByteArray();
    }

    private static void http1(Frames frames, int stream, int request) throws IOException {
        frames.frame('T', 'P', 0x2f312e31, " 200 OK\r\n\r\n".getBytes(US_ASCII));
    }

    private static FaultCase of(String name, FrameServer.Script script, Outcome outcome, String message) {
        return new FaultCase(name, () -> FaultTarget.of(FrameServer.start(script)), outcome, message)
                .plan(plan -> over(plan, 2));
    }

    private static FaultCase one(FaultCase fault) {
        return fault.plan(plan -> over(plan, 1))
                .and((result, target) -> assertThat(target.connections().getAsLong())
                        .isEqualTo(result.counts().sent()));
    }

    private static LoadPlan.Builder over(LoadPlan.Builder plan, int streams) {
        return plan.transport(new Transport(true, streams, true, 0, null, TlsSettings.DEFAULT, 0))
                .concurrency(5);
    }
}
