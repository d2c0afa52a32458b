// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.Transport;
import java.util.function.LongSupplier;

/** A sender that opens connections, and can tell about them afterwards. Thread-safe. */
public abstract class ConnectedSender implements HttpSender {

    private final Connector connector;
    private volatile String protocol = "";

    ConnectedSender(Connector connector) {
        this.connector = connector;
    }

    /**
     * Prepares to send to the target of a plan, in the fastest way that its transport allows: looks up names, reads certificates,
     * starts the I/O threads.
     *
     * @throws LoadRunException if a name does not resolve or leads where nothing is ever sent, or a certificate cannot be used
     */
    public static ConnectedSender of(LoadPlan plan, String userAgent, LongSupplier clock, NameLookup names) {
        return isDirect(plan.transport())
                ? new FastSender(plan, userAgent, clock, names)
                : new GeneralSender(plan, userAgent, clock, names);
    }

    /** Returns whether all that a transport needs is HTTP/1.1 straight to the target. */
    public static boolean isDirect(Transport transport) {
        return !transport.http2() && transport.redirects() == 0 && transport.proxy() == null;
    }

    @Override
    public final String protocol() {
        return protocol;
    }

    /** Returns the host and the address of the target if it is public; an empty text if it is not. */
    public final String publicTarget() {
        return connector.publicTarget();
    }

    /** Returns how many TLS handshakes there were, in words; an empty text if there were none. */
    public final String tlsHandshakes() {
        return connector.handshakes().describe();
    }

    /** Returns at which addresses of names with several attempts to connect failed, in words; an empty text if none did. */
    public final String failedAddresses() {
        return connector.failedAddresses().describe();
    }

    /** Returns how many connections have been opened, TLS included. */
    public final long connectionsOpened() {
        return connector.connectionsOpened();
    }

    @Override
    public final void close() {
        connector.close();
    }

    final Connector connector() {
        return connector;
    }

    /** Takes note of what the target speaks, from its first answer. */
    final void spoke(String version) {
        if (protocol.isEmpty()) {
            protocol = version;
        }
    }
}
