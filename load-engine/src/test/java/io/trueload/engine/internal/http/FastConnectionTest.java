// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.RequestSpec;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;

/** One event after another, in orders that a network brings about once in a million. */
class FastConnectionTest extends FakeConnection {

    private void post(String... headers) {
        RequestSpec.Builder spec = RequestSpec.builder().method("POST").body("hello");
        for (String header : headers) {
            spec.header(header, "100-continue");
        }
        handOver(request(spec.build(), exchange));
    }

    @Test
    void send_onItsThread_isWrittenAtOnce() throws IOException {
        FastConnection connection = connection(true);
        handOver(get("/a", exchange));
        assertThat(session.written()).startsWith("GET /a ");
        assertThat(session.wantsToWrite()).isFalse();

        session.put(OK);
        connection.inputReady(session, null);
        assertThat(exchange.await().end()).isEqualTo("answered 200");
        assertThat(session.closes).isEmpty();
    }

    @Test
    void send_ofOneThatWasGivenUp_doesNotTakeThePlaceOfTheNext() throws IOException {
        FastConnection connection = connection(false);
        FastRequest givenUp = get("/late", new RecordingExchange());
        handOverToTls(givenUp);
        givenUp.abandon();
        handOverToTls(get("/next", exchange));
        // As a thread does that was held up on its way.
        connection.send(givenUp, true);

        connection.outputReady(session);
        assertThat(session.written()).startsWith("GET /next ");
        connection.outputReady(session);
        assertThat(session.written()).isEmpty();
    }

    @Test
    void opened_afterItWasGivenUp_isNotWritten() {
        connection(true);
        FastRequest givenUp = get("/late", exchange);
        givenUp.abandon();
        handOver(givenUp);

        assertThat(session.written()).isEmpty();
        assertThat(exchange.calls()).isEmpty();
    }

    @Test
    void abandon_afterTheEnd_leavesTheConnectionAlone() throws IOException {
        FastConnection connection = connection(true);
        FastRequest ended = get("/", exchange);
        handOver(ended);
        session.put(OK);
        connection.inputReady(session, null);
        ended.abandon();

        assertThat(session.closes).isEmpty();
    }

    @Test
    void answerThatFillsTheBuffer_nextWaitsUntilTheRestIsKnown() throws IOException {
        FastConnection connection = connection(true);
        var next = new RecordingExchange();
        var first = new RecordingExchange(() -> handOver(get("/next", next)));
        handOver(get("/first", first));
        session.written();
        // Two answers to one request, the first of which fills what is read at once.
        session.put("HTTP/1.1 200 OK\r\nContent-Length: 41\r\n\r\n" + "x".repeat(41) + OK);
        assertThat(input.capacity()).isEqualTo(39 + 41);
        connection.inputReady(session, null);
        connection.disconnected(session);

        assertThat(first.end()).isEqualTo("answered 200");
        assertThat(session.written()).isEmpty();
        assertThat(session.closes).containsExactly(CloseMode.IMMEDIATE);
        assertThat(next.end()).isEqualTo(CLOSED);
    }

    @Test
    void bodyWithoutEnd_othersHaveTheirTurn() throws IOException {
        FastConnection connection = connection(true);
        handOver(get("/", exchange));
        session.put("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(100 * input.capacity()));
        connection.inputReady(session, null);

        assertThat(session.reads()).isEqualTo(16);
    }

    @Test
    void longBody_isOfferedInPieces_ofWhichAWriterWritesOne() throws IOException {
        FastConnection connection = connection(true);
        RequestSpec large =
                RequestSpec.builder().method("POST").body(new byte[2 << 20]).build();
        CompletableFuture.runAsync(() -> handOver(request(large, exchange))).join();

        assertThat(session.written()).hasSize(128 * 1024);
        assertThat(session.wantsToWrite()).isTrue();
        connection.outputReady(session);

        assertThat(session.mostOffered()).isEqualTo(128 * 1024);
        assertThat(exchange.calls()).containsExactly("sent", "written");
        assertThat(session.written()).hasSizeGreaterThan((2 << 20) - 128 * 1024);
    }

    @Test
    void leave_beforeTheHeadIsThrough_isNotForgotten() throws IOException {
        FastConnection connection = connection(true);
        session.room(10);
        post("Expect");
        session.put("HTTP/1.1 100 Continue\r\n\r\n");
        connection.inputReady(session, null);
        session.room(Integer.MAX_VALUE);
        connection.outputReady(session);
        connection.outputReady(session);

        assertThat(session.written()).endsWith("\r\n\r\nhello");
        assertThat(session.getSocketTimeout()).isEqualTo(Timeout.DISABLED);
        assertThat(exchange.calls()).containsExactly("sent", "written");
    }

    @Test
    void leave_thatNeverComes_isTakenWhenItsTimeIsUp() throws IOException {
        FastConnection connection = connection(true);
        post("Expect");
        assertThat(session.written()).endsWith("\r\n\r\n");
        assertThat(session.getSocketTimeout()).isEqualTo(Timeout.ofSeconds(3));
        connection.timeout(session, Timeout.ofSeconds(3));
        connection.outputReady(session);

        assertThat(session.written()).isEqualTo("hello");
        assertThat(session.getSocketTimeout()).isEqualTo(Timeout.DISABLED);
        assertThat(session.closes).isEmpty();
    }

    @Test
    void headOfTheAnswer_beforeTheRequestIsThrough_isNotFollowedByWritten() throws IOException {
        FastConnection connection = connection(true);
        session.room(10);
        post();
        session.put("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
        connection.inputReady(session, null);
        session.room(Integer.MAX_VALUE);
        connection.outputReady(session);
        session.put("ok");
        connection.inputReady(session, null);

        assertThat(exchange.await().calls()).containsExactly("sent", "firstByte", "end");
        assertThat(session.closes).isEmpty();
    }

    @Test
    void silence_afterTakingLeave_endsInAClose() throws IOException {
        FastConnection connection = connection(true);
        connection.takeLeave();
        connection.outputReady(session);
        assertThat(session.closes).containsExactly(CloseMode.GRACEFUL);
        connection.timeout(session, Timeout.ofSeconds(1));

        assertThat(session.closes).containsExactly(CloseMode.GRACEFUL, CloseMode.IMMEDIATE);
    }

    @Test
    void exception_ofTheConnection_closesItAtOnceAndEndsItsRequest() {
        FastConnection connection = connection(true);
        handOver(get("/", exchange));
        connection.exception(session, new IOException("Connection reset"));

        assertThat(exchange.await().end()).isEqualTo("CONNECTION_LOST: connection reset before the answer");
        assertThat(session.closes).contains(CloseMode.IMMEDIATE).doesNotContain(CloseMode.GRACEFUL);
    }

    @Test
    void disconnected_withOneWaiting_handsItBack() {
        FastConnection connection = connection(false);
        handOverToTls(get("/", exchange));
        session.close(CloseMode.IMMEDIATE);
        connection.disconnected(session);

        assertThat(exchange.await().end()).isEqualTo(CLOSED);
        assertThat(session.written()).isEmpty();
    }

    @Test
    void send_onAClosedConnection_handsItBack() {
        connection(false);
        session.close(CloseMode.IMMEDIATE);
        handOver(get("/", exchange));

        assertThat(exchange.await().end()).isEqualTo(CLOSED);
    }
}
