// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.internal.http.Failure.Progress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a connection and over it.
 *
 * <p>Whether it is written or given up is decided once, wherever it is by then: waiting for the connection to be opened, or for
 * the I/O thread to take it. Thread-safe in that; the rest is handed on with it from thread to thread.
 */
final class FastRequest implements Connection.Waiting {

    private static final VarHandle FATE;

    private static final int UNDECIDED = 0;
    private static final int BEGUN = 1;
    private static final int GIVEN_UP = 2;
    private static final int ENDED = 3;

    static {
        try {
            FATE = MethodHandles.lookup().findVarHandle(FastRequest.class, "fate", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final FastSender sender;
    private final Connection connection;
    private final EncodedRequest encoded;
    private final Exchange exchange;
    private @Nullable OpenSession session;
    private boolean reportedConnecting;
    private boolean wasOpen;
    private boolean reopened;
    private int fate = UNDECIDED;

    FastRequest(FastSender sender, Connection connection, EncodedRequest encoded, Exchange exchange) {
        this.sender = sender;
        this.connection = connection;
        this.encoded = encoded;
        this.exchange = exchange;
    }

    FastSender sender() {
        return sender;
    }

    EncodedRequest encoded() {
        return encoded;
    }

    Exchange exchange() {
        return exchange;
    }

    @Override
    public void opening(long nanos) {
        if (!reportedConnecting) {
            reportedConnecting = true;
            exchange.connecting(nanos);
        }
    }

    @Override
    public void opened(Connection opened, OpenSession openSession, boolean open) {
        session = openSession;
        wasOpen = open;
        FastConnection.of(openSession).send(this, openSession.isSecure());
    }

    @Override
    public void notOpened(Exception cause) {
        if (FATE.compareAndSet(this, UNDECIDED, ENDED)) {
            failed(cause, Progress.CONNECTING);
        }
    }

    /** Comes back from a connection that closed before anything of the request was written: as if that had been known before. */
    void handBack() {
        if (isDecided()) {
            return;
        }
        if (wasOpen && !reopened) {
            reopened = true;
            connection.execute(this);
        } else {
            notOpened(new ConnectionClosedException());
        }
    }

    /** Returns whether it is written, given up or ended. */
    boolean isDecided() {
        return (int) FATE.getVolatile(this) != UNDECIDED;
    }

    /** Decides that the request is written now; returns false if it was given up. */
    boolean begin() {
        return FATE.compareAndSet(this, UNDECIDED, BEGUN);
    }

    /** Takes the request out of what public hosts get. */
    void permit() throws RefusedTargetException {
        connection.permitRequest(false);
    }

    /** Stops waiting for the request: it is not written any more, or its connection is closed. */
    void abandon() {
        if ((int) FATE.compareAndExchange(this, UNDECIDED, GIVEN_UP) == BEGUN) {
            connection.discard(requireNonNull(session, "session"));
        } else {
            connection.forget(this);
        }
    }

    /** Returns whether TLS was to say that the peer is done, and did not. */
    boolean isCutOff() {
        return requireNonNull(session, "session").isCutOff();
    }

    void answered(long nanos, AnswerReader answer) {
        FATE.setVolatile(this, ENDED);
        KeptAnswer kept = answer.takeKept();
        exchange.answered(nanos, answer.status(), answer.bodyBytes(), kept == null ? null : kept.response());
    }

    void failed(Exception cause, Progress progress) {
        FATE.setVolatile(this, ENDED);
        Failure failure = Failure.of(cause, progress);
        exchange.failed(sender.now(), failure.outcome(), failure.message());
    }
}
