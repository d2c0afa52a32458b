// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.LoadRunException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.ssl.ApplicationProtocol;
import org.apache.hc.core5.io.CloseMode;
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
final class Connection {

    private final Connector connector;
    private final Origin origin;
    private final ReentrantLock opening = new ReentrantLock();
    private final List<Waiting> waiting = new ArrayList<>();
    private volatile @Nullable OpenSession open;
    private @Nullable IOSession handshaking;
    private boolean isOpening;
    private int attempt;
    private volatile boolean isPermitted;
    private volatile boolean isPublic;

    Connection(Connector connector, Origin origin) {
        this.connector = connector;
        this.origin = origin;
    }

    Origin origin() {
        return origin;
    }

    /** Takes a request out of what public hosts get, if this leads to one. */
    void permitRequest(boolean redirected) throws RefusedTargetException {
        if (isPublic) {
            connector.quota().takeRequest(origin, redirected, connector.now());
        }
    }

    /** Hands the connection over now, or as soon as it is open. */
    void execute(Waiting one) {
        OpenSession current = open;
        if (current != null && current.isOpen()) {
            one.opened(this, current, true);
        } else {
            open(one);
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
            one.opened(this, current, true);
        } else {
            one.opening(connector.now());
            if (first) {
                dial(started);
            }
        }
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

    /** Lets go of the open session, if there is one; nothing may be under way on it. */
    @Nullable
    OpenSession release() {
        opening.lock();
        try {
            OpenSession current = open;
            open = null;
            return current;
        } finally {
            opening.unlock();
        }
    }

    /** Closes a session at once, whatever is under way on it; the next request opens another. */
    void discard(OpenSession session) {
        session.session.close(CloseMode.IMMEDIATE);
    }

    /** Returns whether a session speaks HTTP/2. Known once TLS is set up, hence on the I/O thread before the first write. */
    boolean isHttp2(OpenSession session) {
        if (!connector.transport().http2()) {
            return false;
        }
        if (!origin.secure()) {
            return true;
        }
        TlsDetails details = session.session instanceof ProtocolIOSession tls ? tls.getTlsDetails() : null;
        return details != null && ApplicationProtocol.HTTP_2.id.equals(details.getApplicationProtocol());
    }

    /**
     * Returns whether the peer may have closed a session before a request reached it, since it was silent after an answer. Only
     * for the session's I/O thread: before a request is sent it may be ended by another.
     */
    boolean mayHaveGone(OpenSession session) {
        return session.isSilentAfterAnAnswer() && !isHttp2(session);
    }

    private void dial(int started) {
        Addresses addresses = connector.addresses(origin);
        if (addresses == null) {
            connector.lookUp(origin, () -> dial(started), cause -> failed(cause, started));
            return;
        }
        try {
            permit();
        } catch (RefusedTargetException | LoadRunException e) {
            failed(e, started);
            return;
        }
        dial(connector.search(addresses), started);
    }

    private void dialFurther(AddressSearch search, int started) {
        try {
            if (isPublic) {
                connector.quota().takeFurtherAttempt(origin);
            }
        } catch (RefusedTargetException e) {
            failed(e, started);
            return;
        }
        dial(search, started);
    }

    /** Tries an address, and after it those that are left. */
    private void dial(AddressSearch search, int started) {
        if (!isAwaited(started)) {
            return;
        }
        // Always in plain text: TLS follows when the connection stands, so that it is open only after the handshake.
        var peer = new Http2Peer();
        try {
            connector.connect(origin, search, new Dialing(policy(), peer), new Dialed(search, peer, started));
        } catch (IOReactorShutdownException e) {
            failed(e, started);
        }
    }

    /** Returns how a fresh connection begins to talk; TLS may negotiate something else. */
    private HttpVersionPolicy policy() {
        return connector.transport().http2() && !origin.secure()
                ? HttpVersionPolicy.FORCE_HTTP_2
                : HttpVersionPolicy.FORCE_HTTP_1;
    }

    /**
     * Judges the origin before its first connection, and whether anything may still be sent before each; the addresses that
     * were judged are the ones that are used.
     */
    private void permit() throws RefusedTargetException {
        if (!isPermitted) {
            isPublic = connector.kind(origin) == AddressKind.PUBLIC;
        }
        if (isPublic) {
            connector.quota().takeOpening(origin, !origin.equals(connector.target()), connector.now());
            if (!isPermitted) {
                connector.quota().takeConnection(origin);
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
        TlsUpgrade.of(session, peer, connector, origin, secured -> opened(secured, started), cause -> {
            // HttpCore does so only where TLS itself has failed, and not where the peer has called it off.
            session.close(CloseMode.GRACEFUL);
            failed(cause, started);
        });
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
            connector.opened();
        }
        all.forEach(one -> one.opened(this, opened, false));
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

        /**
         * Has a session.
         *
         * @param wasOpen whether the session was open before, so that the peer may have closed it by now
         */
        void opened(Connection connection, OpenSession session, boolean wasOpen);

        void notOpened(Exception cause);
    }

    /** What follows when one address was tried. */
    private final class Dialed implements FutureCallback<IOSession> {

        private final AddressSearch search;
        private final Http2Peer peer;
        private final int started;

        Dialed(AddressSearch search, Http2Peer peer, int started) {
            this.search = search;
            this.peer = peer;
            this.started = started;
        }

        @Override
        public void completed(IOSession session) {
            if (connector.isClosing()) {
                session.close(CloseMode.IMMEDIATE);
                cancelled();
                return;
            }
            search.found(connector.now());
            if (!origin.secure()) {
                opened(new OpenSession(session, null, peer), started);
            } else if (!shakeHands(session, started)) {
                return;
            } else if (connector.hasProxy()) {
                new ProxyTunnel(connector, origin, session)
                        .open(tunnel -> secure(tunnel, peer, started), cause -> Connection.this.failed(cause, started));
            } else {
                secure(session, peer, started);
            }
        }

        @Override
        public void failed(Exception cause) {
            long now = connector.now();
            boolean isEarly = cause instanceof SocketTimeoutException && search.isEarly(now);
            if (isEarly || search.goOn(cause, now)) {
                dialFurther(search, started);
            } else {
                Connection.this.failed(search.why(), started);
            }
        }

        @Override
        public void cancelled() {
            Connection.this.failed(new CancellationException("connecting was given up"), started);
        }
    }
}
