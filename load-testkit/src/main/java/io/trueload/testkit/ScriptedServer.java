// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A server on 127.0.0.1 whose connections are served by a script, each on a thread of its own.
 *
 * <p>For what {@link TestServer} cannot do: faults below HTTP, and answers of other protocols. Thread-safe.
 */
public final class ScriptedServer implements AutoCloseable {

    /** What happens on a connection, which is closed afterwards. */
    @FunctionalInterface
    public interface Script {

        /**
         * Serves a connection.
         *
         * @param connection 0 for the first connection accepted
         */
        void serve(Socket socket, long connection) throws IOException;
    }

    private static final int BACKLOG = 1024;

    private final ServerSocket listener;
    private final Script script;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong open = new AtomicLong();

    private ScriptedServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
    }

    /** Starts a server on a free port. */
    public static ScriptedServer start(Script script) {
        try {
            var listener = new ServerSocket();
            listener.bind(new InetSocketAddress("127.0.0.1", 0), BACKLOG);
            return on(listener, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to accept what comes, or waits already, at a port that is listened on. */
    static ScriptedServer on(ServerSocket listener, Script script) {
        var server = new ScriptedServer(listener, script);
        server.daemon(server::acceptAll);
        return server;
    }

    /** Serves by a script what comes through a TLS handshake, in which this protocol is chosen if the client has a choice. */
    static Script overTls(SSLContext context, String protocol, Script script) {
        return (socket, number) -> {
            var tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {protocol});
            tls.setSSLParameters(parameters);
            script.serve(tls, number);
        };
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                open.incrementAndGet();
                long number = connections.getAndIncrement();
                daemon(() -> serve(socket, number));
            } catch (IOException e) {
                // Closed, or a client that left at once.
            }
        }
    }

    private void serve(Socket socket, long number) {
        try (socket) {
            script.serve(socket, number);
        } catch (IOException e) {
            // The client has left; what it saw is what the test is about.
        } finally {
            open.decrementAndGet();
        }
    }

    /** Reads the head of a request; returns false if the connection ends instead. */
    public static boolean readHead(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        int endings = 0;
        while (endings < 4) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            endings = next == (endings % 2 == 0 ? '\r' : '\n') ? endings + 1 : next == '\r' ? 1 : 0;
        }
        return true;
    }

    /** Reads and throws away until the client closes its side. */
    public static void drain(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        while (in.read(buffer) >= 0) {
            // The loop is the work.
        }
    }

    /** Reads exactly so many bytes. */
    static byte[] read(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    /** Returns the port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Returns how many connections were accepted. */
    public long connections() {
        return connections.get();
    }

    /** Returns how many connections are open now on this side. */
    public long openConnections() {
        return open.get();
    }

    /** Cuts off with a reset all connections that are open. */
    void cutOff() {
        try {
            for (Socket socket : sockets) {
                if (!socket.isClosed()) {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-server-" + port());
        thread.setDaemon(true);
        thread.start();
    }
}
