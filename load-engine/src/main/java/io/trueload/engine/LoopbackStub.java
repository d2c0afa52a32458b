// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
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
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.configureBlocking(false);
        LoopbackStub stub = new LoopbackStub(server, Selector.open());
        server.register(stub.selector, SelectionKey.OP_ACCEPT);
        stub.thread.start();
        return stub;
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
            while (!closing) {
                selector.select(this::handle);
            }
            selector.keys().forEach(LoopbackStub::close);
        } catch (IOException broken) {
            // Nothing is left that could be served.
        }
    }

    private void handle(SelectionKey key) {
        try {
            if (key.isValid() && key.isAcceptable()) {
                accept();
            } else if (key.isValid()) {
                answer(key, (SocketChannel) key.channel());
            }
        } catch (IOException closed) {
            // Either side may close at any time.
            close(key);
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = server.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new LastBytes());
        }
    }

    private void answer(SelectionKey key, SocketChannel channel) throws IOException {
        LastBytes last = (LastBytes) key.attachment();
        input.clear();
        int read = channel.read(input);
        if (read < 0) {
            close(key);
            return;
        }
        input.flip();
        for (int ends = last.endsOfHeads(input); ends > 0; ends--) {
            channel.write(answer.rewind());
            if (answer.hasRemaining()) {
                close(key);
                return;
            }
        }
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
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
