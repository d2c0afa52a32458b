// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.testkit.BlackHole;
import io.trueload.testkit.FrameServer;
import io.trueload.testkit.ProtocolServer;
import io.trueload.testkit.ScriptedServer;
import io.trueload.testkit.TestServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * A broken server under test, whatever kind of server it is.
 *
 * @param hits how many requests it has received
 * @param connections how many connections it has accepted
 * @param end closes it
 */
record FaultTarget(URI uri, LongSupplier hits, LongSupplier connections, Runnable end) implements AutoCloseable {

    static FaultTarget of(TestServer server) {
        return new FaultTarget(server.uri("/"), server::hits, server::connections, server::close);
    }

    static FaultTarget of(ProtocolServer server, String path) {
        return new FaultTarget(server.uri(path), server::hits, server::connections, server::close);
    }

    static FaultTarget of(FrameServer server) {
        return new FaultTarget(server.uri(), server::hits, server::connections, server::close);
    }

    /** Returns a target of which nobody can say how many requests it has received. */
    static FaultTarget of(ScriptedServer server, String start) {
        URI uri = URI.create(start + ":" + server.port() + "/");
        return new FaultTarget(uri, () -> 0, server::connections, server::close);
    }

    /** Returns a port on which nobody listens. */
    static FaultTarget closedPort() {
        var socket = new Socket();
        return bound(() -> socket.bind(new InetSocketAddress("127.0.0.1", 0)), socket::getLocalPort, socket);
    }

    /** Returns a port on which the kernel accepts, and nobody ever reads. */
    static FaultTarget neverAccepting() {
        try {
            var listener = new ServerSocket();
            return bound(
                    () -> listener.bind(new InetSocketAddress("127.0.0.1", 0), 128), listener::getLocalPort, listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a port on which connecting neither succeeds nor fails. */
    static FaultTarget blackHole() {
        BlackHole hole = BlackHole.open();
        return ofPort(hole.port(), hole::close);
    }

    private static FaultTarget bound(Binding binding, IntSupplier port, Closeable socket) {
        try {
            binding.bind();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ofPort(port.getAsInt(), () -> {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static FaultTarget ofPort(int port, Runnable end) {
        return new FaultTarget(URI.create("http://127.0.0.1:" + port + "/"), () -> 0, () -> 0, end);
    }

    private interface Binding {
        void bind() throws IOException;
    }

    @Override
    public void close() {
        end.run();
    }
}
