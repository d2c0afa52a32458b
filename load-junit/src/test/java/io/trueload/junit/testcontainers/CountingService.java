// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A service for tests in containers, whose own count is the truth; one class without any other, so that its one file is all
 * that a container needs. {@code /items} is counted and answered after a millisecond, {@code /slow} after fifty, {@code
 * /work} after some milliseconds of a processor's time; {@code /untyped} refuses requests with a Content-Type.
 */
public final class CountingService {

    private static final int PORT = 8080;
    private static final long MILLI = 1_000_000;

    private static final AtomicLong COUNT = new AtomicLong();

    private CountingService() {}

    /** Serves until the process is ended. */
    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(PORT), 1_024);
        server.setExecutor(Executors.newFixedThreadPool(64));
        server.createContext("/count", exchange -> answer(exchange, 200, Long.toString(COUNT.get())));
        server.createContext("/items", exchange -> count(exchange, MILLI));
        server.createContext("/slow", exchange -> count(exchange, 50 * MILLI));
        server.createContext("/work", CountingService::work);
        server.createContext("/untyped", CountingService::refuseTyped);
        server.start();
    }

    private static void count(HttpExchange exchange, long nanos) throws IOException {
        COUNT.incrementAndGet();
        long begin = System.nanoTime();
        // Again and again: a wake-up that was meant for the thread's last wait would cut this one short.
        for (long left = nanos; left > 0; left = begin + nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        answer(exchange, 200, "item");
    }

    private static void refuseTyped(HttpExchange exchange) throws IOException {
        boolean typed = exchange.getRequestHeaders().containsKey("Content-Type");
        answer(exchange, typed ? 415 : 200, "");
    }

    private static void work(HttpExchange exchange) throws IOException {
        double sum = 0;
        for (int i = 0; i < 1_000_000; i++) {
            sum += Math.sqrt(i);
        }
        answer(exchange, 200, Double.toString(sum));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
