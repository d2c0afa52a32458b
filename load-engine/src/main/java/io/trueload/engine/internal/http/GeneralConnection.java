// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.nio.command.StaleCheckCommand;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.ssl.ApplicationProtocol;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.EndpointParameters;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.TlsDetails;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an origin, opened when a request needs it and again after it has ended. Thread-safe.
 *
 * <p>The lock guards opening only; a request on an open connection does not take it.
 */
final class GeneralConnection {

    private final GeneralSender sender;
    private final Origin origin;
    private final ReentrantLock opening = new ReentrantLock();
    private final List<Waiting> waiting = new ArrayList<>();
    private volatile @Nullable OpenSession open;
    private @Nullable Future<IOSession> attempt;
    private @Nullable IOSession tunneling;
    private boolean isOpening;

    GeneralConnection(GeneralSender sender, Origin origin) {
        this.sender = sender;
        this.origin = origin;
    }

    Origin origin() {
        return origin;
    }

    /** Executes an exchange now or as soon as the connection is open. */
    void execute(GeneralExchange exchange) {
        OpenSession current = open;
        if (current != null && current.isOpen()) {
            submit(current, exchange, true);
        } else {
            open(exchange);
        }
    }

    /** Opens the connection, or waits with those for whom it is being opened already. */
    void open(Waiting one) {
        OpenSession current;
        boolean first;
        opening.lock();
        try {
            current = open;
            if (current == null || !current.isOpen()) {
                current = null;
                waiting.add(one);
                first = !isOpening;
                isOpening = true;
            } else {
                first = false;
            }
        } finally {
            opening.unlock();
        }
        if (current != null) {
            one.opened(this, current);
        } else {
            one.opening(sender.now());
            if (first) {
                dial(0);
            }
        }
    }

    void submit(OpenSession session, GeneralExchange exchange, boolean wasOpen) {
        exchange.submitted(session, wasOpen);
        if (wasOpen && !session.isReady()) {
            // Connected, but still in its TLS handshake, which belongs to the opening.
            exchange.opening(sender.now());
        }
        session.session.enqueue(
                new RequestExecutionCommand(exchange, null, exchange.cancellation(), exchange.context()),
                Command.Priority.NORMAL);
    }

    /** Tells somebody when a session could carry a request, or has ended before. */
    void whenReady(OpenSession session, Runnable whenDone) {
        // The reactor carries out commands only once TLS is set up, and cancels them if that fails.
        session.session.enqueue(
                new StaleCheckCommand(usable -> {
                    if (usable) {
                        session.becameReady();
                    }
                    whenDone.run();
                }),
                Command.Priority.NORMAL);
    }

    /** Gives up on an exchange for which the connection is being opened; the last one ends the attempt. */
    void forget(Waiting one) {
        Future<IOSession> started = null;
        IOSession tunnel = null;
        opening.lock();
        try {
            if (waiting.remove(one) && waiting.isEmpty()) {
                started = attempt;
                tunnel = tunneling;
                attempt = null;
                tunneling = null;
                isOpening = false;
            }
        } finally {
            opening.unlock();
        }
        if (started != null) {
            started.cancel(true);
        }
        if (tunnel != null) {
            tunnel.close(CloseMode.IMMEDIATE);
        }
    }

    /** Closes a session at once, whatever is under way on it; the next request opens another. */
    void discard(OpenSession session) {
        session.session.close(CloseMode.IMMEDIATE);
    }

    /** Returns whether a session speaks HTTP/2. Known once TLS is set up, hence on the I/O thread before the first write. */
    boolean isHttp2(OpenSession session) {
        if (!sender.transport().http2()) {
            return false;
        }
        if (!origin.secure()) {
            return true;
        }
        TlsDetails details = session.session instanceof ProtocolIOSession tls ? tls.getTlsDetails() : null;
        return details != null && ApplicationProtocol.HTTP_2.id.equals(details.getApplicationProtocol());
    }

    private void dial(int tried) {
        Addresses addresses = sender.addresses(origin);
        if (addresses == null) {
            sender.lookUp(origin, () -> dial(0), cause -> failed(cause));
            return;
        }
        InetSocketAddress address = addresses.afterTrying(tried);
        boolean tunneled = sender.hasProxy() && origin.secure();
        HttpHost host = tunneled ? new HttpHost("http", origin.host(), origin.port()) : origin.httpHost();
        HttpVersionPolicy policy = tunneled ? HttpVersionPolicy.FORCE_HTTP_1 : sender.policy(origin);
        Future<IOSession> started = sender.requester()
                .connect(host, address, null, Timeout.DISABLED, new EndpointParameters(host, policy), new Dialed(
                        addresses, address, tried, tunneled));
        opening.lock();
        try {
            if (isOpening) {
                attempt = started;
            }
        } finally {
            opening.unlock();
        }
    }

    private void opened(IOSession session) {
        OpenSession opened = new OpenSession(session);
        List<Waiting> all;
        opening.lock();
        try {
            if (!isOpening) {
                // Everybody has stopped waiting.
                session.close(CloseMode.IMMEDIATE);
                return;
            }
            open = opened;
            all = takeWaiting();
        } finally {
            opening.unlock();
        }
        all.forEach(one -> one.opened(this, opened));
    }

    private void failed(Exception cause) {
        List<Waiting> all;
        opening.lock();
        try {
            all = takeWaiting();
        } finally {
            opening.unlock();
        }
        all.forEach(one -> one.notOpened(cause));
    }

    private List<Waiting> takeWaiting() {
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        isOpening = false;
        attempt = null;
        tunneling = null;
        return all;
    }

    private void tunnel(IOSession session) {
        opening.lock();
        try {
            tunneling = session;
        } finally {
            opening.unlock();
        }
        new ProxyTunnel(sender, origin, session).open(this::opened, this::failed);
    }

    /** Somebody for whom a connection is opened. */
    interface Waiting {

        void opening(long nanos);

        void opened(GeneralConnection connection, OpenSession session);

        void notOpened(Exception cause);
    }

    /** What follows an attempt to reach one address. */
    private final class Dialed implements FutureCallback<IOSession> {

        private final Addresses addresses;
        private final InetSocketAddress address;
        private final int tried;
        private final boolean tunneled;

        Dialed(Addresses addresses, InetSocketAddress address, int tried, boolean tunneled) {
            this.addresses = addresses;
            this.address = address;
            this.tried = tried;
            this.tunneled = tunneled;
        }

        @Override
        public void completed(IOSession session) {
            addresses.prefer(address);
            if (tunneled) {
                tunnel(session);
            } else {
                opened(session);
            }
        }

        @Override
        public void failed(Exception cause) {
            if (tried + 1 < addresses.count()) {
                dial(tried + 1);
            } else {
                GeneralConnection.this.failed(cause);
            }
        }

        @Override
        public void cancelled() {
            GeneralConnection.this.failed(new CancellationException("connecting was given up"));
        }
    }
}
