// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.RequestSpec;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;

/** One request at a time on a connection of the fast sender. Used by one thread at a time, as every slot. */
final class FastSlot implements SendSlot {

    private final FastSender sender;
    private final Connection connection;
    private volatile @Nullable Opening opening;
    private volatile @Nullable FastRequest current;
    private volatile @Nullable EncodedRequest last;

    FastSlot(FastSender sender, Connection connection) {
        this.sender = sender;
        this.connection = connection;
    }

    @Override
    public void connect(Runnable whenDone) {
        opening = Opening.begin(connection, whenDone);
    }

    @Override
    public void send(RequestSpec spec, Exchange exchange) {
        EncodedRequest encoded;
        try {
            encoded = sender.encode(spec, last);
        } catch (ProtocolException e) {
            Failure failure = Failure.of(e, Failure.Progress.CONNECTING);
            exchange.failed(sender.now(), failure.outcome(), failure.message());
            return;
        }
        last = encoded;
        FastRequest request = new FastRequest(sender, connection, encoded, exchange);
        current = request;
        connection.execute(request);
    }

    @Override
    public void abort() {
        Opening begun = opening;
        if (begun != null) {
            opening = null;
            begun.giveUp();
        }
        FastRequest request = current;
        if (request != null) {
            request.abandon();
        }
    }

    @Override
    public void disconnect() {
        // It knows the connection, whose buffers are large.
        current = null;
        OpenSession session = connection.release();
        if (session != null) {
            FastConnection.of(session).takeLeave();
        }
    }
}
