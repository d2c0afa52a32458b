// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A forward proxy on 127.0.0.1: requests in absolute form for http, tunnels for https.
 *
 * <p>Two threads serve each client's connection. It may carry many requests, but to one target only. Thread-safe.
 */
public final class TestProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final @Nullable String authorization;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong tunnels = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "test-proxy");
        thread.setDaemon(true);
        return thread;
    });

    private TestProxy(@Nullable String authorization) throws IOException {
        this.authorization = authorization;
        listener = new ServerSocket();
        listener.bind(new InetSocketAddress("127.0.0.1", 0), 1024);
        threads.execute(this::acceptAll);
    }

    /** Starts a proxy for everybody. */
    public static TestProxy start() {
        return start(null);
    }

    /** Starts a proxy that demands {@code Proxy-Authorization: Basic} and otherwise answers 407. */
    public static TestProxy startWithPassword(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return start("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private static TestProxy start(@Nullable String authorization) {
        try {
            return new TestProxy(authorization);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Returns {@code http://127.0.0.1:port}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Returns how many requests in absolute form were forwarded. */
    public long requests() {
        return requests.get();
    }

    /** Returns how many tunnels were opened. */
    public long tunnels() {
        return tunnels.get();
    }

    /** Returns how many requests were refused with a 407. */
    public long refusals() {
        return refusals.get();
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = track(listener.accept());
                client.setTcpNoDelay(true);
                threads.execute(() -> new ProxyConnection(client, this).serve());
            } catch (IOException e) {
                // Closed, or the client was gone before it was accepted.
            }
        }
    }

    boolean permits(RequestHead head) {
        boolean permitted = authorization == null
                || head.headers().stream()
                        .anyMatch(header -> header.isNamed("Proxy-Authorization")
                                && header.value().equals(authorization));
        if (!permitted) {
            refusals.incrementAndGet();
        }
        return permitted;
    }

    Socket connect(String host, int port, boolean tunnel) throws IOException {
        var socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        if (tunnel) {
            tunnels.incrementAndGet();
        }
        return track(socket);
    }

    void countRequest() {
        requests.incrementAndGet();
    }

    /** Copies one direction on a thread of its own, then closes both ends. */
    void relay(Socket from, Socket to) {
        threads.execute(() -> {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // One of the two has gone, which is the end of both.
            } finally {
                drop(from);
                drop(to);
            }
        });
    }

    private Socket track(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    void drop(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(this::drop);
        threads.shutdown();
    }
}
