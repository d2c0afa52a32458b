// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.internal.http.Failure.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One open connection of the fast sender: writes a request, reads its answer.
 *
 * <p>Any thread may call {@link #send} and {@link #takeLeave}; all else is for its I/O thread.
 */
final class FastConnection implements IOEventHandler {

    /*
     * A thread that has a request for an idle connection writes it there and then: to wake the I/O thread for it would cost
     * more than the write, and take longer. So all of this belongs to whoever has the turn: the I/O thread while it is told of
     * something, for which it waits, since no write takes long; or a thread with a request, which hands it over instead of
     * waiting.
     *
     * No request is lost between the two. Who writes looks whether the session is open after the connection has become his,
     * and the I/O thread hears of the end of a session after it was closed.
     */

    /** How long a body waits for the leave that its request has asked for, as with HttpCore. */
    private static final Timeout LEAVE_WAIT = Timeout.ofSeconds(3);

    /** How many full buffers are read in a row before other connections have their turn. */
    private static final int MOST_READS = 16;

    private final IOSession session;
    private final ByteBuffer input;
    private final Turn turn = new Turn();

    /** Handed over to the I/O thread. */
    private final AtomicReference<@Nullable FastRequest> next = new AtomicReference<>();

    private volatile boolean takesLeave;

    // What follows belongs to whoever has the turn.

    private final AnswerReader reader = new AnswerReader();
    private final RequestOutput output = new RequestOutput();
    private @Nullable FastRequest current;
    private boolean isReady;
    private boolean mayHaveMore;
    private boolean hasAnswered;
    private long sentBytes;
    private long receivedBytes;

    /** Makes the handler of a session, on its I/O thread. */
    FastConnection(IOSession session, ByteBuffer input) {
        this.session = session;
        this.input = input;
    }

    /** Returns the handler of a session. */
    static FastConnection of(OpenSession session) {
        if (session.session.getHandler() instanceof FastConnection connection) {
            return connection;
        }
        throw new AssertionError(session.session.getHandler());
    }

    /**
     * Writes a request now or soon, or hands it back if the connection closes before. Called by any thread, while no other request
     * is under way.
     *
     * @param secure whether it goes through TLS, which writes only between two looks at what has come
     */
    void send(FastRequest request, boolean secure) {
        if (secure) {
            handOver(request);
        } else if (turn.isOwn()) {
            writeUnlessMoreMayCome(request).run();
        } else if (turn.tryToWrite()) {
            Runnable end;
            try {
                end = writeUnlessMoreMayCome(request);
            } finally {
                turn.giveBack(true);
            }
            // Only now: whoever is told may take his time, and the I/O thread may be waiting for its turn.
            end.run();
        } else {
            handOver(request);
        }
    }

    private Runnable writeUnlessMoreMayCome(FastRequest request) {
        return mayHaveMore ? () -> handOver(request) : write(request);
    }

    private void handOver(FastRequest request) {
        FastRequest before;
        do {
            before = next.get();
            // Looked at after that: one that comes late and was given up must not take the place of the one after it.
            if (request.isDecided()) {
                return;
            }
        } while (!next.compareAndSet(before, request));
        wake();
        if (!session.isOpen()) {
            handBackNext();
        }
    }

    /** Closes the connection in the way of somebody who is done. Called by any thread, while no request is under way. */
    void takeLeave() {
        takesLeave = true;
        wake();
    }

    private void wake() {
        try {
            session.setEvent(SelectionKey.OP_WRITE);
        } catch (CancelledKeyException e) {
            // Closed in this moment; whoever has to know looks or hears of it.
        }
    }

    /** Begins to write a request; returns what is left to be done if it could not be written, or else nothing. */
    private Runnable write(FastRequest request) {
        if (!session.isOpen()) {
            return request::handBack;
        }
        if (!request.begin()) {
            return FastConnection::nothing;
        }
        try {
            request.permit();
        } catch (RefusedTargetException e) {
            return () -> request.failed(e, Progress.CONNECTING);
        }
        current = request;
        reader.begin(request.encoded().isHead(), request.sender().keepsResponses());
        output.begin(request.encoded());
        request.exchange().sent(request.sender().now());
        return flush(request);
    }

    /** Writes what is left of a request; returns what is left to be done if that fails, or else nothing. */
    private Runnable flush(FastRequest request) {
        try {
            int written;
            do {
                written = output.writeTo(session);
                sentBytes += written;
                // A writer has something else to do, and the I/O thread may be waiting for it.
            } while (output.isLeft() && written > 0 && turn.isOwn());
        } catch (IOException e) {
            return end(request, e);
        }
        if (output.isLeft()) {
            session.setEvent(SelectionKey.OP_WRITE);
        } else if (!output.waitsForLeave()) {
            if (!reader.hasHead()) {
                request.exchange().written(request.sender().now());
            }
        } else if (reader.permitsBody()) {
            giveLeave();
        } else {
            session.setSocketTimeout(LEAVE_WAIT);
        }
        return FastConnection::nothing;
    }

    private static void nothing() {}

    /** Has the body written, which waited until now. */
    private void giveLeave() {
        session.setSocketTimeout(Timeout.DISABLED);
        output.giveLeave();
        session.setEvent(SelectionKey.OP_WRITE);
    }

    @Override
    public void connected(IOSession ready) {
        isReady = true;
    }

    @Override
    public void outputReady(IOSession ready) throws IOException {
        boolean taken = turn.take();
        try {
            // First this, then the look: who hands a request over does it the other way round.
            ready.clearEvent(SelectionKey.OP_WRITE);
            FastRequest request = current;
            if (takesLeave) {
                ready.close(CloseMode.GRACEFUL);
            } else if (request == null) {
                takeNext(ready);
            } else if (output.isLeft() && ready.isOpen()) {
                flush(request).run();
            }
        } finally {
            turn.giveBack(taken);
        }
    }

    private void takeNext(IOSession ready) throws IOException {
        if (mayHaveMore) {
            // It may be the end, and whoever is told of that hands the request back; it is none of this request's.
            read(ready);
        }
        FastRequest handedOver = ready.isOpen() ? next.getAndSet(null) : null;
        if (handedOver != null) {
            write(handedOver).run();
        }
    }

    @Override
    public void inputReady(IOSession ready, @Nullable ByteBuffer decrypted) throws IOException {
        boolean taken = turn.take();
        try {
            if (decrypted == null) {
                read(ready);
            } else {
                received(decrypted);
            }
        } finally {
            turn.giveBack(taken);
        }
    }

    private void read(IOSession ready) throws IOException {
        int reads = 0;
        do {
            input.clear();
            int length = ready.read(input);
            input.flip();
            mayHaveMore = length == input.capacity();
            if (length > 0) {
                received(input);
            } else if (length < 0) {
                ended();
            }
        } while (mayHaveMore && ++reads < MOST_READS && ready.isOpen());
    }

    private void received(ByteBuffer in) {
        receivedBytes += in.remaining();
        FastRequest request = current;
        if (request == null) {
            // Nobody has asked for it, and nobody may take it for an answer.
            session.close(CloseMode.IMMEDIATE);
            return;
        }
        long now = request.sender().now();
        boolean hadHead = reader.hasHead();
        boolean whole;
        try {
            whole = reader.read(in);
        } catch (HttpException | IOException e) {
            reportHead(request, hadHead, now);
            fail(request, e);
            return;
        }
        reportHead(request, hadHead, now);
        if (whole) {
            complete(request, now, in.hasRemaining());
        } else if (reader.permitsBody() && output.waitsForLeave() && !output.isLeft()) {
            giveLeave();
        }
    }

    private void reportHead(FastRequest request, boolean hadHead, long now) {
        if (!hadHead && reader.hasHead()) {
            request.sender().spoke(reader.version());
            request.exchange().firstByte(now);
        }
    }

    private void ended() {
        FastRequest request = current;
        if (request == null) {
            // In the handshake, TLS has to find out by itself, or it tells nobody.
            if (isReady) {
                session.close(CloseMode.GRACEFUL);
            }
            return;
        }
        try {
            reader.readEnd();
            if (request.isCutOff()) {
                // RFC 9112, section 9.8: without TLS's own farewell nobody knows whether that was all.
                throw new SSLException("closed without close_notify");
            }
        } catch (IOException e) {
            fail(request, e);
            return;
        }
        complete(request, request.sender().now(), false);
    }

    private void complete(FastRequest request, long now, boolean hasSurplus) {
        current = null;
        boolean unfinished = output.isLeft() || output.waitsForLeave();
        // Closed before anybody hears of the answer: what is sent then must find another connection.
        if (hasSurplus || unfinished || !request.sender().keepsAlive()) {
            session.close(CloseMode.IMMEDIATE);
        } else if (!reader.keepsAlive() || request.encoded().asksForClose()) {
            session.close(CloseMode.GRACEFUL);
        }
        hasAnswered = true;
        reportBytes(request);
        request.answered(now, reader);
    }

    private void fail(FastRequest request, Exception cause) {
        end(request, cause).run();
    }

    /** Ends a request that failed; returns how it is told. */
    private Runnable end(FastRequest request, Exception cause) {
        current = null;
        session.close(CloseMode.IMMEDIATE);
        Progress progress = progress();
        reportBytes(request);
        return () -> request.failed(cause, progress);
    }

    private Progress progress() {
        if (reader.hasHead()) {
            return Progress.ANSWERING;
        }
        return hasAnswered && receivedBytes == 0 ? Progress.SENT_ON_KEPT : Progress.SENT;
    }

    private void reportBytes(FastRequest request) {
        request.exchange().transferred(sentBytes, receivedBytes);
        sentBytes = 0;
        receivedBytes = 0;
    }

    private void handBackNext() {
        FastRequest request = next.getAndSet(null);
        if (request != null) {
            request.handBack();
        }
    }

    @Override
    public void timeout(IOSession silent, Timeout timeout) {
        boolean taken = turn.take();
        try {
            FastRequest request = current;
            if (request != null && output.waitsForLeave()) {
                giveLeave();
            } else {
                // Of a peer that does not take leave.
                session.close(CloseMode.IMMEDIATE);
            }
        } finally {
            turn.giveBack(taken);
        }
    }

    @Override
    public void exception(IOSession broken, Exception cause) {
        boolean taken = turn.take();
        try {
            // At once: a session of TLS that is broken would be asked to take leave, again and again.
            session.close(CloseMode.IMMEDIATE);
            FastRequest request = current;
            if (request != null) {
                fail(request, cause);
            }
        } finally {
            turn.giveBack(taken);
        }
    }

    @Override
    public void disconnected(IOSession closed) {
        boolean taken = turn.take();
        try {
            FastRequest request = current;
            if (request != null) {
                fail(request, new ConnectionClosedException());
            }
            handBackNext();
        } finally {
            turn.giveBack(taken);
        }
    }
}
