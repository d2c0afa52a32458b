// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.locks.Lock;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;

/**
 * A session that sends the frames of HTTP/2 together that are written while one event is handled. HttpCore writes each frame by
 * itself, which takes a system call, or over TLS a record, for each request. Until HTTP/2 is spoken, all goes straight through.
 *
 * <p>Thread-safe by the lock of the session, under which HttpCore writes frames. Whoever writes outside of an event asks for one.
 */
final class GatheringSession implements IOSession {

    /** Room for some dozens of requests: the first of them waits until the last is made. */
    private static final int ROOM = 1024;

    private final IOSession session;
    private final Class<? extends IOEventHandler> http2;
    private final ByteBuffer gathered = ByteBuffer.allocate(ROOM);
    private boolean gathers;

    /**
     * Makes a session that goes straight through.
     *
     * @param http2 what handles events when it is not to do so any more
     */
    GatheringSession(IOSession session, Class<? extends IOEventHandler> http2) {
        this.session = session;
        this.http2 = http2;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        getLock().lock();
        try {
            if (!gathers || !isOpen()) {
                // Of a session that has ended HttpCore must hear so.
                return session.write(source);
            }
            if (source.remaining() > gathered.remaining()) {
                flush();
            }
            if (source.remaining() <= gathered.remaining()) {
                int length = source.remaining();
                gathered.put(source);
                return length;
            }
            // What is larger than the room must not overtake what waits in it.
            return gathered.position() == 0 ? session.write(source) : 0;
        } finally {
            getLock().unlock();
        }
    }

    /** Sends what was gathered; if that is not all, an event will tell when there is room for the rest. */
    private void flush() throws IOException {
        getLock().lock();
        try {
            // Below TLS it may have ended already.
            if (gathered.position() == 0 || !isOpen()) {
                return;
            }
            gathered.flip();
            try {
                session.write(gathered);
            } finally {
                gathered.compact();
            }
            if (gathered.position() > 0) {
                session.setEvent(SelectionKey.OP_WRITE);
            }
        } finally {
            getLock().unlock();
        }
    }

    /** Returns whether something waits for room in the socket. */
    private boolean isWaiting() {
        getLock().lock();
        try {
            return gathered.position() > 0 && isOpen();
        } finally {
            getLock().unlock();
        }
    }

    @Override
    public void upgrade(IOEventHandler handler) {
        getLock().lock();
        try {
            gathers = http2.isInstance(handler);
        } finally {
            getLock().unlock();
        }
        session.upgrade(gathers ? new Flushing(handler) : handler);
    }

    @Override
    public void close() {
        close(CloseMode.GRACEFUL);
    }

    @Override
    public void close(CloseMode mode) {
        if (mode == CloseMode.GRACEFUL) {
            try {
                // The last frame may say why the connection ends; it is lost if the socket is full.
                flush();
            } catch (IOException | CancelledKeyException e) {
                // It ends all the same.
                session.close(mode);
                return;
            }
        }
        session.close(mode);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        // An event has no end while something comes, and the target may wait for what acknowledges it.
        flush();
        return session.read(target);
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }

    @Override
    public IOEventHandler getHandler() {
        return session.getHandler();
    }

    @Override
    public Lock getLock() {
        return session.getLock();
    }

    @Override
    public void enqueue(Command command, Command.Priority priority) {
        session.enqueue(command, priority);
    }

    @Override
    public boolean hasCommands() {
        return session.hasCommands();
    }

    @Override
    public Command poll() {
        return session.poll();
    }

    @Override
    public ByteChannel channel() {
        return session.channel();
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return session.getRemoteAddress();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return session.getLocalAddress();
    }

    @Override
    public int getEventMask() {
        return session.getEventMask();
    }

    @Override
    public void setEventMask(int operations) {
        session.setEventMask(operations);
    }

    @Override
    public void setEvent(int operation) {
        session.setEvent(operation);
    }

    @Override
    public void clearEvent(int operation) {
        session.clearEvent(operation);
    }

    @Override
    public Status getStatus() {
        return session.getStatus();
    }

    @Override
    public Timeout getSocketTimeout() {
        return session.getSocketTimeout();
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {
        session.setSocketTimeout(timeout);
    }

    @Override
    public long getLastReadTime() {
        return session.getLastReadTime();
    }

    @Override
    public long getLastWriteTime() {
        return session.getLastWriteTime();
    }

    @Override
    public long getLastEventTime() {
        return session.getLastEventTime();
    }

    @Override
    public void updateReadTime() {
        session.updateReadTime();
    }

    @Override
    public void updateWriteTime() {
        session.updateWriteTime();
    }

    @Override
    public String getId() {
        return session.getId();
    }

    @Override
    public String toString() {
        return session.toString();
    }

    /** Lets another handler handle events, and sends what it wrote. */
    private final class Flushing implements IOEventHandler {

        private final IOEventHandler handler;

        Flushing(IOEventHandler handler) {
            this.handler = handler;
        }

        @Override
        public void connected(IOSession events) throws IOException {
            handler.connected(events);
            flush();
        }

        @Override
        public void inputReady(IOSession events, ByteBuffer source) throws IOException {
            handler.inputReady(events, source);
            flush();
        }

        @Override
        public void outputReady(IOSession events) throws IOException {
            flush();
            if (!isWaiting()) {
                handler.outputReady(events);
                flush();
            }
        }

        @Override
        public void timeout(IOSession events, Timeout timeout) throws IOException {
            handler.timeout(events, timeout);
            flush();
        }

        @Override
        public void exception(IOSession events, Exception cause) {
            handler.exception(events, cause);
        }

        @Override
        public void disconnected(IOSession events) {
            handler.disconnected(events);
        }
    }
}
