// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/2 server, in plain text unless started over TLS, that answers each request with whatever frames its script sends.
 *
 * <p>It knows no more of HTTP/2 than its frames, and keeps none of its rules. Thread-safe.
 */
public final class FrameServer implements AutoCloseable {

    /** What is sent for each request; called on the thread of its connection. */
    @FunctionalInterface
    public interface Script {

        /**
         * Answers a request whose head has come, or does not.
         *
         * @param request 0 for the first request of its connection
         */
        void answer(Frames frames, int stream, int request) throws IOException;
    }

    /** Identifies the setting of how many streams a peer may have open at once: RFC 9113, section 6.5.2. */
    public static final int SETTINGS_MAX_CONCURRENT_STREAMS = 3;

    private static final int PREFACE = 24;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int ACKNOWLEDGED = 1;

    private final ScriptedServer server;
    private final Script script;
    private final int @Nullable [] settings;
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong resets = new AtomicLong();

    private FrameServer(Script script, int @Nullable [] settings, UnaryOperator<ScriptedServer.Script> layer) {
        this.script = script;
        this.settings = settings;
        server = ScriptedServer.start(layer.apply((socket, number) -> serve(socket)));
    }

    /**
     * Starts a server on a free port.
     *
     * @param settings what it announces first, as pairs of identifier and value
     */
    public static FrameServer start(Script script, int... settings) {
        return new FrameServer(script, settings, UnaryOperator.identity());
    }

    /** Starts a server that never announces settings, which any other does before all else. */
    public static FrameServer startWithoutSettings(Script script) {
        return new FrameServer(script, null, UnaryOperator.identity());
    }

    /** Starts a server that speaks TLS, whose address is nevertheless told as one of plain text. */
    public static FrameServer startOverTls(SSLContext context, Script script) {
        return new FrameServer(script, new int[0], plain -> ScriptedServer.overTls(context, "h2", plain));
    }

    private void serve(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        InputStream in = socket.getInputStream();
        var frames = new Frames(in, socket.getOutputStream());
        ScriptedServer.read(in, PREFACE);
        if (settings != null) {
            frames.settings(settings);
        }
        int requests = 0;
        while (true) {
            frames.flush();
            ByteBuffer head = ByteBuffer.wrap(ScriptedServer.read(in, Frames.HEAD));
            int length = (head.getShort() & 0xffff) << 8 | head.get() & 0xff;
            int type = head.get();
            int flags = head.get();
            int stream = head.getInt();
            byte[] payload = ScriptedServer.read(in, length);
            if (type == HEADERS) {
                hits.incrementAndGet();
                script.answer(frames, stream, requests++);
            } else if (type == RST_STREAM) {
                resets.incrementAndGet();
            } else if ((type == SETTINGS || type == PING) && (flags & ACKNOWLEDGED) == 0) {
                frames.frame(type, ACKNOWLEDGED, 0, type == PING ? payload : new byte[0]);
            }
        }
    }

    /** Returns the address of its root. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.port() + "/");
    }

    /** Returns how many heads of requests were received. */
    public long hits() {
        return hits.get();
    }

    /** Returns how many streams the clients have reset. */
    public long streamResets() {
        return resets.get();
    }

    /** Returns how many connections were accepted. */
    public long connections() {
        return server.connections();
    }

    /** Returns how many connections are open now on this side. */
    public long openConnections() {
        return server.openConnections();
    }

    /** Cuts off with a reset all connections that are open. */
    public void cutOff() {
        server.cutOff();
    }

    @Override
    public void close() {
        server.close();
    }
}
