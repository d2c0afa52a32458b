// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.RequestSpec;
import io.trueload.engine.Transport;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Bodies that wait until the target asks for them, and answers that do not (RFC 9110, section 10.1.1). */
interface LeaveConformance extends SenderFactory {

    RequestSpec ASKING = RequestSpec.builder()
            .method("POST")
            .header("Expect", "100-continue")
            .body("hello")
            .build();

    /** Returns what comes next, or {@code silence} if nothing does for a while. */
    private static String hear(Socket socket, int length) throws IOException {
        socket.setSoTimeout(200);
        try {
            byte[] bytes = socket.getInputStream().readNBytes(length);
            return bytes.length == 0 ? "end" : new String(bytes, StandardCharsets.US_ASCII);
        } catch (SocketTimeoutException e) {
            return "silence";
        } finally {
            socket.setSoTimeout(0);
        }
    }

    @Test
    default void body_waitsUntilItIsAskedFor() {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (RawPeer peer = new RawPeer((socket, number) -> {
                    while (RawPeer.readRequest(socket)) {
                        heard.add(hear(socket, 5));
                        RawPeer.write(socket, "HTTP/1.1 103 Early Hints\r\n\r\n");
                        heard.add(hear(socket, 5));
                        RawPeer.write(socket, "HTTP/1.1 100 Continue\r\n\r\n");
                        heard.add(hear(socket, 5));
                        RawPeer.write(socket, ConnectionConformance.OK);
                    }
                });
                Client client = client(peer.uri(), Transport.DEFAULT)) {
            for (int i = 0; i < 2; i++) {
                RecordingExchange exchange = client.send(ASKING);

                assertThat(exchange.end()).isEqualTo("answered 200");
                assertThat(heard).containsExactly("silence", "silence", "hello");
                heard.clear();
            }
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    default void body_neitherAskedForNorRefused_isSentInTheEnd() {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (RawPeer peer = new RawPeer((socket, number) -> {
                    RawPeer.readRequest(socket);
                    heard.add(hear(socket, 5));
                    heard.add(new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII));
                    RawPeer.write(socket, ConnectionConformance.OK);
                });
                Client client = client(peer.uri(), Transport.DEFAULT)) {
            RecordingExchange exchange = client.send(ASKING);

            assertThat(exchange.end()).isEqualTo("answered 200");
            assertThat(heard).containsExactly("silence", "hello");
        }
    }

    @Test
    default void body_refused_isNotSentAndTheConnectionIsLeft() {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (RawPeer peer = new RawPeer((socket, number) -> {
                    if (RawPeer.readRequest(socket)) {
                        RawPeer.write(socket, "HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n");
                        try {
                            heard.add(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
                        } catch (IOException e) {
                            heard.add("");
                        }
                    }
                });
                Client client = client(peer.uri(), Transport.DEFAULT)) {
            for (int i = 1; i <= 3; i++) {
                assertThat(client.send(ASKING).end()).isEqualTo("answered 417");
                Eventually.count("connections that the client has left", heard::size, i);
            }
            assertThat(heard).containsOnly("");
            assertThat(peer.connections()).isEqualTo(3);
        }
    }

    @Test
    default void answer_beforeTheBodyIsThroughTheNetwork_isTheAnswer() {
        byte[] body = new byte[32 << 20];
        Arrays.fill(body, (byte) 'x');
        RequestSpec large = RequestSpec.builder().method("POST").body(body).build();
        try (RawPeer peer = new RawPeer((socket, number) -> {
                    if (RawPeer.readRequest(socket) && number == 0) {
                        // Nothing of the body is read before the client has gone.
                        RawPeer.write(socket, "HTTP/1.1 413 Large\r\nContent-Length: 2\r\n\r\nno");
                        Eventually.count("sockets", () -> Sockets.open(socket.getLocalPort()), 0);
                    } else {
                        RawPeer.write(socket, ConnectionConformance.OK);
                    }
                });
                Client client = client(peer.uri(), Transport.DEFAULT)) {
            RecordingExchange exchange = client.send(large);

            assertThat(exchange.end()).isEqualTo("answered 413");
            assertThat(exchange.bodyBytes()).isEqualTo(2);
            assertThat(client.get("/").end()).isEqualTo("answered 200");
            assertThat(peer.connections()).isEqualTo(2);
        }
    }
}
