// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.TlsSettings;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.BlackHole;
import io.trueload.testkit.Identity;
import io.trueload.testkit.ProtocolServer;
import io.trueload.testkit.TestCertificates;
import io.trueload.testkit.TestServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** HTTP/2 as the general sender speaks it: streams share connections, and one does not harm the others. */
class Http2IT {

    private static TestCertificates certificates;
    private static TlsSettings trusting;

    @BeforeAll
    static void makeCertificates() {
        certificates = TestCertificates.ofThisProcess();
        trusting = new TlsSettings(false, certificates.authorityPem(), null, null);
    }

    private static ProtocolServer.Builder plain() {
        return ProtocolServer.builder().versions(ProtocolServer.Versions.HTTP_2);
    }

    private static Client client(URI target, int streams) {
        return Client.of(target, Transports.http2(streams, TlsSettings.DEFAULT));
    }

    /** Returns a client with two streams to a connection, and little time to connect. */
    private static Client impatientClient(URI target) {
        LoadPlan plan = Client.plan(target, Transports.http2(2, TlsSettings.DEFAULT)).toBuilder()
                .connectTimeout(Duration.ofMillis(100))
                .build();
        return Client.of(new GeneralSender(plan, Client.USER_AGENT, System::nanoTime, NameLookup.SYSTEM));
    }

    /** Returns the slots of one connection. */
    private static List<SendSlot> slots(Client client, int streams) {
        List<SendSlot> slots = new ArrayList<>();
        slots.add(client.slot());
        IntStream.range(1, streams).forEach(i -> slots.add(client.sender().slot()));
        return slots;
    }

    @Test
    void alpn_withTls_isHttp2() {
        try (ProtocolServer server = ProtocolServer.builder()
                        .tls(certificates.context(Identity.SERVER))
                        .start();
                Client client = Client.of(server.uri("/"), Transports.http2(1, trusting))) {
            for (int i = 0; i < 3; i++) {
                RecordingExchange exchange = client.get("/");

                assertThat(exchange.end()).isEqualTo("answered 200");
                assertThat(exchange.bodyBytes()).isEqualTo(2);
            }
            assertThat(server.protocols()).containsOnlyKeys("HTTP/2.0");
            assertThat(server.connections()).isEqualTo(1);
            assertThat(client.sender().protocol()).startsWith("HTTP/2");
        }
    }

    @Test
    void alpn_serverOfHttp1Only_oneStreamFallsBack() {
        try (ProtocolServer server = ProtocolServer.builder()
                        .tls(certificates.context(Identity.SERVER))
                        .versions(ProtocolServer.Versions.HTTP_1)
                        .start();
                Client client = Client.of(server.uri("/"), Transports.http2(1, trusting))) {
            assertThat(client.get("/").end()).isEqualTo("answered 200");
            assertThat(server.protocols()).containsOnlyKeys("HTTP/1.1");
        }
    }

    @Test
    void alpn_serverOfHttp1Only_streamsAreAProtocolError() {
        try (ProtocolServer server = ProtocolServer.builder()
                        .tls(certificates.context(Identity.SERVER))
                        .versions(ProtocolServer.Versions.HTTP_1)
                        .start();
                Client client = Client.of(server.uri("/"), Transports.http2(10, trusting))) {
            for (SendSlot slot : slots(client, 10)) {
                assertThat(Client.start(slot, RequestSpec.get("/")).await().end())
                        .isEqualTo("PROTOCOL_ERROR: the target speaks HTTP/1.1 only, which has no streams");
            }
            assertThat(server.hits()).isZero();
        }
    }

    @Test
    void priorKnowledge_inPlainText_isHttp2() {
        try (ProtocolServer server = plain().start();
                Client client = client(server.uri("/"), 1)) {
            assertThat(client.get("/").calls()).containsExactly("connecting", "sent", "written", "firstByte", "end");
            assertThat(client.get("/").calls()).containsExactly("sent", "written", "firstByte", "end");
            assertThat(server.protocols()).containsOnlyKeys("HTTP/2.0");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void priorKnowledge_ofAServerThatSpeaksHttp1_fails() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO));
                Client client = client(server.uri("/"), 1)) {
            assertThat(client.get("/").end()).matches("(PROTOCOL_ERROR|CONNECTION_LOST): .+");
        }
    }

    @Test
    void streams_ofOneConnection_runAtTheSameTime() {
        Duration delay = Duration.ofMillis(200);
        try (ProtocolServer server = plain().delay(delay).start();
                Client client = client(server.uri("/"), 10)) {
            List<RecordingExchange> exchanges = slots(client, 10).stream()
                    .map(slot -> Client.start(slot, RequestSpec.get("/")))
                    .toList();

            assertThat(exchanges)
                    .allSatisfy(each -> assertThat(each.await().end()).isEqualTo("answered 200"));
            assertThat(server.connections()).isEqualTo(1);
            long lastSent = exchanges.stream()
                    .mapToLong(each -> each.instant("sent"))
                    .max()
                    .orElseThrow();
            long firstEnd = exchanges.stream()
                    .mapToLong(each -> each.instant("end"))
                    .min()
                    .orElseThrow();
            assertThat(lastSent).isLessThan(firstEnd);
        }
    }

    @Test
    void streams_moreSlotsThanOneConnectionHas_openAnother() {
        try (ProtocolServer server = plain().start();
                Client client = client(server.uri("/"), 10)) {
            for (SendSlot slot : slots(client, 25)) {
                assertThat(Client.start(slot, RequestSpec.get("/")).await().end())
                        .isEqualTo("answered 200");
            }
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void streams_fewerAllowedByTheServer_wait() {
        try (H2Server server = new H2Server(2);
                Client client = client(server.uri(), 10)) {
            client.get("/");
            List<RecordingExchange> exchanges = slots(client, 10).stream()
                    .map(slot -> Client.start(slot, RequestSpec.get("/")))
                    .toList();

            assertThat(exchanges)
                    .allSatisfy(each -> assertThat(each.await().end()).isEqualTo("answered 200"));
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.received()).hasSize(11);
        }
    }

    @Test
    void request_asReceived_hasNothingButWhatWasGiven() {
        try (H2Server server = new H2Server(100);
                Client client = client(server.uri(), 1)) {
            String authority = server.uri().getAuthority();
            client.get("/a?b=%20c");
            client.send(RequestSpec.builder()
                    .method("POST")
                    .path("/form")
                    .header("Host", "example.test:81")
                    .header("X-B", "1")
                    .header("x-a", "2")
                    .header("X-B", "3")
                    .header("Connection", "close")
                    .header("Transfer-Encoding", "chunked")
                    .body("text")
                    .build());

            assertThat(server.received())
                    .containsExactly(
                            "GET /a?b=%20c\n:scheme: http\n:authority: " + authority
                                    + "\nuser-agent: trueload/1.2.3\n\n",
                            "POST /form\n:scheme: http\n:authority: example.test:81\nx-b: 1\nx-a: 2\nx-b: 3\n"
                                    + "user-agent: trueload/1.2.3\ncontent-length: 4\n\ntext");
        }
    }

    @Test
    void body_large_isSentInFull() {
        try (H2Server server = new H2Server(100);
                Client client = client(server.uri(), 1)) {
            String body = "x".repeat(1 << 20);
            RecordingExchange exchange =
                    client.send(RequestSpec.builder().method("POST").body(body).build());

            assertThat(exchange.end()).isEqualTo("answered 200");
            assertThat(server.received()).singleElement().asString().endsWith("\n\n" + body);
        }
    }

    @Test
    void answer_large_arrivesInFull() {
        try (ProtocolServer server = plain().body("x".repeat(5 << 20)).start();
                Client client = client(server.uri("/"), 1)) {
            for (int i = 0; i < 2; i++) {
                assertThat(client.get("/").bodyBytes()).isEqualTo(5 << 20);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void abort_ofOneStream_leavesTheOthersAlone() {
        try (ProtocolServer server = plain().delay(Duration.ofMillis(300)).start();
                Client client = client(server.uri("/"), 3)) {
            List<SendSlot> slots = slots(client, 3);
            RecordingExchange hanging = Client.start(slots.get(0), RequestSpec.get(ProtocolServer.NEVER));
            RecordingExchange one = Client.start(slots.get(1), RequestSpec.get("/"));
            RecordingExchange two = Client.start(slots.get(2), RequestSpec.get("/"));
            Eventually.count("hits", server::hits, 3);
            Client.abort(slots.get(0), hanging);

            assertThat(one.await().end()).isEqualTo("answered 200");
            assertThat(two.await().end()).isEqualTo("answered 200");
            assertThat(hanging.end()).isEmpty();
            assertThat(client.get("/").end()).isEqualTo("answered 200");
            assertThat(server.hits()).isEqualTo(4);
        }
    }

    @Test
    void abort_ofAStreamThatIsNeverAnswered_endsItAtTheServer() {
        try (ProtocolServer server = plain().start();
                Client client = client(server.uri("/"), 1)) {
            for (int i = 1; i <= 5; i++) {
                RecordingExchange hanging = client.start(RequestSpec.get(ProtocolServer.NEVER));
                Eventually.count("hits", server::hits, 2L * i - 1);
                Client.abort(client.slot(), hanging);

                assertThat(client.get("/").end()).isEqualTo("answered 200");
                long aborted = i;
                Eventually.holds(
                        "the server knows of the abort",
                        () -> server.streamResets() + server.connections() - server.openConnections() >= aborted);
            }
        }
    }

    @Test
    void aborts_asManyAsTheServerHasStreams_leaveRoomForMore() {
        try (ProtocolServer server = plain().maxStreams(4).start();
                Client client = client(server.uri("/"), 4)) {
            List<SendSlot> slots = slots(client, 4);
            for (int round = 1; round <= 3; round++) {
                List<RecordingExchange> hanging = slots.stream()
                        .map(slot -> Client.start(slot, RequestSpec.get(ProtocolServer.NEVER)))
                        .toList();
                Eventually.count("hits", server::hits, 8L * round - 4);
                IntStream.range(0, 4).forEach(i -> Client.abort(slots.get(i), hanging.get(i)));

                for (SendSlot slot : slots) {
                    assertThat(Client.start(slot, RequestSpec.get("/")).await().end())
                            .isEqualTo("answered 200");
                }
            }
        }
    }

    @Test
    void abort_ofARequestThatWaitsForAStream_harmsNoOther() {
        try (H2Server server = new H2Server(2);
                Client client = client(server.uri(), 4)) {
            List<SendSlot> slots = slots(client, 4);
            RecordingExchange first = Client.start(slots.get(0), RequestSpec.get("/later"));
            Eventually.count("received", () -> server.received().size(), 1);
            RecordingExchange second = Client.start(slots.get(1), RequestSpec.get("/later"));
            Eventually.count("received", () -> server.received().size(), 2);
            RecordingExchange queued = Client.start(slots.get(2), RequestSpec.get("/queued"));
            RecordingExchange last = Client.start(slots.get(3), RequestSpec.get("/last"));
            Client.abort(slots.get(2), queued);
            server.answerLater();

            assertThat(first.await().end()).isEqualTo("answered 200");
            assertThat(second.await().end()).isEqualTo("answered 200");
            assertThat(last.await().end()).isEqualTo("answered 200");
            assertThat(queued.end()).isEmpty();
            assertThat(Client.start(slots.get(2), RequestSpec.get("/")).await().end())
                    .isEqualTo("answered 200");
            assertThat(server.received()).noneMatch(text -> text.startsWith("GET /queued"));
        }
    }

    @Test
    void goAway_idle_nextRequestOpensAnotherConnection() {
        try (H2Server server = new H2Server(100);
                Client client = client(server.uri(), 1)) {
            for (int i = 1; i <= 10; i++) {
                assertThat(client.get("/").end()).isEqualTo("answered 200");
                server.goAway();
                Eventually.count(
                        "open connections", () -> Sockets.open(server.uri().getPort()), 0);
            }
            assertThat(server.connections()).isEqualTo(10);
            assertThat(server.received()).hasSize(10);
        }
    }

    @Test
    void goAway_withAStreamInFlight_finishesItAndSendsTheNextElsewhere() {
        try (H2Server server = new H2Server(100);
                Client client = client(server.uri(), 2)) {
            List<SendSlot> slots = slots(client, 2);
            RecordingExchange slow = Client.start(slots.get(0), RequestSpec.get("/later"));
            Eventually.count("received", () -> server.received().size(), 1);
            server.goAway();
            // The notice may still be on its way when the first of these is sent, but not for long.
            for (int i = 0; i < 50; i++) {
                assertThat(Client.start(slots.get(1), RequestSpec.get("/"))
                                .await()
                                .end())
                        .matches("answered 200|CONNECTION_LOST: .+");
            }
            assertThat(Client.start(slots.get(1), RequestSpec.get("/")).await().end())
                    .isEqualTo("answered 200");
            assertThat(server.connections()).isEqualTo(2);
            server.answerLater();
            assertThat(slow.await().end()).isEqualTo("answered 200");
        }
    }

    @Test
    void abort_ofOneWhileAnotherStartsToConnect_doesNotFailTheOther() {
        try (BlackHole hole = BlackHole.open();
                Client client = impatientClient(URI.create("http://127.0.0.1:" + hole.port() + "/"))) {
            List<SendSlot> slots = slots(client, 2);
            for (int i = 0; i < 300; i++) {
                RecordingExchange one = Client.start(slots.get(0), RequestSpec.get("/"));
                var aborting = new Thread(() -> Client.abort(slots.get(0), one));
                aborting.start();
                RecordingExchange other = Client.start(slots.get(1), RequestSpec.get("/"));
                Eventually.holds("abort", () -> !aborting.isAlive());

                assertThat(other.end()).isEmpty();
                Client.abort(slots.get(1), other);
            }
            Eventually.count("attempts to connect", () -> Sockets.connecting(hole.port()), 0);
        }
    }
}
