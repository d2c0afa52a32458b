// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.util.List;

/**
 * An HTTP/1.1 server, on 127.0.0.1 unless told otherwise, that does exactly what its {@link Behavior} says and keeps the
 * truth about it.
 *
 * <p>One thread serves all connections and sends delayed answers within a fraction of a millisecond of their plan, as
 * long as the machine gives it a processor. A client that closes its sending side is taken as gone and gets no answer;
 * {@code Expect: 100-continue} is ignored; HTTP/1.0 connections are closed after each answer unless the client
 * asks to keep them. Thread-safe.
 */
public final class TestServer implements AutoCloseable {

    private static final int BACKLOG = 4096;

    private final Ledger ledger;
    private final EventLoop loop;
    private final Thread thread;
    private final String address;
    private final int port;

    private TestServer(Builder settings) throws IOException {
        ledger = new Ledger(settings.recordTruth, settings.captureInput);
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        address = settings.address;
        listener.bind(new InetSocketAddress(InetAddress.getByName(address), settings.port), BACKLOG);
        port = listener.socket().getLocalPort();
        loop = new EventLoop(listener, settings.behavior, ledger);
        thread = new Thread(loop, "test-server-" + port);
        thread.setDaemon(true);
        thread.start();
    }

    /** Starts a server on a free port that neither records nor captures. */
    public static TestServer start(Behavior behavior) {
        return builder(behavior).start();
    }

    /** Returns a builder for a server with more to it. */
    public static Builder builder(Behavior behavior) {
        return new Builder(behavior);
    }

    /** Returns the port it listens on. */
    public int port() {
        return port;
    }

    /** Returns {@code http://127.0.0.1:port} followed by a path, which starts with a slash. */
    public URI uri(String path) {
        return URI.create("http://" + address + ":" + port + path);
    }

    /** Returns how many requests were received to their last byte, answered or not. */
    public long hits() {
        return ledger.hits.get();
    }

    /** Returns how many connections were accepted. */
    public long connections() {
        return ledger.connections.get();
    }

    /** Returns how many connections are open now. */
    public long openConnections() {
        return ledger.openConnections.get();
    }

    /** Returns how many requests are received and not yet answered now. */
    public long inFlight() {
        return ledger.inFlight.get();
    }

    /** Returns the largest number of requests that were received and not yet answered at one time. */
    public long maxInFlight() {
        return ledger.maxInFlight.get();
    }

    /** Returns how many bytes came from clients. */
    public long receivedBytes() {
        return ledger.receivedBytes.get();
    }

    /** Returns how many bytes went to clients, those of refusals excepted. */
    public long sentBytes() {
        return ledger.sentBytes.get();
    }

    /** Returns what happened to each request so far, by sequence; empty unless recording was asked for. */
    public List<Truth> truth() {
        return ledger.truth();
    }

    /** Returns the raw bytes received so far, by connection; empty unless capture was asked for. */
    public List<byte[]> captured() {
        return ledger.captured();
    }

    /** Waits until the server is closed. */
    public void await() throws InterruptedException {
        thread.join();
    }

    /** Closes all connections and the port, and waits until that is done. */
    @Override
    public void close() {
        loop.stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The settings of a server before it starts. */
    public static final class Builder {

        private final Behavior behavior;
        private String address = "127.0.0.1";
        private int port;
        private boolean recordTruth;
        private boolean captureInput;

        private Builder(Behavior behavior) {
            this.behavior = behavior;
        }

        /** Sets the IPv4 address to listen on. */
        public Builder address(String value) {
            address = value;
            return this;
        }

        /** Sets the port; 0, the default, takes a free one. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /**
         * Keeps the truth about each request and sends it in the answer as {@code X-Truth: received;planned;actual}: an
         * instant of {@link System#nanoTime()} and two delays since then, in nanoseconds.
         */
        public Builder recordTruth(boolean value) {
            recordTruth = value;
            return this;
        }

        /** Keeps all bytes received, by connection. */
        public Builder captureInput(boolean value) {
            captureInput = value;
            return this;
        }

        /** Starts the server. */
        public TestServer start() {
            try {
                return new TestServer(this);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot listen on " + address + ":" + port, e);
            }
        }
    }
}
