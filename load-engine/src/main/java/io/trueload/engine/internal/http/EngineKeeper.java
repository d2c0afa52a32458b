// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.reactor.ssl.SSLSessionInitializer;
import org.apache.hc.core5.reactor.ssl.SSLSessionVerifier;
import org.apache.hc.core5.reactor.ssl.TlsDetails;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** A connection that remembers its TLS engine: nobody else can tell whether the peer has said that it is done. */
final class EngineKeeper implements TransportSecurityLayer {

    private final TransportSecurityLayer connection;
    private volatile @Nullable SSLEngine engine;

    EngineKeeper(TransportSecurityLayer connection) {
        this.connection = connection;
    }

    @Nullable
    SSLEngine engine() {
        return engine;
    }

    @Override
    public void startTls(
            SSLContext context,
            NamedEndpoint endpoint,
            SSLBufferMode bufferMode,
            SSLSessionInitializer initializer,
            SSLSessionVerifier verifier,
            @Nullable Timeout handshakeTimeout) {
        startTls(context, endpoint, bufferMode, initializer, verifier, handshakeTimeout, null);
    }

    @Override
    public void startTls(
            SSLContext context,
            NamedEndpoint endpoint,
            SSLBufferMode bufferMode,
            SSLSessionInitializer initializer,
            SSLSessionVerifier verifier,
            @Nullable Timeout handshakeTimeout,
            @Nullable FutureCallback<TransportSecurityLayer> callback) {
        SSLSessionInitializer keeping = (peer, started) -> {
            engine = started;
            initializer.initialize(peer, started);
        };
        connection.startTls(context, endpoint, bufferMode, keeping, verifier, handshakeTimeout, callback);
    }

    @Override
    public TlsDetails getTlsDetails() {
        return connection.getTlsDetails();
    }
}
