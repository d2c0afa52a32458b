// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.Outcome;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.Response;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends a connection with HTTP/2 over TLS ends nothing else: other requests get another connection. */
@Timeout(60)
class Http2TlsIT {

    private TlsFramePeer peer;
    private GeneralSender sender;

    @BeforeEach
    void start() throws Exception {
        peer = new TlsFramePeer();
        sender = new GeneralSender(
                LoadPlan.builder()
                        .target(peer.uri())
                        .transport(new Transport(true, 4, true, 0, null, new TlsSettings(true, null, null, null), 1))
                        .priming(false)
                        .build(),
                "test",
                System::nanoTime,
                NameLookup.SYSTEM);
    }

    @AfterEach
    void stop() throws Exception {
        sender.close();
        peer.close();
    }

    @Test
    void answersThatComeTooLate_allAtOnce_leaveTheIoThreadAlive() throws Exception {
        var arrived = new CountDownLatch(1);
        List<SendSlot> slots = List.of(sender.slot(), sender.slot(), sender.slot(), sender.slot());
        var live = new RecordingExchange();
        List<RecordingExchange> exchanges = List.of(
                new RecordingExchange(),
                new RecordingExchange(),
                live,
                // Keeps the I/O thread until all that follows lies in the socket.
                new RecordingExchange(() -> await(arrived)));
        for (int i = 0; i < slots.size(); i++) {
            slots.get(i).send(RequestSpec.get("/"), exchanges.get(i));
            assertThat(peer.request()).isEqualTo(1 + 2 * i);
        }
        exchanges.get(0).claim();
        slots.get(0).abort();
        exchanges.get(1).claim();
        slots.get(1).abort();

        for (int stream : new int[] {7, 1, 3, 5}) {
            peer.answer(stream);
        }
        arrived.countDown();

        assertThat(live.await().end()).isEqualTo("answered 200");
        assertNextIsRefused(slots.get(0));
    }

    @Test
    void resetWhileARequestIsMade_leavesTheIoThreadAlive() throws Exception {
        SendSlot slot = sender.slot();
        var first = new RecordingExchange();
        slot.send(RequestSpec.get("/"), first);
        peer.answer(peer.request());
        first.await();
        var gone = new CountDownLatch(1);
        var second = new Held(gone);

        slot.send(RequestSpec.get("/"), second);
        await(second.made);
        peer.reset();
        gone.countDown();

        assertThat(second.recorded.await().end()).startsWith("CONNECTION_LOST: ");
        assertNextIsRefused(slot);
    }

    /** Another connection is tried to open, which a sender without an I/O thread could not do. */
    private static void assertNextIsRefused(SendSlot slot) {
        var next = new RecordingExchange();
        slot.send(RequestSpec.get("/"), next);
        assertThat(next.await().end()).startsWith("CONNECT_FAILED: connection refused");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps the I/O thread when a request is to be sent, until the peer is gone. */
    private static final class Held implements Exchange {

        private final RecordingExchange recorded = new RecordingExchange();
        private final CountDownLatch made = new CountDownLatch(1);
        private final CountDownLatch gone;

        Held(CountDownLatch gone) {
            this.gone = gone;
        }

        @Override
        public void sent(long nanos) {
            recorded.sent(nanos);
            made.countDown();
            await(gone);
        }

        @Override
        public void connecting(long nanos) {
            recorded.connecting(nanos);
        }

        @Override
        public void queued(long nanos) {
            recorded.queued(nanos);
        }

        @Override
        public void written(long nanos) {
            recorded.written(nanos);
        }

        @Override
        public void firstByte(long nanos) {
            recorded.firstByte(nanos);
        }

        @Override
        public void answered(long nanos, int status, long length, @Nullable Response kept) {
            recorded.answered(nanos, status, length, kept);
        }

        @Override
        public void failed(long nanos, Outcome outcome, String message) {
            recorded.failed(nanos, outcome, message);
        }

        @Override
        public void transferred(long sent, long received) {
            recorded.transferred(sent, received);
        }
    }
}
