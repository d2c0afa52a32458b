// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/** An open connection and what it has carried so far. The counts of bytes are confined to its I/O thread. */
final class OpenSession {

    final IOSession session;
    final Http2Peer peer;
    private final @Nullable SSLEngine tls;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean retired;
    private @Nullable EndpointDetails details;
    private long reportedSent;
    private long reportedReceived;

    /**
     * Makes a session.
     *
     * @param tls the engine that secures it, or null for plain text
     * @param peer what the other side says if it speaks HTTP/2
     */
    OpenSession(IOSession session, @Nullable SSLEngine tls, Http2Peer peer) {
        this.session = session;
        this.peer = peer;
        this.tls = tls;
    }

    /** Returns whether TLS was to say that the peer is done, and did not: what came may be less than was sent. */
    boolean isCutOff() {
        return tls != null && !tls.isInboundDone();
    }

    boolean isSecure() {
        return tls != null;
    }

    boolean isOpen() {
        return session.isOpen();
    }

    boolean isRetired() {
        return retired;
    }

    /** Counts a request as under way; returns how many are. */
    int began() {
        return requests.incrementAndGet();
    }

    /** Counts a request as ended; the last one on a retired connection closes it. */
    void ended() {
        if (requests.decrementAndGet() == 0 && retired) {
            session.close(CloseMode.IMMEDIATE);
        }
    }

    /** Lets the requests that were written be answered, hands back those that were not, and is closed after that. */
    void retire() {
        retired = true;
        for (Command unwritten = session.poll(); unwritten != null; unwritten = session.poll()) {
            unwritten.cancel();
        }
        if (requests.get() == 0) {
            session.close(CloseMode.IMMEDIATE);
        }
    }

    void measuredBy(@Nullable EndpointDetails endpointDetails) {
        details = endpointDetails;
    }

    /** Returns whether the connection has carried an answer that was reported, and nothing since. */
    boolean isSilentAfterAnAnswer() {
        return reportedReceived > 0 && details != null && details.getReceivedBytesCount() == reportedReceived;
    }

    /** Reports to an exchange what went over the connection since the last report. */
    void reportTo(Exchange exchange) {
        if (details == null) {
            return;
        }
        long sent = details.getSentBytesCount();
        long received = details.getReceivedBytesCount();
        if (sent != reportedSent || received != reportedReceived) {
            exchange.transferred(sent - reportedSent, received - reportedReceived);
            reportedSent = sent;
            reportedReceived = received;
        }
    }
}
