// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static io.trueload.engine.Outcome.CONNECTION_LOST;
import static io.trueload.engine.Outcome.OK;
import static io.trueload.engine.Outcome.PROTOCOL_ERROR;
import static io.trueload.engine.Outcome.TIMED_OUT;
import static io.trueload.engine.internal.run.FaultCase.NO_ANSWER;
import static io.trueload.testkit.FrameServer.SETTINGS_MAX_CONCURRENT_STREAMS;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.testkit.FrameServer;
import io.trueload.testkit.Frames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
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
    private static final int END_OF_HEADERS = 4;
    private static final int PUSH_PROMISE = 5;
    private static final int PING = 6;
    private static final int SETTINGS = 4;
    private static final String UNKNOWN_FRAME = "what came is no HTTP/2 that the HTTP library understands: .+";
    private static final String FLOOD = "more than 10000 PING and SETTINGS frames since the last request";

    @RegisterExtension
    private static final FaultRun RUN = new FaultRun();

    @ParameterizedTest
    @MethodSource({"farewells", "resets", "limits", "floods"})
    void fault_isOneOutcomeOfEachRequest_andHarmsNothingElse(FaultCase fault) {
        RUN.check(fault);
    }

    /** After some thousand times the JVM leaves out where the exception was thrown. */
    @Test
    void headersWithoutPayload_againAndAgain_areNotHeldAgainstTheHttpLibrary() {
        try (FrameServer server =
                        FrameServer.start((frames, stream, request) -> frames.frame(HEADERS, END_OF_HEADERS, stream));
                LoadEngine engine = LoadEngine.create()) {
            LoadPlan.Builder plan =
                    LoadPlan.builder().target(server.uri()).requests(10_000).priming(false);
            LoadResult result = engine.run(over(plan, 1).build());

            assertThat(result.counts().of(PROTOCOL_ERROR)).isEqualTo(10_000);
            assertThat(result.errors())
                    .isNotEmpty()
                    .allSatisfy(error -> assertThat(error.message()).matches(UNKNOWN_FRAME));
            assumeThat(result.errors())
                    .as("thrown often enough for the JVM to leave that out")
                    .anySatisfy(error -> assertThat(error.message())
                            .contains(": NullPointerException, thrown without saying where"));
        }
    }

    /** In HTTP/2 a peer that leaves says which requests it has seen, so that a connection is not blamed for being kept. */
    @Test
    void connectionThatEndsAfterAnAnswer_isLost_andNotCalledKept() {
        FrameServer.Script script = (frames, stream, request) -> {
            if (request > 0) {
                throw new IOException("no more");
            }
            frames.ok(stream);
        };
        try (FrameServer server = FrameServer.start(script);
                LoadEngine engine = LoadEngine.create()) {
            LoadPlan.Builder plan =
                    LoadPlan.builder().target(server.uri()).requests(10).priming(false);
            LoadResult result = engine.run(over(plan, 1).concurrency(1).build());

            assertThat(result.counts().of(CONNECTION_LOST)).isEqualTo(5);
            assertThat(result.errors())
                    .allSatisfy(error -> assertThat(error.message()).isEqualTo("connection closed before the answer"));
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
                        resetWith(2)));
    }

    private static FaultCase reset(String name, int code) {
        return of(
                "reset: " + name,
                (frames, stream, request) -> frames.reset(stream, code),
                CONNECTION_LOST,
                resetWith(code));
    }

    private static String resetWith(int code) {
        return "stream reset by peer: Stream reset \\(" + code + "\\)";
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
                                () -> FaultTarget.of(FrameServer.start(
                                        FaultHttp2IT::oneAtATime, SETTINGS_MAX_CONCURRENT_STREAMS, 1)),
                                OK,
                                "")
                        .plan(plan -> over(plan, 10).timeout(Duration.ofSeconds(20))),
                new FaultCase(
                                "no stream at all",
                                () -> FaultTarget.of(FrameServer.start(
                                        (frames, stream, request) -> frames.ok(stream),
                                        SETTINGS_MAX_CONCURRENT_STREAMS,
                                        0)),
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
                                frames.settings(SETTINGS_MAX_CONCURRENT_STREAMS, 100);
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
