// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http2.ssl.ApplicationProtocol;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.TlsDetails;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;

/** What follows the TLS handshake on a connection that began in plain text, straight or through a tunnel. */
final class TlsUpgrade implements FutureCallback<TransportSecurityLayer> {

    private final ProtocolIOSession session;
    private final Http2Peer peer;
    private final EngineKeeper layer;
    private final TlsHandshakes handshakes;
    private final Consumer<OpenSession> whenSecured;
    private final Consumer<Exception> whenFailed;

    private TlsUpgrade(
            ProtocolIOSession session,
            Http2Peer peer,
            TlsHandshakes handshakes,
            Consumer<OpenSession> whenSecured,
            Consumer<Exception> whenFailed) {
        this.session = session;
        this.peer = peer;
        this.layer = new EngineKeeper(session);
        this.handshakes = handshakes;
        this.whenSecured = whenSecured;
        this.whenFailed = whenFailed;
    }

    /** Begins the handshake on a connection and tells one of the two how it went, on the I/O thread. */
    static void of(
            IOSession connection,
            Http2Peer peer,
            Connector connector,
            Origin origin,
            Consumer<OpenSession> whenSecured,
            Consumer<Exception> whenFailed) {
        if (connection instanceof ProtocolIOSession session) {
            TlsUpgrade upgrade = new TlsUpgrade(session, peer, connector.handshakes(), whenSecured, whenFailed);
            connector.tls().upgrade(upgrade.layer, origin.httpHost(), null, null, upgrade);
        } else {
            throw new AssertionError(connection);
        }
    }

    @Override
    public void completed(TransportSecurityLayer secured) {
        TlsDetails details = session.getTlsDetails();
        if (details != null) {
            handshakes.count(details.getSSLSession());
            if (ApplicationProtocol.HTTP_2.id.equals(details.getApplicationProtocol())) {
                session.switchProtocol(ApplicationProtocol.HTTP_2.id, null);
            }
        }
        whenSecured.accept(new OpenSession(session, layer.engine(), peer));
    }

    @Override
    public void failed(Exception cause) {
        whenFailed.accept(cause);
    }

    @Override
    public void cancelled() {
        whenFailed.accept(new IOException("the TLS handshake was given up"));
    }
}
