// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two threads that want one connection at the same time. */
class FastConnectionThreadsTest extends FakeConnection {

    @Test
    void send_fromAnotherThread_isWrittenThere() {
        connection(false);
        handOver(get("/a", exchange));

        assertThat(session.written()).startsWith("GET /a ");
        assertThat(session.wantsToWrite()).isFalse();
        assertThat(exchange.calls()).containsExactly("sent", "written");
    }

    @Test
    void send_fromAnotherThreadThroughTls_isWrittenByItsOwn() throws IOException {
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
        var first = new RecordingExchange(() -> fromAnotherThread(get("/next", exchange)));
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
        fromAnotherThread(get("/third", new RecordingExchange()));
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
        session.whenReading(() -> fromAnotherThread(get("/next", exchange)));
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

    @Test
    void send_fromAnotherThreadAfterFullBuffersOnly_waitsUntilTheRestIsKnown() throws IOException {
        FastConnection connection = connection(true);
        handOver(get("/first", new RecordingExchange()));
        session.written();
        putAsMuchAsIsReadInARow();
        connection.inputReady(session, null);
        fromAnotherThread(get("/next", exchange));
        assertThat(session.reads()).isEqualTo(16);
        assertThat(session.written()).isEmpty();

        connection.outputReady(session);
        assertThat(session.reads()).isEqualTo(17);
        assertThat(session.written()).startsWith("GET /next ");
    }

    @Test
    void endBehindFullBuffers_isReadBeforeTheNextRequestIsWritten() throws IOException {
        FastConnection connection = connection(true);
        handOver(get("/first", new RecordingExchange()));
        session.written();
        putAsMuchAsIsReadInARow();
        connection.inputReady(session, null);
        session.end();
        fromAnotherThread(get("/next", exchange));
        assertThat(session.closes).isEmpty();

        connection.outputReady(session);
        connection.disconnected(session);

        assertThat(session.written()).isEmpty();
        assertThat(exchange.await().end()).isEqualTo(CLOSED);
    }

    @Test
    void eventWithinAnother_leavesTheTurnToThatOne() throws IOException {
        FastConnection connection = connection(true);
        session.whenReading(() -> {
            mayWrite(connection);
            fromAnotherThread(get("/", exchange));
            assertThat(session.written()).isEmpty();
        });
        connection.inputReady(session, null);
        assertThat(session.wantsToWrite()).isTrue();

        connection.outputReady(session);
        assertThat(session.written()).startsWith("GET / ");
    }

    @Test
    void failure_onAnotherThread_isToldAfterItsTurn() {
        FastConnection connection = connection(true);
        var told = new CountDownLatch(1);
        var handled = new CountDownLatch(1);
        var waited = new AtomicBoolean();
        session.whenWriting(() -> {
            throw new UncheckedIOException(new IOException("Connection reset"));
        });
        var slow = new RecordingExchange(() -> {
            told.countDown();
            waited.set(await(handled, 10_000));
        });
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> handOver(get("/", slow)));
        assertThat(await(told, 10_000)).isTrue();
        connection.disconnected(session);
        handled.countDown();
        writer.join();

        assertThat(waited).isTrue();
        assertThat(slow.end()).isEqualTo("CONNECTION_LOST: connection reset before the answer");
    }

    private static boolean await(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void putAsMuchAsIsReadInARow() {
        int readInARow = 16 * input.capacity();
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n";
        int body = readInARow - head.length();
        session.put(head.replace("1234", String.valueOf(body)) + "x".repeat(body));
    }

    private void mayWrite(FastConnection connection) {
        try {
            connection.outputReady(session);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void fromAnotherThread(FastRequest request) {
        CompletableFuture.runAsync(() -> handOver(request)).join();
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
            void happen(FastConnection connection, FakeSession session) throws IOException {
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
