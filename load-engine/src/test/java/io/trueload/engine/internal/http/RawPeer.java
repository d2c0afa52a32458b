// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.testkit.ScriptedServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A scripted server with short ways to read and write. */
final class RawPeer implements AutoCloseable {

    /** What happens on a connection, which is closed afterwards. */
    interface Script {
        void serve(Socket socket, int connection) throws IOException;
    }

    private final ScriptedServer server;

    RawPeer(Script script) {
        server = ScriptedServer.start((socket, number) -> script.serve(socket, (int) number));
    }

    /** Reads a request without a body, or nothing; returns whether there was one. */
    static boolean readRequest(Socket socket) throws IOException {
        return ScriptedServer.readHead(socket);
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    int connections() {
        return (int) server.connections();
    }

    int port() {
        return server.port();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port() + "/");
    }

    @Override
    public void close() {
        server.close();
    }
}
