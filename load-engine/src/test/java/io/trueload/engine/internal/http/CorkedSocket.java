// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A connected socket that keeps back what is written while it is corked, so that it leaves at once. */
final class CorkedSocket extends Socket {

    private final Socket socket;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean corked;

    CorkedSocket(Socket socket) {
        this.socket = socket;
    }

    void cork() {
        corked = true;
    }

    void uncork() throws IOException {
        corked = false;
        socket.getOutputStream().write(kept.toByteArray());
        kept.reset();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        OutputStream out = socket.getOutputStream();
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                (corked ? kept : out).write(bytes, from, length);
            }
        };
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public InetAddress getInetAddress() {
        return socket.getInetAddress();
    }

    @Override
    public int getPort() {
        return socket.getPort();
    }

    @Override
    public void shutdownOutput() throws IOException {
        // TLS has said so already.
    }

    @Override
    public synchronized void close() throws IOException {
        if (!corked) {
            socket.close();
        }
    }
}
