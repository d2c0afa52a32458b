// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BehaviorsIT {

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @Test
    void fixedDelay_eachRequest_takesAtLeastThatLong() throws Exception {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(ofMillis(30)))) {
            for (int i = 0; i < 5; i++) {
                long before = System.nanoTime();
                assertThat(get(server.uri("/")).body()).isEqualTo("ok");
                assertThat(ofNanos(System.nanoTime() - before)).isBetween(ofMillis(30), ofSeconds(5));
            }
            assertThat(server.hits()).isEqualTo(5);
        }
    }

    @Test
    void freezeEvery_truthLog_followsTheFormulaExactly() throws Exception {
        Duration base = ofMillis(1);
        long period = ofMillis(100).toNanos();
        long length = ofMillis(40).toNanos();
        Behavior behavior = Behaviors.freezeEvery(base, ofNanos(period), ofNanos(length));
        try (TestServer server = TestServer.builder(behavior).recordTruth(true).start()) {
            long end = System.nanoTime() + ofMillis(450).toNanos();
            while (System.nanoTime() - end < 0) {
                get(server.uri("/"));
            }
            assertThat(Eventually.holds(() -> server.inFlight() == 0)).isTrue();
            List<Truth> truth = server.truth();
            long first = truth.get(0).receivedNanos();

            assertThat(truth).hasSizeGreaterThan(10).allSatisfy(line -> {
                long into = (line.receivedNanos() - first) % period;
                long frozen = into >= period - length ? period - into : 0;
                assertThat(line.plannedDelayNanos()).isEqualTo(frozen + base.toNanos());
                assertThat(line.lateNanos()).isNotNegative();
            });
            assertThat(truth).anyMatch(line -> line.plannedDelayNanos() > base.toNanos());
        }
    }

    @Test
    void singleWorker_requestsAtOnce_areServedOneAfterTheOther() throws Exception {
        try (TestServer server = TestServer.builder(Behaviors.singleWorker(ofMillis(20)))
                .recordTruth(true)
                .start()) {
            var answers = Stream.generate(
                            () -> HttpRequest.newBuilder(server.uri("/")).build())
                    .limit(5)
                    .map(request -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                    .toList();
            answers.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
            assertThat(Eventually.holds(() -> server.inFlight() == 0)).isTrue();

            List<Truth> truth = server.truth();

            for (int i = 1; i < truth.size(); i++) {
                long gap = finish(truth.get(i)) - finish(truth.get(i - 1));
                assertThat(ofNanos(gap)).isGreaterThanOrEqualTo(ofMillis(20));
            }
        }
    }

    @Test
    void echoToken_headerOrQuery_comesBack() throws Exception {
        try (TestServer server = TestServer.start(Behaviors.echoToken())) {
            assertThat(get(server.uri("/?a=1&token=abc")).body()).isEqualTo("abc");
            HttpRequest request = HttpRequest.newBuilder(server.uri("/?token=abc"))
                    .header("X-Token", "def")
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("def");
        }
    }

    @Test
    void echoRequest_postWithBody_comesBackAsText() throws Exception {
        try (TestServer server = TestServer.start(Behaviors.echoRequest())) {
            HttpRequest request = HttpRequest.newBuilder(server.uri("/p?q=1"))
                    .header("X-One", "1")
                    .POST(HttpRequest.BodyPublishers.ofString("the body"))
                    .build();

            String echo =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();

            assertThat(echo)
                    .startsWith("POST /p?q=1\n")
                    .contains("\nX-One: 1\n")
                    .endsWith("\n\nthe body");
        }
    }

    @Test
    void status_withHeader_isSentOnce() throws Exception {
        try (TestServer server = TestServer.start(Behaviors.status(503, "Retry-After: 86400"))) {
            HttpResponse<String> answer = get(server.uri("/"));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("86400");
            assertThat(server.hits()).isEqualTo(1);
        }
    }

    @Test
    void body_lengthOrChunks_hasTheSameBytes() throws Exception {
        try (TestServer plain = TestServer.start(Behaviors.body(3_000_000));
                TestServer chunked = TestServer.start(Behaviors.chunkedBody(3_000_000, 1_000))) {
            String body = get(plain.uri("/")).body();

            assertThat(body).hasSize(3_000_000).startsWith("abcdef");
            assertThat(get(chunked.uri("/")).body()).isEqualTo(body);
        }
    }

    @Test
    void redirect_followed_takesOneRequestMoreThanHops() throws Exception {
        try (TestServer server = TestServer.start(Behaviors.redirect("/end", 4))) {
            assertThat(get(server.uri("/start")).statusCode()).isEqualTo(200);
            assertThat(server.hits()).isEqualTo(5);
        }
    }

    @Test
    void closeEach_threeRequests_takeThreeConnections() throws Exception {
        try (TestServer server = TestServer.start(Behaviors.closeEach())) {
            for (int i = 0; i < 3; i++) {
                assertThat(get(server.uri("/")).headers().firstValue("Connection"))
                        .contains("close");
            }
            assertThat(server.connections()).isEqualTo(3);
            assertThat(Eventually.holds(() -> server.openConnections() == 0)).isTrue();
        }
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static long finish(Truth line) {
        return line.receivedNanos() + line.plannedDelayNanos();
    }
}
