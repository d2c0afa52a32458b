// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The one thread that does all the work of a {@link TestServer}. Only {@link #stop()} may come from another. */
final class EventLoop implements Runnable {

    /*
     * An answer has to leave within a fraction of a millisecond of its plan, but a selector only waits for whole
     * milliseconds and is usually late by a tenth. So the loop waits in three ways. While nothing is due it blocks in
     * the selector and costs nothing. When the next answer is more than COARSE away it blocks for whole milliseconds
     * and wakes early. In between it looks at the sockets, parks for the shortest time the kernel knows (about 60
     * microseconds, its timer slack), and looks again; only the last SPIN nanoseconds are spent turning.
     */
    private static final long COARSE = 1_300_000;
    private static final long EARLY = 300_000;
    private static final long SPIN = 100_000;

    private final ServerSocketChannel listener;
    private final Selector selector;
    private final Ledger ledger;
    private final Responder responder;
    private final Timers timers = new Timers();
    private final ByteBuffer input = ByteBuffer.allocateDirect(64 * 1024);
    private volatile boolean stopped;

    EventLoop(ServerSocketChannel listener, Behavior behavior, Ledger ledger) throws IOException {
        this.listener = listener;
        this.ledger = ledger;
        this.responder = new Responder(behavior, ledger);
        this.selector = Selector.open();
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    void stop() {
        stopped = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                timers.runDue();
                if (await() > 0) {
                    handleReadyKeys();
                }
            }
            closeAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int await() throws IOException {
        long wait = timers.nanosToNext();
        if (wait == Timers.NOTHING_DUE) {
            return selector.select();
        }
        if (wait > COARSE) {
            return selector.select((wait - EARLY) / 1_000_000);
        }
        int ready = selector.selectNow();
        if (ready == 0 && wait > SPIN) {
            LockSupport.parkNanos(1);
        } else if (ready == 0) {
            Thread.onSpinWait();
        }
        return ready;
    }

    private void handleReadyKeys() {
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext()) {
            SelectionKey key = keys.next();
            keys.remove();
            if (key.attachment() instanceof Connection connection) {
                handle(key, connection);
            } else {
                accept();
            }
            // Between sockets, not after all of them: with thousands ready, due answers would be late by milliseconds.
            timers.runDue();
        }
    }

    private void handle(SelectionKey key, Connection connection) {
        try {
            if (key.isValid() && key.isWritable()) {
                connection.onWritable();
            }
            if (key.isValid() && key.isReadable()) {
                connection.onReadable(input);
            }
        } catch (IOException e) {
            connection.abandon();
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = acceptNext(); channel != null; channel = acceptNext()) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new Connection(channel, key, timers, ledger, responder));
            }
        } catch (IOException e) {
            // Out of file handles, most likely: leave the rest in the backlog and do not turn at full speed meanwhile.
            LockSupport.parkNanos(1_000_000);
        }
    }

    private @Nullable SocketChannel acceptNext() throws IOException {
        return listener.accept();
    }

    private void closeAll() throws IOException {
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof Connection connection) {
                connection.abandon();
            }
        }
        listener.close();
        selector.close();
    }
}
