// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The service that all examples load: a shop with items, a search, and orders. */
final class ShopService implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile long frozenUntilNanos = System.nanoTime();

    private ShopService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/items", exchange -> answer(exchange, 200, "[\"cup\", \"pot\"]"));
        server.createContext("/search", exchange -> answer(exchange, 200, "found: " + exchange.getRequestURI()));
        server.createContext("/orders", exchange -> {
            boolean ordered = exchange.getRequestMethod().equals("POST");
            answer(exchange, ordered ? 201 : 405, ordered ? "ordered" : "only POST");
        });
        server.createContext("/", exchange -> answer(exchange, 404, "no such page"));
        server.start();
    }

    static ShopService start() {
        return new ShopService();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers nothing for a while, from some time on. */
    void freeze(long fromMillis, long lengthMillis) {
        threads.execute(() -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(fromMillis));
            frozenUntilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(lengthMillis);
        });
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange, int status, String text) throws IOException {
        for (long left = frozenUntilNanos - System.nanoTime(); left > 0; left = frozenUntilNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        exchange.getRequestBody().readAllBytes();
        byte[] body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
