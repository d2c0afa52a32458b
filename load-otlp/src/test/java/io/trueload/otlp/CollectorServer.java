// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A collector on 127.0.0.1 that keeps what it receives. Thread-safe. */
final class CollectorServer implements AutoCloseable {

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private CollectorServer(Answer answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            received.add(new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Api-Key")),
                    exchange.getRequestBody().readAllBytes()));
            answer.give(exchange, closed);
        });
        server.start();
    }

    /** Starts a collector that answers with a status and a body. */
    static CollectorServer answering(int status, String body) throws IOException {
        return new CollectorServer((exchange, closed) -> {
            exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
    }

    /** Starts a collector that reads and never answers. */
    static CollectorServer silent() throws IOException {
        return new CollectorServer((exchange, closed) -> await(closed));
    }

    /** Starts a collector that never ends its answers. */
    static CollectorServer endless() throws IOException {
        return new CollectorServer((exchange, closed) -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(0);
            exchange.getResponseBody().flush();
            await(closed);
        });
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    List<Received> received() {
        return received;
    }

    ExportMetricsServiceRequest metrics(String path) throws IOException {
        return ExportMetricsServiceRequest.parseFrom(one(path).body());
    }

    ExportTraceServiceRequest traces(String path) throws IOException {
        return ExportTraceServiceRequest.parseFrom(one(path).body());
    }

    private Received one(String path) {
        return received.stream()
                .filter(request -> request.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static void await(CountDownLatch closed) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was sent in one request. */
    record Received(String method, String path, String type, String apiKey, byte[] body) {}

    private interface Answer {
        void give(HttpExchange exchange, CountDownLatch closed) throws IOException;
    }
}
