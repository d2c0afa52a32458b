// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/** An open connection and what it has carried so far. The counts are confined to its I/O thread. */
final class OpenSession {

    final IOSession session;
    private @Nullable EndpointDetails details;
    private volatile boolean ready;
    private long reportedSent;
    private long reportedReceived;

    OpenSession(IOSession session) {
        this.session = session;
    }

    boolean isOpen() {
        return session.isOpen();
    }

    /** Returns whether a request can be written at once: whether TLS, where there is any, is set up. */
    boolean isReady() {
        return ready;
    }

    void becameReady() {
        ready = true;
    }

    void measuredBy(@Nullable EndpointDetails endpointDetails) {
        details = endpointDetails;
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
