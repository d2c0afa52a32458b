// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.LoadRunException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.nio.command.ShutdownCommand;
import org.apache.hc.core5.http2.ssl.ApplicationProtocol;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOReactorShutdownException;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.TlsDetails;
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
    private @Nullable IOSession handshaking;
    private boolean isOpening;
    private int attempt;
    private volatile boolean isPermitted;
    private volatile boolean isPublic;

    GeneralConnection(GeneralSender sender, Origin origin) {
        this.sender = sender;
        this.origin = origin;
    }

    Origin origin() {
        return origin;
    }

    /** Takes a request out of what public hosts get, if this leads to one. */
    void permitRequest(boolean redirected) throws RefusedTargetException {
        if (isPublic) {
            sender.quota().takeRequest(origin, redirected, sender.now());
        }
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
        boolean first = false;
        int started;
        opening.lock();
        try {
            current = open;
            if (current == null || !current.isOpen()) {
                current = null;
                waiting.add(one);
                first = !isOpening;
                isOpening = true;
                attempt += first ? 1 : 0;
            }
            started = attempt;
        } finally {
            opening.unlock();
        }
        if (current != null) {
            one.opened(this, current);
        } else {
            one.opening(sender.now());
            if (first) {
                dial(started);
            }
        }
    }

    void submit(OpenSession session, GeneralExchange exchange, boolean wasOpen) {
        int underWay = session.began();
        if (isHttp2(session) && underWay > session.peer.mostStreams()) {
            exchange.queued(sender.now());
        }
        if (!exchange.submitted(session, wasOpen)) {
            session.ended();
            return;
        }
        session.session.enqueue(
                new RequestExecutionCommand(exchange, null, exchange.cancellation(), exchange.context()),
                Command.Priority.NORMAL);
        exchange.enqueued();
    }

    /** Gives up on an exchange for which the connection is being opened; the last one ends the attempt. */
    void forget(Waiting one) {
        IOSession session = null;
        opening.lock();
        try {
            if (waiting.remove(one) && waiting.isEmpty()) {
                session = handshaking;
                handshaking = null;
                isOpening = false;
            }
        } finally {
            opening.unlock();
        }
        // Nothing else is cancelled: HttpCore loses a socket whose future is cancelled while it connects, and nobody
        // would ever close it. One that still connects is closed when it has, or by the reactor when its time is up.
        if (session != null) {
            session.close(CloseMode.IMMEDIATE);
        }
    }

    /** Sends no further request over a session, and closes it as soon as those that are being answered have ended. */
    void retire(OpenSession session) {
        opening.lock();
        try {
            if (open == session) {
                open = null;
            }
        } finally {
            opening.unlock();
        }
        session.retire();
    }

    /** Takes leave of the peer, if the connection is open; nothing may be under way on it. */
    void disconnect() {
        OpenSession current;
        opening.lock();
        try {
            current = open;
            open = null;
        } finally {
            opening.unlock();
        }
        if (current != null) {
            current.session.enqueue(ShutdownCommand.GRACEFUL, Command.Priority.NORMAL);
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

    private void dial(int started) {
        Addresses addresses = sender.addresses(origin);
        if (addresses == null) {
            sender.lookUp(origin, () -> dial(started), cause -> failed(cause, started));
            return;
        }
        try {
            permit();
        } catch (RefusedTargetException | LoadRunException e) {
            failed(e, started);
            return;
        }
        dial(addresses, addresses.inOrder().iterator(), started);
    }

    /** Tries the next of some addresses, and after it those that are left. */
    private void dial(Addresses addresses, Iterator<InetSocketAddress> left, int started) {
        dial(addresses, left.next(), left, started);
    }

    private void dial(Addresses addresses, InetSocketAddress address, Iterator<InetSocketAddress> left, int started) {
        if (!isAwaited(started)) {
            return;
        }
        // Always in plain text: TLS follows when the connection stands, so that it is open only after the handshake.
        HttpHost host = new HttpHost("http", origin.host(), origin.port());
        var peer = new Http2Peer();
        try {
            // The callback says it all, and cancelling the future would lose its socket: see forget().
            Future<IOSession> unused = sender.requester()
                    .connect(
                            host,
                            address,
                            null,
                            sender.connectTimeout(),
                            new Requesters.Dialing(sender.policy(origin), peer),
                            new Dialed(addresses, address, left, peer, started));
        } catch (IOReactorShutdownException e) {
            failed(e, started);
        }
    }

    /**
     * Judges the origin before its first connection, and whether anything may still be sent before each; the addresses that
     * were judged are the ones that are used.
     */
    private void permit() throws RefusedTargetException {
        if (!isPermitted) {
            isPublic = sender.kind(origin) == AddressKind.PUBLIC;
        }
        if (isPublic) {
            sender.quota().takeOpening(origin, !origin.equals(sender.target()), sender.now());
            if (!isPermitted) {
                sender.quota().takeConnection(origin);
            }
        }
        isPermitted = true;
    }

    /** Goes on with a session that is connected but not yet ready; returns false if nobody waits for it any more. */
    private boolean shakeHands(IOSession session, int started) {
        opening.lock();
        try {
            if (isOpening && attempt == started) {
                handshaking = session;
                return true;
            }
        } finally {
            opening.unlock();
        }
        session.close(CloseMode.IMMEDIATE);
        return false;
    }

    private void secure(IOSession session, Http2Peer peer, int started) {
        TlsUpgrade.of(
                session, peer, sender, origin, secured -> opened(secured, started), cause -> failed(cause, started));
    }

    private void opened(OpenSession opened, int started) {
        List<Waiting> all;
        opening.lock();
        try {
            all = takeWaiting(started);
            if (!all.isEmpty()) {
                open = opened;
            }
        } finally {
            opening.unlock();
        }
        if (all.isEmpty()) {
            discard(opened);
        } else {
            sender.opened();
        }
        all.forEach(one -> one.opened(this, opened));
    }

    private boolean isAwaited(int started) {
        opening.lock();
        try {
            return isOpening && attempt == started;
        } finally {
            opening.unlock();
        }
    }

    private void failed(Exception cause, int started) {
        List<Waiting> all;
        opening.lock();
        try {
            all = takeWaiting(started);
        } finally {
            opening.unlock();
        }
        all.forEach(one -> one.notOpened(cause));
    }

    /** Ends an attempt and returns who waits for it; nobody if it has been given up, whatever is under way since. */
    private List<Waiting> takeWaiting(int started) {
        if (!isOpening || attempt != started) {
            return List.of();
        }
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        isOpening = false;
        handshaking = null;
        return all;
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
        private final Iterator<InetSocketAddress> left;
        private final Http2Peer peer;
        private final int started;
        private final long dialedNanos = sender.now();

        Dialed(
                Addresses addresses,
                InetSocketAddress address,
                Iterator<InetSocketAddress> left,
                Http2Peer peer,
                int started) {
            this.addresses = addresses;
            this.address = address;
            this.left = left;
            this.peer = peer;
            this.started = started;
        }

        @Override
        public void completed(IOSession session) {
            addresses.prefer(address);
            if (!origin.secure()) {
                opened(new OpenSession(session, null, peer), started);
            } else if (!shakeHands(session, started)) {
                return;
            } else if (sender.hasProxy()) {
                new ProxyTunnel(sender, origin, session)
                        .open(
                                tunnel -> secure(tunnel, peer, started),
                                cause -> GeneralConnection.this.failed(cause, started));
            } else {
                secure(session, peer, started);
            }
        }

        @Override
        public void failed(Exception cause) {
            if (cause instanceof SocketTimeoutException && isEarly()) {
                // The reactor goes by the wall clock, which has been put forward; that is no reason to fail.
                dial(addresses, address, left, started);
            } else if (left.hasNext()) {
                sender.passed().count(address);
                dial(addresses, left, started);
            } else {
                GeneralConnection.this.failed(cause, started);
            }
        }

        private boolean isEarly() {
            return sender.now() - dialedNanos < sender.connectTimeout().toNanoseconds();
        }

        @Override
        public void cancelled() {
            GeneralConnection.this.failed(new CancellationException("connecting was given up"), started);
        }
    }
}
