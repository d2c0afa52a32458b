// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.RequestSpec;
import io.trueload.engine.Transport;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.api.AfterEach;

/** A connection of the fast sender on a {@link FakeSession}, for tests that tell it of one event after another. */
abstract class FakeConnection {

    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    static final String CLOSED = "CONNECTION_LOST: connection closed before the request was written";

    final FastSender sender = new FastSender(
            Client.plan(URI.create("http://127.0.0.1:1/"), Transport.DEFAULT),
            Client.USER_AGENT,
            System::nanoTime,
            host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
    final Connection opener =
            new Connection(sender.connector(), sender.connector().target());
    final FakeSession session = new FakeSession();
    final ByteBuffer input = ByteBuffer.allocate(2 * OK.length());
    final RecordingExchange exchange = new RecordingExchange();

    @AfterEach
    void close() {
        sender.close();
    }

    /** Makes the connection with this thread as its I/O thread, or with another that is over. */
    FastConnection connection(boolean ownThread) {
        FastConnection connection = ownThread
                ? new FastConnection(session, input)
                : CompletableFuture.supplyAsync(() -> new FastConnection(session, input))
                        .join();
        session.upgrade(connection);
        connection.connected(session);
        return connection;
    }

    FastRequest request(RequestSpec spec, Exchange end) {
        try {
            return new FastRequest(sender, opener, sender.encode(spec, null), end);
        } catch (ProtocolException e) {
            throw new AssertionError(e);
        }
    }

    FastRequest get(String path, Exchange end) {
        return request(RequestSpec.get(path), end);
    }

    void handOver(FastRequest request) {
        request.opened(opener, new OpenSession(session, null, new Http2Peer()), false);
    }

    void handOverToTls(FastRequest request) {
        try {
            SSLEngine tls = SSLContext.getDefault().createSSLEngine();
            request.opened(opener, new OpenSession(session, tls, new Http2Peer()), false);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
