// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static io.trueload.engine.Outcome.BAD_STATUS;
import static io.trueload.engine.Outcome.CONNECTION_LOST;
import static io.trueload.engine.Outcome.CONNECT_FAILED;
import static io.trueload.engine.Outcome.OK;
import static io.trueload.engine.Outcome.PROTOCOL_ERROR;
import static io.trueload.engine.Outcome.TIMED_OUT;
import static io.trueload.engine.internal.run.FaultCase.NO_ANSWER;
import static io.trueload.engine.internal.run.FaultCase.NO_CONNECTION;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.engine.internal.http.Footprint;
import io.trueload.testkit.Answers;
import io.trueload.testkit.Behavior;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.Faults;
import io.trueload.testkit.Received;
import io.trueload.testkit.Reply;
import io.trueload.testkit.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs against broken servers of HTTP/1.1: one outcome for each request, and no harm to anything else. */
class FaultRunIT {

    private static final String HEAD = "HTTP/1.1 200 OK\r\n";
    private static final String EMPTY = HEAD + "Content-Length: 0\r\n\r\n";
    private static final String INTERIM = "HTTP/1.1 %d Wait\r\n\r\n";
    private static final String BEFORE = "connection closed before the answer";
    private static final String WITHIN = "connection closed in the middle of the answer";

    private static final byte[] BOMB = zerosInGzip(64);

    /** Ten gibibytes of zeros in ten mebibytes: members of one file, one after the other. */
    private static final byte[] LARGE_BOMB = repeated(BOMB, 160);

    private static final Reply BODY_AFTER_HEAD = bodyAfterHead();

    /** Ends after a hundred gigabytes, so long as somebody reads. */
    private static final Reply ENDLESS_HEAD = endlessHead();

    @RegisterExtension
    private static final FaultRun RUN = new FaultRun();

    @ParameterizedTest
    @MethodSource({"connections", "endings", "timeouts", "answers", "redirects", "oddities", "heads"})
    void fault_isOneOutcomeOfEachRequest_andHarmsNothingElse(FaultCase fault) {
        RUN.check(fault);
    }

    @Test
    void wrongOutcome_isTheControlThatFails() {
        FaultCase wrong = FaultCase.of("healthy", Behaviors.fixedDelay(Duration.ZERO), CONNECTION_LOST, "");
        assertThatThrownBy(() -> RUN.check(wrong))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("healthy: outcomes");
    }

    @Test
    void openSocket_isTheControlThatLeavesAFootprint() throws IOException {
        Footprint before = Footprint.now();
        try (FaultTarget target = FaultTarget.neverAccepting();
                Socket leaked = new Socket("127.0.0.1", target.uri().getPort())) {
            assertThat(leaked.isConnected()).isTrue();
            assertThat(Footprint.now().sockets()).isEqualTo(before.sockets() + 2);
        }
        before.assertRestored();
    }

    static Stream<FaultCase> connections() {
        return Stream.of(
                new FaultCase("refused", FaultTarget::closedPort, CONNECT_FAILED, "connection refused")
                        .hitsPerRequest(0),
                new FaultCase(
                                "refused, a thousand at once",
                                FaultTarget::closedPort,
                                CONNECT_FAILED,
                                "connection refused")
                        .atOnce(1000)
                        .usually(Duration.ofMillis(500))
                        .plan(plan -> plan.timeout(Duration.ofSeconds(10)).connectTimeout(Duration.ofSeconds(10)))
                        .hitsPerRequest(0),
                new FaultCase("full backlog", FaultTarget::blackHole, CONNECT_FAILED, NO_CONNECTION)
                        .atOnce(20)
                        .hitsPerRequest(0),
                new FaultCase(
                                "accepted and closed at once",
                                () -> FaultTarget.of(ScriptedServer.start((socket, number) -> {}), "http://127.0.0.1"),
                                CONNECTION_LOST,
                                "connection (closed|reset) before the (answer|request was written)")
                        .asAnswered()
                        .hitsPerRequest(0)
                        .and(FaultRunIT::noConnectionIsUsedAgain),
                new FaultCase(
                                "connected to the kernel, and nobody there",
                                FaultTarget::neverAccepting,
                                TIMED_OUT,
                                NO_ANSWER)
                        .atOnce(20)
                        .hitsPerRequest(0));
    }

    static Stream<FaultCase> endings() {
        return Stream.of(
                FaultCase.of("closed unanswered", request -> Reply.nothing(Reply.After.CLOSE), CONNECTION_LOST, BEFORE),
                FaultCase.of("reset unanswered", Faults.reset(), CONNECTION_LOST, "connection reset before the answer"),
                FaultCase.of(
                        "reset in the body",
                        Faults.resetInBody(),
                        CONNECTION_LOST,
                        "connection reset in the middle of the answer"),
                FaultCase.of("half a body", Faults.truncatedBody(), CONNECTION_LOST, WITHIN),
                FaultCase.of("no last chunk", Faults.truncatedChunks(), CONNECTION_LOST, WITHIN),
                FaultCase.of(
                        "bad chunk size",
                        keeping(HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"),
                        PROTOCOL_ERROR,
                        "bad chunk: .+"),
                FaultCase.of("body until the close", closing("HTTP/1.0 200 OK\r\n\r\nall of it"), OK, ""),
                FaultCase.of("closed after each answer as announced", Behaviors.closeEach(), OK, "")
                        .and(FaultRunIT::noConnectionIsUsedAgain));
    }

    static Stream<FaultCase> timeouts() {
        Duration drip = Duration.ofMillis(100);
        return Stream.of(
                FaultCase.of("hang", Faults.hang(), TIMED_OUT, NO_ANSWER).atOnce(20),
                FaultCase.of("body byte by byte", Faults.slowBody(drip, 1000), TIMED_OUT, NO_ANSWER)
                        .atOnce(20),
                FaultCase.of("head byte by byte", Faults.slowHeader(drip), TIMED_OUT, NO_ANSWER)
                        .atOnce(20));
    }

    static Stream<FaultCase> answers() {
        return Stream.of(
                FaultCase.of("429", Behaviors.status(429, "Retry-After: 86400"), BAD_STATUS, ""),
                FaultCase.of("503", Behaviors.status(503, "Retry-After: 86400"), BAD_STATUS, ""),
                FaultCase.of("redirect loop, not followed", Behaviors.redirectLoop(), BAD_STATUS, ""),
                FaultCase.of("100 Continue that nobody waits for", keeping(INTERIM.formatted(100) + EMPTY), OK, ""),
                FaultCase.of("early hints", keeping("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + EMPTY), OK, ""),
                FaultCase.of(
                        "33 interim answers",
                        keeping(INTERIM.formatted(102).repeat(33) + EMPTY),
                        PROTOCOL_ERROR,
                        "more than 32 interim answers"),
                FaultCase.of(
                        "32 interim answers", keeping(INTERIM.formatted(102).repeat(32) + EMPTY), OK, ""),
                FaultCase.of(
                        "1,000 interim answers",
                        keeping(INTERIM.formatted(102).repeat(1000) + EMPTY),
                        PROTOCOL_ERROR,
                        "more than 32 interim answers"),
                FaultCase.of(
                        "switching protocols",
                        keeping("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
                        PROTOCOL_ERROR,
                        "unexpected 101 Switching Protocols"));
    }

    static Stream<FaultCase> redirects() {
        return Stream.of(
                FaultCase.of(
                                "redirect loop, followed",
                                Behaviors.redirectLoop(),
                                PROTOCOL_ERROR,
                                "redirected more than 5 times")
                        .hitsPerRequest(6)
                        .plan(FaultRunIT::followingFive),
                redirectTo("file:///etc/passwd", "redirected to something else than http or https"),
                redirectTo("ftp://127.0.0.1/", "redirected to something else than http or https"),
                redirectTo("jar:file:/a.jar!/b", "redirected to something else than http or https"),
                redirectTo("gopher://127.0.0.1:70/_x", "redirected to something else than http or https"),
                redirectTo("http://", "redirected to .+"),
                redirectTo("http://[", "redirected to a location that is not a URL"));
    }

    private static FaultCase redirectTo(String location, String message) {
        return FaultCase.of(
                        "redirect to " + location,
                        Behaviors.status(302, "Location: " + location),
                        PROTOCOL_ERROR,
                        message)
                .plan(FaultRunIT::followingFive);
    }

    private static void followingFive(LoadPlan.Builder plan) {
        plan.transport(new Transport(false, 1, true, 5, null, TlsSettings.DEFAULT, 0));
    }

    /** Answers that are unusual, some of them forbidden, and yet whole. */
    static Stream<FaultCase> oddities() {
        return Stream.of(
                FaultCase.of(
                        "folded line in a head", keeping(HEAD + "X: a\r\n b\r\nContent-Length: 0\r\n\r\n"), OK, ""),
                FaultCase.of("lines that end with LF", keeping("HTTP/1.1 200 OK\nContent-Length: 0\n\n"), OK, ""),
                FaultCase.of("space before a colon", keeping(HEAD + "Content-Length : 0\r\n\r\n"), OK, ""),
                FaultCase.of("two answers to one request", keeping(EMPTY + EMPTY), OK, "")
                        .and(FaultRunIT::noConnectionIsUsedAgain),
                FaultCase.of("body of a 204", keeping("HTTP/1.1 204 No Content\r\n\r\nhello"), OK, "")
                        .and(FaultRunIT::noConnectionIsUsedAgain),
                FaultCase.of("body of an answer to HEAD", request -> BODY_AFTER_HEAD, OK, "")
                        .plan(plan -> plan.method("HEAD"))
                        .and(FaultRunIT::noConnectionIsUsedAgain),
                FaultCase.of("cookie set", FaultRunIT::cookie, OK, ""),
                FaultCase.of("corrupt gzip", gzip("no gzip at all".getBytes(ISO_8859_1)), OK, "")
                        .and((result, target) -> assertThat(result.bytes().body())
                                .isEqualTo(14 * result.counts().sent())),
                FaultCase.of("six codings", coded("gzip, deflate, gzip, br, gzip, deflate", BOMB), OK, ""),
                FaultCase.of("unknown coding", coded("none-such", BOMB), OK, ""),
                FaultCase.of("gzip of 10 GiB of zeros", gzip(LARGE_BOMB), OK, "")
                        .asAnswered()
                        .usually(Duration.ofSeconds(1))
                        .and((result, target) -> assertThat(result.bytes().body())
                                .isEqualTo(LARGE_BOMB.length * result.counts().sent())));
    }

    private static Reply cookie(Received request) {
        // Not only the next request of the connection, but none at all may bring it back.
        return Reply.now(
                request.header("Cookie").isPresent()
                        ? Answers.text(500, "a cookie came back")
                        : Answers.text(200, "ok", "Set-Cookie: session=1; Path=/"));
    }

    /** What came after an answer may be taken for the next one's. */
    private static void noConnectionIsUsedAgain(LoadResult result, FaultTarget target) {
        assertThat(target.connections().getAsLong())
                .as("connections")
                .isEqualTo(result.counts().sent());
    }

    private static Behavior gzip(byte[] body) {
        return coded("gzip", body);
    }

    private static Behavior coded(String codings, byte[] body) {
        Reply reply = Reply.now(Answers.bytes(200, body, "Content-Encoding: " + codings));
        return request -> reply;
    }

    private static Reply bodyAfterHead() {
        // Parted within the blank line, where the test server does not see that it has a body to leave out.
        byte[] begin = (HEAD + "Content-Length: 5\r\n\r").getBytes(ISO_8859_1);
        byte[] end = "\nhello".getBytes(ISO_8859_1);
        return new Reply(List.of(new Reply.Part(0, begin), new Reply.Part(0, end)), Reply.After.KEEP);
    }

    private static Reply endlessHead() {
        List<Reply.Part> parts = new ArrayList<>();
        parts.add(new Reply.Part(0, HEAD.getBytes(ISO_8859_1)));
        byte[] lines = "X: y\r\n".repeat(200_000).getBytes(ISO_8859_1);
        parts.addAll(Collections.nCopies(100_000, new Reply.Part(0, lines)));
        return new Reply(parts, Reply.After.KEEP);
    }

    private static byte[] zerosInGzip(int mebibytes) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < mebibytes; i++) {
                gzip.write(zeros);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] repeated(byte[] bytes, int times) {
        ByteBuffer all = ByteBuffer.allocate(bytes.length * times);
        for (int i = 0; i < times; i++) {
            all.put(bytes);
        }
        return all.array();
    }

    static Stream<FaultCase> heads() {
        return Stream.of(
                bad("no colon", "Content-Length 0\r\n\r\n", "not a header: Content-Length 0"),
                bad("NUL in a value", "X: a\u0000b\r\nContent-Length: 0\r\n\r\n", "NUL in a header"),
                bad("NUL in a name", "X\u0000Y: ab\r\nContent-Length: 0\r\n\r\n", "NUL in a header"),
                bad("bare CR", "X: a\rb\r\nContent-Length: 0\r\n\r\n", "bare CR in a header"),
                bad(
                        "two lengths",
                        "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
                        "more than one Content-Length"),
                bad(
                        "the same length twice",
                        "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
                        "more than one Content-Length"),
                bad(
                        "two lengths in a line",
                        "Content-Length: 5, 6\r\n\r\nhello!",
                        "Content-Length is not a number: 5, 6"),
                bad("signed length", "Content-Length: +5\r\n\r\nhello", "Content-Length is not a number: [+]5"),
                bad(
                        "huge length",
                        "Content-Length: 99999999999999999999\r\n\r\nhello",
                        "Content-Length is not a number: 9+"),
                bad(
                        "length and chunks",
                        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        "both Content-Length and Transfer-Encoding"),
                bad(
                        "unknown transfer coding",
                        "Transfer-Encoding: gzip\r\n\r\nhello",
                        "unsupported Transfer-Encoding: gzip"),
                bad(
                        "chunked not last",
                        "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
                        "unsupported Transfer-Encoding: chunked, gzip"),
                FaultCase.of(
                        "no status line", Faults.garbage(), PROTOCOL_ERROR, "not a status line of HTTP/1.1: HTTQ.+"),
                FaultCase.of(
                        "status 0",
                        keeping("HTTP/1.1 0 No\r\n\r\n"),
                        PROTOCOL_ERROR,
                        "not a status line of HTTP/1.1: HTTP/1.1 0 No"),
                FaultCase.of(
                        "11 blank lines",
                        keeping("\r\n".repeat(11) + EMPTY),
                        PROTOCOL_ERROR,
                        "answer too large: more than 10 empty lines before the answer"),
                FaultCase.of(
                        "bad version",
                        keeping("HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n"),
                        PROTOCOL_ERROR,
                        "not a status line of HTTP/1.1: HTTP/9.9 200 OK"),
                bad("101 headers", "X: 1\r\n".repeat(101) + "\r\n", "answer too large: more than 100 headers"),
                bad(
                        "line of 8,193 bytes",
                        "X: " + "x".repeat(8190) + "\r\n\r\n",
                        "answer too large: a line of more than 8192 bytes"),
                bad(
                        "line without end",
                        "X: " + "x".repeat(1 << 20),
                        "answer too large: a line of more than 8192 bytes"),
                FaultCase.of(
                                "head without end",
                                request -> ENDLESS_HEAD,
                                PROTOCOL_ERROR,
                                "answer too large: more than 100 headers")
                        .and((result, target) -> assertThat(result.bytes().received())
                                .isLessThan(result.counts().sent() << 20)));
    }

    private static FaultCase bad(String name, String afterTheStatusLine, String message) {
        return FaultCase.of("head with " + name, keeping(HEAD + afterTheStatusLine), PROTOCOL_ERROR, message);
    }

    private static Behavior keeping(String text) {
        return Faults.raw(text, Reply.After.KEEP);
    }

    private static Behavior closing(String text) {
        return Faults.raw(text, Reply.After.CLOSE);
    }
}
