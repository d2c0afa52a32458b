// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A server on loopback that answers every request at once with the same few bytes: what a generator measures of it is the
 * generator's own floor. It knows requests without a body only, and closes connections on which nobody reads its answers.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class LoopbackStub implements AutoCloseable {

    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
            .getBytes(StandardCharsets.US_ASCII);

    private static final int END_OF_HEAD = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

    /** Of connections that come at once; a SYN that finds no room comes again after a second. */
    private static final int BACKLOG = 1024;

    private final ServerSocketChannel server;
    private final Selector selector;
    private final ByteBuffer input = ByteBuffer.allocateDirect(8192);
    private final ByteBuffer answer =
            ByteBuffer.allocateDirect(ANSWER.length).put(ANSWER).flip();

    // One for all connections: it should take as little as it can of the processors that the generator needs.
    private final Thread thread = new Thread(this::serve, "trueload-stub");
    private volatile boolean closing;

    private LoopbackStub(ServerSocketChannel server, Selector selector) {
        this.server = server;
        this.selector = selector;
        thread.setDaemon(true);
    }

    /** Starts a server on a free port. */
    public static LoopbackStub start() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.bind(new InetSocketAddress("127.0.0.1", 0), BACKLOG);
            server.configureBlocking(false);
            LoopbackStub stub = new LoopbackStub(server, Selector.open());
            server.register(stub.selector, SelectionKey.OP_ACCEPT);
            stub.thread.start();
            return stub;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** Returns the port it listens on. */
    public int port() {
        return server.socket().getLocalPort();
    }

    /** Closes all connections and listens no more. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() {
        try (selector;
                server) {
            try {
                while (!closing) {
                    selector.select(this::handle);
                }
            } finally {
                selector.keys().forEach(key -> close(key.channel()));
            }
        } catch (IOException broken) {
            // Whoever connects is refused, which is in his results.
        }
    }

    private void handle(SelectionKey key) {
        LastBytes last = (LastBytes) key.attachment();
        if (last == null) {
            accept();
        } else if (!answer((SocketChannel) key.channel(), last)) {
            close(key.channel());
        }
    }

    private void accept() {
        SocketChannel channel = null;
        try {
            for (channel = server.accept(); channel != null; channel = server.accept()) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.register(selector, SelectionKey.OP_READ, new LastBytes());
            }
        } catch (IOException lost) {
            // This one, or all of them while there are no descriptors; the next may do.
            if (channel != null) {
                close(channel);
            }
        }
    }

    /** Answers what was asked; returns whether the connection can be used on. */
    private boolean answer(SocketChannel channel, LastBytes last) {
        try {
            input.clear();
            if (channel.read(input) < 0) {
                return false;
            }
            input.flip();
            for (int ends = last.endsOfHeads(input); ends > 0; ends--) {
                channel.write(answer.rewind());
                if (answer.hasRemaining()) {
                    return false;
                }
            }
            return true;
        } catch (IOException lost) {
            return false;
        }
    }

    private static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException gone) {
            // As it should be.
        }
    }

    /** The last four bytes that came over a connection. */
    private static final class LastBytes {

        private int bytes;

        /** Returns how many heads of requests end in what has come. */
        int endsOfHeads(ByteBuffer input) {
            int ends = 0;
            while (input.hasRemaining()) {
                bytes = bytes << 8 | input.get() & 0xff;
                ends += bytes == END_OF_HEAD ? 1 : 0;
            }
            return ends;
        }
    }
}
