// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package com.example.catalogue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Stands for the service under test; with {@code -Dcatalogue.slow=true} it takes 300 ms for every thirtieth answer. */
final class Catalogue {

    private static final byte[] ITEMS = "[\"apple\",\"pear\",\"plum\"]".getBytes(StandardCharsets.UTF_8);
    private static final boolean SLOW = Boolean.getBoolean("catalogue.slow");
    private static final AtomicInteger ANSWERS = new AtomicInteger();

    private Catalogue() {}

    /** Starts the service on a free port and returns its address. */
    static URI start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool(Catalogue::daemon));
            server.createContext("/items", Catalogue::answer);
            server.start();
            return URI.create("http://localhost:" + server.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        if (SLOW && ANSWERS.incrementAndGet() % 30 == 0) {
            LockSupport.parkNanos(300_000_000);
        }
        exchange.sendResponseHeaders(200, ITEMS.length);
        exchange.getResponseBody().write(ITEMS);
        exchange.close();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }
}
