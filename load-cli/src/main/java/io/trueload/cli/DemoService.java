// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A service on a free loopback port that takes a few milliseconds for most answers and much longer for a few. */
final class DemoService implements AutoCloseable {

    private static final int BACKLOG = 1_024;
    private static final int WARM_UP_REQUESTS = 2_000;
    private static final int WARM_UP_CONNECTIONS = 50;
    private static final byte[] ANSWER = "{\"items\": [1, 2, 3]}\n".getBytes(StandardCharsets.UTF_8);

    static {
        // Else the JDK's server waits for delayed acknowledgments (40 ms on every answer), and closes idle connections
        // beyond 200, which a load of more would see as failures.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "100000");
    }

    private final HttpServer server;
    private final ScheduledExecutorService answers = Executors.newScheduledThreadPool(2, DemoService::thread);
    private final SplittableRandom random;

    private DemoService(HttpServer server, long seed) {
        this.server = server;
        this.random = new SplittableRandom(seed);
    }

    /** Starts a service whose answers take the same times in the same order for the same seed. */
    static DemoService start(long seed) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var service = new DemoService(HttpServer.create(address, BACKLOG), seed);
        service.server.createContext("/", service::receive);
        service.server.setExecutor(service.answers);
        service.server.start();
        return service;
    }

    /** Returns the address of the service. */
    String url() {
        InetSocketAddress address = server.getAddress();
        return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/";
    }

    /** Has the service answer until its code is compiled: what follows shows its times, and not those of the JVM. */
    void warmUp() {
        var plan = LoadPlan.builder()
                .target(url())
                .requests(WARM_UP_REQUESTS)
                .concurrency(WARM_UP_CONNECTIONS)
                .build();
        try (LoadEngine engine = LoadEngine.create()) {
            engine.run(plan);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        var unused = answers.schedule(() -> answer(exchange), serviceNanos(), TimeUnit.NANOSECONDS);
    }

    private static void answer(HttpExchange exchange) {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
        } catch (IOException e) {
            // Whoever asked is gone, as at the end of a run.
            return;
        }
    }

    /** Draws 10 to 40 ms, more often near the middle; one in a hundred takes 80 to 160 ms instead. */
    private synchronized long serviceNanos() {
        if (random.nextInt(100) == 0) {
            return random.nextLong(80_000_000, 160_000_000);
        }
        return 10_000_000 + random.nextLong(15_000_000) + random.nextLong(15_000_000);
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "demo-service");
        thread.setDaemon(true);
        return thread;
    }

    /** Stops the service without waiting for anybody. */
    @Override
    public void close() {
        server.stop(0);
        answers.shutdownNow();
    }
}
