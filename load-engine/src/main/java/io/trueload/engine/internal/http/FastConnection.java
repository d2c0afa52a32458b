// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.internal.http.Failure.Progress;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
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
 * <p>Confined to its I/O thread but for {@link #send} and {@link #takeLeave}, which any thread may call.
 */
final class FastConnection implements IOEventHandler {

    /*
     * A thread that has a request for an idle connection writes it there and then: to wake the I/O thread for it would cost
     * more than the write, and take longer. Everything here belongs to that thread meanwhile, and the I/O thread waits for it
     * before it touches anything.
     *
     * No request is lost between the two: the one thread says that it writes and then looks whether the session is open, and
     * the other hears of the end only after it was closed and then looks whether somebody writes. One of them sees the other.
     */

    private static final VarHandle NEXT;

    static {
        try {
            NEXT = MethodHandles.lookup().findVarHandle(FastConnection.class, "next", FastRequest.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** How long a body waits for the leave that its request has asked for, as with HttpCore. */
    private static final Timeout LEAVE_WAIT = Timeout.ofSeconds(3);

    /** How many full buffers are read in a row before other connections have their turn. */
    private static final int MOST_READS = 16;

    /** Of bytes that the JDK copies to where the operating system can read them: so many at once, and not all that are left. */
    private static final int MOST_COPIED = 128 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Thread ioThread = Thread.currentThread();
    private final IOSession session;
    private final ByteBuffer input;
    private final AnswerReader reader = new AnswerReader();

    /** Handed over by another thread, or by this one where something of the answer before may still be to come. */
    private @Nullable FastRequest next;

    private volatile boolean takesLeave;

    /** Whether another thread is writing a request. */
    private volatile boolean writtenElsewhere;

    /** Whether more may be read than one buffer has held: until that is known, no other thread may write a request. */
    private volatile boolean isDraining;

    private @Nullable FastRequest current;
    private @Nullable EncodedRequest encoded;
    private ByteBuffer output = NOTHING;
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
        boolean isOwn = Thread.currentThread() == ioThread;
        if (secure || (isOwn ? mayHaveMore : isDraining)) {
            handOver(request);
        } else if (isOwn) {
            write(request);
        } else {
            writtenElsewhere = true;
            try {
                write(request);
            } finally {
                writtenElsewhere = false;
            }
        }
    }

    private void handOver(FastRequest request) {
        FastRequest before;
        do {
            before = (FastRequest) NEXT.getVolatile(this);
            // Looked at after that: one that comes late and was given up must not take the place of the one after it.
            if (request.isDecided()) {
                return;
            }
        } while (!NEXT.compareAndSet(this, before, request));
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

    /** Has another thread finish what it writes. Called first of all in whatever the I/O thread is told of. */
    @SuppressWarnings(
            "ThreadPriorityCheck") // The other thread may have lost its processor to this one; a write does not block.
    private void awaitWriter() {
        while (writtenElsewhere) {
            Thread.yield();
        }
    }

    private void wake() {
        try {
            session.setEvent(SelectionKey.OP_WRITE);
        } catch (CancelledKeyException e) {
            // Closed in this moment; whoever has to know looks or hears of it.
        }
    }

    private void write(FastRequest request) {
        if (!session.isOpen()) {
            request.handBack();
            return;
        }
        if (!request.begin()) {
            return;
        }
        try {
            request.permit();
        } catch (RefusedTargetException e) {
            request.failed(e, Progress.CONNECTING);
            return;
        }
        current = request;
        reader.begin(request.encoded().isHead(), request.sender().keepsResponses());
        prepare(request.encoded());
        request.exchange().sent(request.sender().now());
        flush(request);
    }

    private void prepare(EncodedRequest request) {
        if (encoded != request) {
            encoded = request;
            output = request.bytes();
        }
        output.limit(request.lengthBeforeLeave()).position(0);
    }

    private void flush(FastRequest request) {
        try {
            int written = 1;
            while (output.hasRemaining() && written > 0) {
                written = writeSome();
                sentBytes += written;
            }
        } catch (IOException e) {
            fail(request, e);
            return;
        }
        if (output.hasRemaining()) {
            session.setEvent(SelectionKey.OP_WRITE);
        } else if (!waitsForLeave(request)) {
            if (!reader.hasHead()) {
                request.exchange().written(request.sender().now());
            }
        } else if (reader.permitsBody()) {
            giveLeave(request);
        } else {
            session.setSocketTimeout(LEAVE_WAIT);
        }
    }

    private int writeSome() throws IOException {
        int end = output.limit();
        if (!output.isDirect() && output.remaining() > MOST_COPIED) {
            output.limit(output.position() + MOST_COPIED);
        }
        try {
            return session.write(output);
        } finally {
            output.limit(end);
        }
    }

    private boolean waitsForLeave(FastRequest request) {
        return output.limit() < request.encoded().length();
    }

    /** Has the body written, which waited until now. */
    private void giveLeave(FastRequest request) {
        session.setSocketTimeout(Timeout.DISABLED);
        output.limit(request.encoded().length());
        session.setEvent(SelectionKey.OP_WRITE);
    }

    @Override
    public void connected(IOSession ready) {
        isReady = true;
    }

    @Override
    public void outputReady(IOSession ready) {
        awaitWriter();
        // First this, then the look: who hands a request over does it the other way round.
        ready.clearEvent(SelectionKey.OP_WRITE);
        FastRequest request = current;
        if (takesLeave) {
            ready.close(CloseMode.GRACEFUL);
        } else if (request == null) {
            if (NEXT.getAndSet(this, null) instanceof FastRequest handedOver) {
                write(handedOver);
            }
        } else if (output.hasRemaining() && ready.isOpen()) {
            flush(request);
        }
    }

    @Override
    public void inputReady(IOSession ready, @Nullable ByteBuffer decrypted) throws IOException {
        awaitWriter();
        if (decrypted != null) {
            received(decrypted);
            return;
        }
        int reads = 0;
        do {
            input.clear();
            int length = ready.read(input);
            input.flip();
            mayHaveMore = length == input.capacity();
            if (mayHaveMore) {
                isDraining = true;
            }
            if (length > 0) {
                received(input);
            } else if (length < 0) {
                ended();
            }
        } while (mayHaveMore && ++reads < MOST_READS && ready.isOpen());
        if (isDraining) {
            isDraining = mayHaveMore;
        }
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
        } else if (reader.permitsBody() && waitsForLeave(request) && !output.hasRemaining()) {
            giveLeave(request);
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
        boolean unfinished = output.hasRemaining() || waitsForLeave(request);
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
        current = null;
        session.close(CloseMode.IMMEDIATE);
        Progress progress = progress();
        reportBytes(request);
        request.failed(cause, progress);
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
        if (NEXT.getAndSet(this, null) instanceof FastRequest request) {
            request.handBack();
        }
    }

    @Override
    public void timeout(IOSession silent, Timeout timeout) {
        awaitWriter();
        FastRequest request = current;
        if (request != null && waitsForLeave(request)) {
            giveLeave(request);
        } else {
            // Of a peer that does not take leave.
            session.close(CloseMode.IMMEDIATE);
        }
    }

    @Override
    public void exception(IOSession broken, Exception cause) {
        awaitWriter();
        // At once: a session of TLS that is broken would be asked to take leave, again and again.
        session.close(CloseMode.IMMEDIATE);
        FastRequest request = current;
        if (request != null) {
            fail(request, cause);
        }
    }

    @Override
    public void disconnected(IOSession closed) {
        awaitWriter();
        FastRequest request = current;
        if (request != null) {
            fail(request, new ConnectionClosedException());
        }
        handBackNext();
    }
}
