// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Ports of 127.0.0.1 that refuse. */
public final class Ports {

    // Bound and never listening: the kernel refuses connections, and cannot hand the port to anybody else.
    private static final Queue<Socket> HELD = new ConcurrentLinkedQueue<>();

    private Ports() {}

    /** Returns a port that refuses connections for as long as this process lives. */
    public static int closed() {
        try {
            var socket = new Socket();
            socket.bind(new InetSocketAddress("127.0.0.1", 0));
            HELD.add(socket);
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
