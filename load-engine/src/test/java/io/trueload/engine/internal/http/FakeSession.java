// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** A connection without a network: what is read from it was put there, and what is written stays. */
final class FakeSession implements IOSession {

    final List<CloseMode> closes = new ArrayList<>();
    final ReentrantLock lock = new ReentrantLock();
    private final List<String> writes = new ArrayList<>();
    private ByteBuffer toRead = ByteBuffer.allocate(0);
    private @Nullable IOEventHandler handler;
    private Timeout timeout = Timeout.DISABLED;
    private int room = Integer.MAX_VALUE;
    private int events = SelectionKey.OP_READ;
    private boolean atEnd;
    private int reads;
    private int mostOffered;
    private Runnable whenReading = () -> {};
    private Runnable whenWriting = () -> {};

    /** Puts what is read next. */
    void put(String text) {
        put(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void put(byte[] bytes) {
        toRead = ByteBuffer.wrap(bytes);
    }

    /** Has the peer say that it is done. */
    void end() {
        atEnd = true;
    }

    /** Takes so many more bytes, and then none. */
    void room(int bytes) {
        room = bytes;
    }

    /** Has something happen within the next read, before it gives any bytes. */
    void whenReading(Runnable happens) {
        whenReading = happens;
    }

    /** Has something happen within each write, before it takes any bytes; or it fails. */
    void whenWriting(Runnable happens) {
        whenWriting = happens;
    }

    /** Returns what was written since this or {@link #writes} was last asked. */
    String written() {
        return String.join("", writes());
    }

    /** Returns what each write took since this or {@link #written} was last asked, those left out that took nothing. */
    List<String> writes() {
        List<String> each = List.copyOf(writes);
        writes.clear();
        return each;
    }

    boolean wantsToWrite() {
        return (events & SelectionKey.OP_WRITE) != 0;
    }

    int reads() {
        return reads;
    }

    /** Returns the most bytes that were offered in one write. */
    int mostOffered() {
        return mostOffered;
    }

    @Override
    public int read(ByteBuffer target) {
        reads++;
        Runnable happens = whenReading;
        whenReading = () -> {};
        happens.run();
        if (atEnd) {
            return -1;
        }
        int length = Math.min(target.remaining(), toRead.remaining());
        target.put(toRead.slice().limit(length));
        toRead.position(toRead.position() + length);
        return length;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        try {
            whenWriting.run();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        mostOffered = Math.max(mostOffered, source.remaining());
        int length = Math.min(source.remaining(), room);
        byte[] bytes = new byte[length];
        source.get(bytes);
        if (length > 0) {
            writes.add(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        room -= length;
        return length;
    }

    @Override
    public @Nullable IOEventHandler getHandler() {
        return handler;
    }

    @Override
    public void upgrade(IOEventHandler newHandler) {
        handler = newHandler;
    }

    @Override
    public boolean isOpen() {
        return closes.isEmpty();
    }

    @Override
    public Status getStatus() {
        return isOpen() ? Status.ACTIVE : Status.CLOSED;
    }

    @Override
    public void close() {
        close(CloseMode.GRACEFUL);
    }

    @Override
    public void close(CloseMode mode) {
        closes.add(mode);
    }

    @Override
    public int getEventMask() {
        return events;
    }

    @Override
    public void setEventMask(int ops) {
        events = ops;
    }

    @Override
    public void setEvent(int op) {
        events |= op;
    }

    @Override
    public void clearEvent(int op) {
        events &= ~op;
    }

    @Override
    public Timeout getSocketTimeout() {
        return timeout;
    }

    @Override
    public void setSocketTimeout(Timeout newTimeout) {
        timeout = newTimeout;
    }

    @Override
    public String getId() {
        return "fake";
    }

    @Override
    public Lock getLock() {
        return lock;
    }

    @Override
    public void enqueue(Command command, Command.Priority priority) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasCommands() {
        return false;
    }

    @Override
    public Command poll() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ByteChannel channel() {
        return this;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketAddress getLocalAddress() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void updateReadTime() {}

    @Override
    public void updateWriteTime() {}

    @Override
    public long getLastReadTime() {
        return 0;
    }

    @Override
    public long getLastWriteTime() {
        return 0;
    }

    @Override
    public long getLastEventTime() {
        return 0;
    }
}
