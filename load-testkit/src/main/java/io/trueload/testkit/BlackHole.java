// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port of 127.0.0.1 on which connecting neither succeeds nor fails.
 *
 * <p>It listens, never accepts, and its backlog is full, so that Linux drops every further SYN. Linux only.
 */
public final class BlackHole implements AutoCloseable {

    private static final int FULL_AFTER_MILLIS = 300;
    private static final int MORE_THAN_ANY_BACKLOG = 64;

    private final ServerSocket listener;
    private final List<Socket> waiting = new ArrayList<>();

    private BlackHole() throws IOException {
        listener = new ServerSocket();
        listener.bind(new InetSocketAddress("127.0.0.1", 0), 1);
        fill();
    }

    /** Opens a port and fills its backlog, which takes a third of a second. */
    public static BlackHole open() {
        try {
            return new BlackHole();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill() throws IOException {
        while (waiting.size() < MORE_THAN_ANY_BACKLOG) {
            var socket = new Socket();
            try {
                socket.connect(listener.getLocalSocketAddress(), FULL_AFTER_MILLIS);
                waiting.add(socket);
            } catch (SocketTimeoutException e) {
                socket.close();
                return;
            }
        }
        throw new IllegalStateException("the backlog does not fill on this system");
    }

    /**
     * Is none any more: the connections that filled the backlog go, and all others are served by a script, as soon as they
     * send their SYN once more. The server returned has to be closed; it counts those that filled the backlog, too.
     */
    public ScriptedServer serve(ScriptedServer.Script script) {
        try {
            for (Socket socket : waiting) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ScriptedServer.on(listener, script);
    }

    /** Returns the port. */
    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : waiting) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
