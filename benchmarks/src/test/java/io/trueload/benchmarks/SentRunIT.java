// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trueload.cli.TrueloadCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with {@code --otlp} and the jars that it takes: the same server is loaded and receives the run. */
class SentRunIT {

    private final Map<String, String> received = new ConcurrentHashMap<>();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    private Path folder;

    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/items", exchange -> answer(exchange, 200));
        server.createContext("/good", exchange -> {
            received.put(
                    exchange.getRequestURI().getPath(),
                    new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
            answer(exchange, 200);
        });
        server.createContext("/bad", exchange -> answer(exchange, 503));
        server.createContext("/hanging", exchange -> {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        hanging.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void collectorThatIsThere_receivesMetricsAndTheRun() throws IOException, InterruptedException {
        Ended ended = run("text", uri("/good"));

        assertThat(ended.code()).isZero();
        assertThat(ended.stderr()).isEmpty();
        assertThat(ended.stdout()).contains("[200]\t200 responses");
        assertThat(received).containsOnlyKeys("/good/v1/traces", "/good/v1/metrics");
        assertThat(received.get("/good/v1/traces")).contains("trueload run", "PASS", "GET " + uri("/items"));
        assertThat(received.get("/good/v1/metrics"))
                .contains("trueload.requests", "trueload.response_time", "GET " + uri("/items"));
    }

    @Test
    void collectorThatRefuses_isTold_andTheRunIsNotLost() throws IOException, InterruptedException {
        Ended ended = run("quiet", uri("/bad"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.stderr().lines())
                .singleElement()
                .asString()
                .startsWith("trueload: cannot send the run to '" + uri("/bad") + "': ")
                .contains("HTTP status code 503");
        assertThat(ended.stdout()).contains("[200]\t200 responses");
    }

    @Test
    void collectorThatHangs_isLeft_andTheRunIsNotLost() throws IOException, InterruptedException {
        Ended ended = run("quiet", uri("/hanging"));

        assertThat(ended)
                .extracting(Ended::code, Ended::stderr)
                .containsExactly(
                        2,
                        "trueload: cannot send the run to '" + uri("/hanging") + "': no answer within 10s;"
                                + " trueload report sends it from a .json of the run\n");
        assertThat(ended.stdout()).contains("[200]\t200 responses");
    }

    private String uri(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private Ended run(String format, String collector) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                // Test runners hide the class path from java.class.path, behind a jar that names it.
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                TrueloadCommand.class.getName()));
        command.addAll(List.of("-n", "200", "-c", "5", "-o", format, "--otlp", collector, uri("/items")));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
            return new Ended(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private record Ended(int code, String stdout, String stderr) {}
}
