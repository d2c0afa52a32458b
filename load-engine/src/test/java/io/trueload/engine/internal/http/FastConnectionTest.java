// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.RequestSpec;
import io.trueload.engine.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One event after another, in orders that a network brings about once in a million. */
class FastConnectionTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String CLOSED = "CONNECTION_LOST: connection closed before the request was written";

    private final FastSender sender = new FastSender(
            Client.plan(URI.create("http://127.0.0.1:1/"), Transport.DEFAULT),
            Client.USER_AGENT,
            System::nanoTime,
            host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    private final Connection opener =
            new Connection(sender.connector(), sender.connector().target());
    private final FakeSession session = new FakeSession();
    private final ByteBuffer input = ByteBuffer.allocate(2 * OK.length());
    private final RecordingExchange exchange = new RecordingExchange();

    @AfterEach
    void close() {
        sender.close();
    }

    /** Makes the connection with this thread as its I/O thread, or with another that is over. */
    private FastConnection connection(boolean ownThread) {
        FastConnection connection = ownThread
                ? new FastConnection(session, input)
                : CompletableFuture.supplyAsync(() -> new FastConnection(session, input))
                        .join();
        session.upgrade(connection);
        connection.connected(session);
        return connection;
    }

    private FastRequest request(RequestSpec spec, Exchange end) {
        try {
            return new FastRequest(sender, opener, sender.encode(spec, null), end);
        } catch (ProtocolException e) {
            throw new AssertionError(e);
        }
    }

    private FastRequest get(String path, Exchange end) {
        return request(RequestSpec.get(path), end);
    }

    private void handOver(FastRequest request) {
        request.opened(opener, new OpenSession(session, null, new Http2Peer()), false);
    }

    private void handOverToTls(FastRequest request) {
        try {
            SSLEngine tls = SSLContext.getDefault().createSSLEngine();
            request.opened(opener, new OpenSession(session, tls, new Http2Peer()), false);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

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
    void send_fromAnotherThread_isWrittenThere() {
        connection(false);
        handOver(get("/a", exchange));

        assertThat(session.written()).startsWith("GET /a ");
        assertThat(session.wantsToWrite()).isFalse();
        assertThat(exchange.calls()).containsExactly("sent", "written");
    }

    @Test
    void send_fromAnotherThreadThroughTls_isWrittenByItsOwn() {
        FastConnection connection = connection(false);
        handOverToTls(get("/a", exchange));
        assertThat(session.written()).isEmpty();
        assertThat(session.wantsToWrite()).isTrue();

        connection.outputReady(session);
        assertThat(session.written()).startsWith("GET /a ");
        assertThat(session.wantsToWrite()).isFalse();
    }

    @Test
    void send_fromAnotherThreadAfterAFullBuffer_waitsUntilTheRestIsKnown() throws IOException {
        FastConnection connection = connection(true);
        var first = new RecordingExchange(() -> CompletableFuture.runAsync(() -> handOver(get("/next", exchange)))
                .join());
        handOver(get("/first", first));
        session.written();
        session.put("HTTP/1.1 200 OK\r\nContent-Length: 41\r\n\r\n" + "x".repeat(41));
        connection.inputReady(session, null);
        assertThat(first.end()).isEqualTo("answered 200");
        assertThat(session.written()).isEmpty();

        connection.outputReady(session);
        assertThat(session.written()).startsWith("GET /next ");

        session.put(OK);
        connection.inputReady(session, null);
        CompletableFuture.runAsync(() -> handOver(get("/third", new RecordingExchange())))
                .join();
        assertThat(session.written()).startsWith("GET /third ");
    }

    @Test
    void answer_beforeAnotherThreadHasWritten_waitsForThat() throws Exception {
        FastConnection connection = connection(true);
        var writing = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var hasty = new AtomicBoolean();
        session.whenWriting(() -> {
            writing.countDown();
            // In vain, if all is well.
            hasty.set(await(ended, 100));
        });
        var waitedFor = new RecordingExchange(ended::countDown);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> handOver(get("/", waitedFor)));
        assertThat(await(writing, 10_000)).isTrue();
        session.put(OK);
        connection.inputReady(session, null);
        writer.join();

        assertThat(hasty).isFalse();
        assertThat(waitedFor.calls()).containsExactly("sent", "written", "firstByte", "end");
        assertThat(waitedFor.end()).isEqualTo("answered 200");
        assertThat(session.closes).isEmpty();
    }

    @Test
    void send_fromAnotherThreadWhileTheEndIsRead_isNeitherWrittenNorAnswered() throws IOException {
        FastConnection connection = connection(true);
        handOver(get("/first", new RecordingExchange()));
        session.put(OK);
        connection.inputReady(session, null);
        session.written();
        session.end();
        session.whenReading(() -> CompletableFuture.runAsync(() -> handOver(get("/next", exchange)))
                .join());
        connection.inputReady(session, null);
        assertThat(session.closes).containsExactly(CloseMode.GRACEFUL);
        connection.disconnected(session);

        assertThat(exchange.await().end()).isEqualTo(CLOSED);
        assertThat(session.written()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void event_whileAnotherThreadWrites_waitsForThat(Event event) throws Exception {
        FastConnection connection = connection(true);
        var writing = new CountDownLatch(1);
        var handled = new CountDownLatch(1);
        var hasty = new AtomicBoolean();
        session.whenWriting(() -> {
            writing.countDown();
            hasty.set(await(handled, 50));
        });
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> handOver(get("/", exchange)));
        assertThat(await(writing, 10_000)).isTrue();
        event.happen(connection, session);
        handled.countDown();
        writer.join();

        assertThat(hasty).isFalse();
    }

    private static boolean await(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void send_ofOneThatWasGivenUp_doesNotTakeThePlaceOfTheNext() {
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
    void longBody_isOfferedInPieces_ofWhichAWriterWritesOne() {
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
    void leave_thatNeverComes_isTakenWhenItsTimeIsUp() {
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
    void silence_afterTakingLeave_endsInAClose() {
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

    /** What an I/O thread is told of. */
    enum Event {
        INPUT {
            @Override
            void happen(FastConnection connection, FakeSession session) throws IOException {
                connection.inputReady(session, null);
            }
        },
        OUTPUT {
            @Override
            void happen(FastConnection connection, FakeSession session) {
                connection.outputReady(session);
            }
        },
        TIMEOUT {
            @Override
            void happen(FastConnection connection, FakeSession session) {
                connection.timeout(session, Timeout.ofSeconds(1));
            }
        },
        EXCEPTION {
            @Override
            void happen(FastConnection connection, FakeSession session) {
                connection.exception(session, new IOException());
            }
        },
        DISCONNECTED {
            @Override
            void happen(FastConnection connection, FakeSession session) {
                connection.disconnected(session);
            }
        };

        abstract void happen(FastConnection connection, FakeSession session) throws IOException;
    }
}
