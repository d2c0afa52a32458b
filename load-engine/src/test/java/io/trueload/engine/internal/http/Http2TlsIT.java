// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.RequestSpec;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.testkit.FrameServer;
import io.trueload.testkit.Identity;
import io.trueload.testkit.TestCertificates;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What ends a connection with HTTP/2 over TLS ends nothing else: the next request gets another connection. */
class Http2TlsIT {

    private static final int STREAMS = 4;

    private final TestCertificates certificates = TestCertificates.ofThisProcess();

    @Test
    void answersThatComeTooLate_allAtOnce_leaveTheIoThreadAlive() {
        var aborted = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        try (FrameServer server = start((frames, stream, request) -> {
                    if (answered.getCount() == 0) {
                        frames.ok(stream);
                    } else if (request == STREAMS - 1) {
                        Eventually.opened("two requests were given up", aborted);
                        // Each a record of its own.
                        for (int late : new int[] {7, 1, 3, 5}) {
                            frames.ok(late);
                            frames.flush();
                        }
                        answered.countDown();
                    }
                });
                Client client = client(server)) {
            List<SendSlot> slots = List.of(
                    client.slot(),
                    client.sender().slot(),
                    client.sender().slot(),
                    client.sender().slot());
            RecordingExchange first = Client.start(slots.get(0), RequestSpec.get("/"));
            RecordingExchange second = Client.start(slots.get(1), RequestSpec.get("/"));
            RecordingExchange live = Client.start(slots.get(2), RequestSpec.get("/"));
            // Keeps the I/O thread until all that follows lies in the socket.
            var keeping = new RecordingExchange(() -> Eventually.opened("all was answered", answered));
            slots.get(3).send(RequestSpec.get("/"), keeping);
            Eventually.count("requests", server::hits, STREAMS);

            Client.abort(slots.get(0), first);
            Client.abort(slots.get(1), second);
            aborted.countDown();

            assertThat(live.await().end()).isEqualTo("answered 200");
            assertThat(client.get("/").end()).isEqualTo("answered 200");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void resetWhileARequestIsMade_leavesTheIoThreadAlive() {
        var made = new CountDownLatch(1);
        var gone = new CountDownLatch(1);
        try (FrameServer server = start((frames, stream, request) -> frames.ok(stream));
                Client client = client(server)) {
            assertThat(client.get("/").end()).isEqualTo("answered 200");
            RecordingExchange lost = RecordingExchange.whenSent(() -> {
                made.countDown();
                Eventually.opened("the connection is cut off", gone);
            });
            client.slot().send(RequestSpec.get("/"), lost);
            Eventually.opened("a request is made", made);

            server.cutOff();
            gone.countDown();

            assertThat(lost.await().end()).startsWith("CONNECTION_LOST: ");
            assertThat(client.get("/").end()).isEqualTo("answered 200");
        }
    }

    private FrameServer start(FrameServer.Script script) {
        return FrameServer.startOverTls(certificates.context(Identity.SERVER), script);
    }

    /** Returns a client with one I/O thread, without which nothing goes on. */
    private Client client(FrameServer server) {
        var trusting = new TlsSettings(false, certificates.authorityPem(), null, null);
        return Client.of(
                URI.create(server.uri().toString().replace("http:", "https:")),
                new Transport(true, STREAMS, true, 0, null, trusting, 1));
    }
}
