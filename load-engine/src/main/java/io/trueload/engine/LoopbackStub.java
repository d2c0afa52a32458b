// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A server on loopback that answers every request at once with the same few bytes: what a generator measures of it is the
 * generator's own floor. Thread-safe.
 *
 * @since 0.1.0
 */
public final class LoopbackStub implements AutoCloseable {

    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
            .getBytes(StandardCharsets.US_ASCII);

    private static final int END_OF_HEAD = '\r' << 24 | '\n' << 16 | '\r' << 8 | '\n';

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private LoopbackStub(ServerSocket server) {
        this.server = server;
    }

    /** Starts a server on a free port. */
    public static LoopbackStub start() throws IOException {
        LoopbackStub stub = new LoopbackStub(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
        startThread(stub::accept);
        return stub;
    }

    /** Returns the port it listens on. */
    public int port() {
        return server.getLocalPort();
    }

    /** Closes all connections and listens no more. */
    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                sockets.add(socket);
                startThread(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The stub is closed this way.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            int last = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                last = last << 8 | next;
                if (last == END_OF_HEAD) {
                    out.write(ANSWER);
                }
            }
        } catch (IOException closed) {
            // Either side may close at any time.
        } finally {
            sockets.remove(socket);
        }
    }

    private static void startThread(Runnable task) {
        Thread thread = new Thread(task, "trueload-stub");
        thread.setDaemon(true);
        thread.start();
    }
}
