// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A server of one connection with HTTP/2 over TLS, which writes a record for each answer; further ones are refused. */
final class TlsFramePeer implements AutoCloseable {

    private static final int PREFACE = 24;
    private static final int TYPE = 0xff;
    private static final int HEADERS = 1;
    private static final int SETTINGS = 4;

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final SSLContext context = LoopbackIdentity.make().context();
    private final BlockingQueue<Integer> streams = new LinkedBlockingQueue<>();
    private volatile Socket socket = new Socket();
    private volatile OutputStream out = OutputStream.nullOutputStream();

    TlsFramePeer() throws Exception {
        var serving = new Thread(this::serve, "peer");
        serving.setDaemon(true);
        serving.start();
    }

    URI uri() {
        return URI.create("https://127.0.0.1:" + listening.getLocalPort() + "/");
    }

    /** Waits for a request and returns its stream. */
    int request() throws InterruptedException {
        return streams.take();
    }

    /** Answers 200, without a body. */
    void answer(int stream) throws IOException {
        out.write(new byte[] {0, 0, 1, HEADERS, 5, 0, 0, 0, (byte) stream, (byte) 0x88});
        out.flush();
    }

    /** Cuts the connection off with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        socket.close();
    }

    private void serve() {
        try {
            socket = listening.accept();
            listening.close();
            var tls = (SSLSocket) context.getSocketFactory().createSocket(socket, "peer", 1, false);
            tls.setUseClientMode(false);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            out = tls.getOutputStream();
            read(new DataInputStream(new BufferedInputStream(tls.getInputStream())));
        } catch (IOException e) {
            // The test ends the connection, and sees what comes of it.
            return;
        }
    }

    private void read(DataInputStream in) throws IOException {
        in.readFully(new byte[PREFACE]);
        settings(0);
        while (true) {
            int lengthAndType = in.readInt();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            in.readFully(new byte[lengthAndType >>> 8]);
            if ((lengthAndType & TYPE) == SETTINGS && flags == 0) {
                settings(1);
            } else if ((lengthAndType & TYPE) == HEADERS) {
                streams.add(stream);
            }
        }
    }

    private void settings(int flags) throws IOException {
        out.write(new byte[] {0, 0, 0, SETTINGS, (byte) flags, 0, 0, 0, 0});
        out.flush();
    }
}
