// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import static io.trueload.testkit.RawClient.GET;
import static io.trueload.testkit.RawClient.OK;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestServerIT {

    @Test
    void keptConnection_manyRequests_areCountedOnOneConnection() throws Exception {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO));
                var client = new RawClient(server.port())) {
            for (int i = 0; i < 500; i++) {
                assertThat(client.send(GET).read(OK.length())).isEqualTo(OK);
            }
            assertThat(server.hits()).isEqualTo(500);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.openConnections()).isEqualTo(1);
            client.hangUp();
            assertThat(Eventually.holds(() -> server.openConnections() == 0)).isTrue();
        }
    }

    @Test
    void pipelinedRequests_laterOnesQuicker_areAnsweredInOrder() throws Exception {
        Behavior slowFirst =
                request -> Reply.after(ofMillis(request.sequence() == 0 ? 50 : 0), Answers.ok("" + request.sequence()));
        try (TestServer server = TestServer.start(slowFirst);
                var client = new RawClient(server.port())) {
            client.send(GET + GET + GET);

            String answers = client.read(3 * (OK.length() - 1));

            assertThat(answers.replaceAll("(?s)HTTP.*?\r\n\r\n", "")).isEqualTo("012");
            assertThat(server.maxInFlight()).isEqualTo(3);
            assertThat(server.inFlight()).isZero();
            assertThat(server.receivedBytes()).isEqualTo(3 * GET.length());
            assertThat(server.sentBytes()).isEqualTo(answers.length());
        }
    }

    @Test
    void pipelinedRequests_tenThousand_areAllAnswered() throws Exception {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(ofMillis(20)));
                var client = new RawClient(server.port())) {
            client.send(GET.repeat(10_000));

            assertThat(client.read(10_000 * OK.length())).isEqualTo(OK.repeat(10_000));
            assertThat(server.hits()).isEqualTo(10_000);
        }
    }

    @Test
    void twoThousandConnections_atOnce_areAllServed() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(ofMillis(300)))) {
            for (int i = 0; i < 2_000; i++) {
                clients.add(new RawClient(server.port()));
            }
            assertThat(Eventually.holds(() -> server.openConnections() == 2_000))
                    .isTrue();
            for (RawClient client : clients) {
                client.send(GET);
            }
            for (RawClient client : clients) {
                assertThat(client.read(OK.length())).isEqualTo(OK);
            }
            assertThat(server.hits()).isEqualTo(2_000);
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void recording_everyRequest_hasItsTruth() throws Exception {
        Behavior behavior = request -> request.sequence() == 3
                ? Reply.never()
                : Reply.after(ofMillis(request.sequence() * 7), Answers.ok("ok"));
        try (TestServer server = TestServer.builder(behavior).recordTruth(true).start();
                var client = new RawClient(server.port())) {
            client.send(GET.repeat(4));
            assertThat(Eventually.holds(() -> server.hits() == 4 && server.inFlight() == 1))
                    .isTrue();

            List<Truth> truth = server.truth();

            assertThat(truth).extracting(Truth::sequence).containsExactly(0L, 1L, 2L, 3L);
            assertThat(truth)
                    .extracting(Truth::plannedDelayNanos)
                    .containsExactly(0L, 7_000_000L, 14_000_000L, Truth.NEVER);
            assertThat(truth).extracting(Truth::isAnswered).containsExactly(true, true, true, false);
            assertThat(truth.subList(0, 3))
                    .allSatisfy(line -> assertThat(ofNanos(line.lateNanos())).isBetween(Duration.ZERO, ofMillis(500)));
            assertThat(client.read(OK.length()))
                    .startsWith("HTTP/1.1 200 OK\r\nX-Truth: " + truth.get(0).receivedNanos());
        }
    }

    @Test
    void capture_twoConnections_keepsTheirBytesApart() throws Exception {
        try (TestServer server = TestServer.builder(Behaviors.echoRequest())
                        .captureInput(true)
                        .start();
                var first = new RawClient(server.port());
                var second = new RawClient(server.port())) {
            String post = "POST /x?y HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n";
            second.send(GET).read(1);
            String echoed = first.send(post).read(90);
            assertThat(echoed).startsWith("HTTP/1.1 200 OK\r\n");

            assertThat(Eventually.holds(() -> server.hits() == 2)).isTrue();
            assertThat(server.captured())
                    .extracting(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                    .containsExactlyInAnyOrder(post, GET);
        }
    }

    @Test
    void oldClient_thatAsksForKeepAlive_isToldSo_andMayGoOn() throws Exception {
        String answer = "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Type: text/plain\r\n"
                + "Content-Length: 2\r\n\r\nok";
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO));
                var client = new RawClient(server.port())) {
            for (int i = 0; i < 2; i++) {
                client.send("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
                assertThat(client.read(answer.length())).isEqualTo(answer);
            }
            client.send("GET / HTTP/1.0\r\n\r\n");
            assertThat(client.readToEnd()).isEqualTo(OK);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void headRequest_healthyServer_getsNoBody() throws Exception {
        try (TestServer server = TestServer.start(Behaviors.body(100));
                var client = new RawClient(server.port())) {
            client.send("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n");

            assertThat(client.readToEnd())
                    .isEqualTo("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\n");
        }
    }

    @Test
    void notHttp_anyServer_isAnsweredWith400AndClosed() throws Exception {
        try (TestServer server = TestServer.start(Faults.hang());
                var client = new RawClient(server.port())) {
            assertThat(client.send("nonsense\r\n\r\n").readToEnd()).startsWith("HTTP/1.1 400 Bad Request\r\n");
            assertThat(server.hits()).isZero();
        }
    }

    @Test
    void behaviorThatThrows_isSeenAs500_andTheServerLives() throws Exception {
        Behavior broken = request -> {
            throw new IllegalStateException("broken on purpose");
        };
        try (TestServer server = TestServer.start(broken)) {
            for (int i = 0; i < 2; i++) {
                try (var client = new RawClient(server.port())) {
                    assertThat(client.send(GET).readToEnd()).contains("500", "broken on purpose");
                }
            }
        }
    }

    @Test
    void close_openConnections_areClosedAndThePortIsFree() throws Exception {
        TestServer server = TestServer.start(Faults.hang());
        try (var client = new RawClient(server.port())) {
            client.send(GET);
            assertThat(Eventually.holds(() -> server.inFlight() == 1)).isTrue();

            server.close();

            assertThat(client.readToEnd()).isEmpty();
            assertThat(server.openConnections()).isZero();
            assertThat(server.inFlight()).isZero();
            TestServer.builder(Faults.hang()).port(server.port()).start().close();
        }
    }

    @Test
    void start_portInUse_saysWhich() {
        try (TestServer server = TestServer.start(Faults.hang())) {
            assertThatThrownBy(() -> TestServer.builder(Faults.hang())
                            .port(server.port())
                            .start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + server.port());
        }
    }
}
