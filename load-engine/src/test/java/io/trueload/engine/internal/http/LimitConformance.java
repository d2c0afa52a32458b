// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.RequestSpec;
import io.trueload.testkit.Answers;
import io.trueload.testkit.Behavior;
import io.trueload.testkit.Faults;
import io.trueload.testkit.Reply;
import io.trueload.testkit.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a sender takes from a target: interim answers, headers, and more answers than requests. */
interface LimitConformance extends SenderFactory {

    String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private RecordingExchange ask(Behavior behavior) {
        try (TestServer server = TestServer.start(FaultConformance.only(behavior));
                Client client = client(server)) {
            RecordingExchange exchange = client.get("/fault");
            assertThat(server.hits()).isEqualTo(1);
            assertThat(client.get("/").end()).isEqualTo("answered 200");
            return exchange;
        }
    }

    private static Behavior interim(int status, int count) {
        return Faults.raw(("HTTP/1.1 " + status + " Wait\r\n\r\n").repeat(count) + EMPTY, Reply.After.KEEP);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 102, 103, 199})
    default void interimAnswers_upTo32_areOneAnswer(int status) {
        assertThat(ask(interim(status, 32)).end()).isEqualTo("answered 200");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 102, 103, 199})
    default void interimAnswers_33_areAProtocolError(int status) {
        assertThat(ask(interim(status, 33)).end()).isEqualTo("PROTOCOL_ERROR: more than 32 interim answers");
    }

    @Test
    default void headers_100_areTaken() {
        assertThat(ask(headers(100)).end()).isEqualTo("answered 200");
    }

    @Test
    default void headers_101_areAProtocolError() {
        assertThat(ask(headers(101)).end()).startsWith("PROTOCOL_ERROR: answer too large: ");
    }

    private static Behavior headers(int count) {
        String others = "X-Header: 1\r\n".repeat(count - 1);
        return Faults.raw("HTTP/1.1 200 OK\r\n" + others + "Content-Length: 0\r\n\r\n", Reply.After.KEEP);
    }

    @Test
    default void headerLine_ofAlmost8KiB_isTaken() {
        assertThat(ask(line(8 * 1024 - 16)).end()).isEqualTo("answered 200");
    }

    @Test
    default void headerLine_longer_isAProtocolError() {
        assertThat(ask(line(8 * 1024 + 1)).end()).startsWith("PROTOCOL_ERROR: answer too large: ");
    }

    private static Behavior line(int length) {
        String line = "X-Long: " + "x".repeat(length - "X-Long: ".length());
        return Faults.raw("HTTP/1.1 200 OK\r\n" + line + "\r\nContent-Length: 0\r\n\r\n", Reply.After.KEEP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 ",
                "HTTP/1.1 200 OK\r\nX-Long: ",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x="
            })
    default void line_withoutEnd_isAProtocolErrorAndNotKept(String start) {
        assertThat(ask(Faults.raw(start + "x".repeat(1 << 20), Reply.After.KEEP))
                        .end())
                .startsWith("PROTOCOL_ERROR: ");
    }

    @Test
    default void answers_twoToOneRequest_theSecondIsNobodysAnswer() {
        String two =
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none" + "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo";
        nextAnswerIsItsOwn(Faults.raw(two, Reply.After.KEEP));
    }

    @Test
    default void answer_withABodyThatItMayNotHave_theBodyIsNobodysAnswer() {
        nextAnswerIsItsOwn(Faults.raw("HTTP/1.1 204 No Content\r\n\r\n" + EMPTY, Reply.After.KEEP));
    }

    @Test
    default void answer_longerThanItSays_theRestIsNobodysAnswer() {
        nextAnswerIsItsOwn(Faults.raw(
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nko",
                Reply.After.KEEP));
    }

    /** Sends a request from within the end of one that got too much, and looks whose answer it gets. */
    private void nextAnswerIsItsOwn(Behavior tooMuch) {
        Behavior behavior = request -> request.path().equals("/fault")
                ? tooMuch.reply(request)
                : Reply.now(Answers.ok("own " + request.path()));
        try (TestServer server = TestServer.start(behavior);
                Client client = client(Client.checkingPlan(server.uri("/")))) {
            for (int i = 0; i < 50; i++) {
                var next = new RecordingExchange();
                var first = new RecordingExchange(() -> client.slot().send(RequestSpec.get("/next"), next));
                client.slot().send(RequestSpec.get("/fault"), first);

                assertThat(first.await().end()).startsWith("answered 20");
                assertThat(next.await().end()).isEqualTo("answered 200");
                assertThat(requireNonNull(next.response()).text()).isEqualTo("own /next");
            }
            assertThat(server.hits()).isEqualTo(100);
        }
    }
}
