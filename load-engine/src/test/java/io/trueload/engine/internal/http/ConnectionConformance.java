// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.RequestSpec;
import io.trueload.engine.Transport;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.Faults;
import io.trueload.testkit.Ports;
import io.trueload.testkit.Reply;
import io.trueload.testkit.TestServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** When a sender opens connections, uses them again, and closes them. */
interface ConnectionConformance extends SenderFactory {

    String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static TestServer healthy() {
        return TestServer.start(Behaviors.fixedDelay(Duration.ZERO));
    }

    @Test
    default void keepAlive_requestsOnOneSlot_shareAConnection() {
        try (TestServer server = healthy();
                Client client = client(server)) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.get("/").end()).isEqualTo("answered 200");
            }
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.hits()).isEqualTo(20);
        }
    }

    @Test
    default void keepAlive_twoSlots_haveAConnectionEach() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ofMillis(50)));
                Client client = client(server)) {
            SendSlot other = client.sender().slot();
            RecordingExchange one = client.start(RequestSpec.get("/"));
            RecordingExchange two = Client.start(other, RequestSpec.get("/"));

            assertThat(one.await().end()).isEqualTo("answered 200");
            assertThat(two.await().end()).isEqualTo("answered 200");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    default void disconnect_takesLeave_andTheNextRequestConnectsAgain() {
        List<Boolean> tookLeave = new CopyOnWriteArrayList<>();
        try (RawPeer peer = new RawPeer((socket, number) -> {
                    while (RawPeer.readRequest(socket)) {
                        RawPeer.write(socket, OK);
                    }
                    tookLeave.add(true);
                });
                Client client = client(peer.uri(), Transport.DEFAULT)) {
            client.slot().disconnect();
            for (int i = 1; i <= 3; i++) {
                RecordingExchange exchange = client.get("/");
                client.slot().disconnect();

                assertThat(exchange.end()).isEqualTo("answered 200");
                assertThat(exchange.calls()).startsWith("connecting", "sent");
                Eventually.count("ends of connections", tookLeave::size, i);
            }
        }
    }

    @Test
    default void keepAliveOff_requestsOnOneSlot_openAConnectionEach() {
        try (TestServer server = healthy();
                Client client = client(server.uri("/"), Transports.CLOSING)) {
            for (int i = 1; i <= 5; i++) {
                RecordingExchange exchange = client.get("/");

                assertThat(exchange.end()).isEqualTo("answered 200");
                assertThat(exchange.calls()).startsWith("connecting", "sent");
                assertThat(server.connections()).isEqualTo(i);
            }
            Eventually.count("connections left open", server::openConnections, 0);
            assertThat(server.hits()).isEqualTo(5);
        }
    }

    @Test
    default void keepAliveOff_serverThatDoesNotClose_isLeftAllTheSame() {
        // The raw answer does not mention the end of the connection, and the script waits for the client to end it.
        try (RawPeer peer = new RawPeer((socket, number) -> {
                    while (RawPeer.readRequest(socket)) {
                        RawPeer.write(socket, OK);
                    }
                });
                Client client = client(peer.uri(), Transports.CLOSING)) {
            for (int i = 1; i <= 3; i++) {
                assertThat(client.get("/").end()).isEqualTo("answered 200");
                assertThat(peer.connections()).isEqualTo(i);
            }
        }
    }

    @Test
    default void close_announced_nextRequestOpensAnother() {
        try (TestServer server = TestServer.start(Behaviors.closeEach());
                Client client = client(server)) {
            for (int i = 1; i <= 20; i++) {
                assertThat(client.get("/").end()).isEqualTo("answered 200");
                assertThat(server.connections()).isEqualTo(i);
            }
            assertThat(server.hits()).isEqualTo(20);
        }
    }

    @Test
    default void close_announcedAndChainedFromTheAnswer_opensAnother() {
        try (TestServer server = TestServer.start(Behaviors.closeEach());
                Client client = client(server)) {
            int requests = 200;
            List<RecordingExchange> chain = chain(client.slot(), requests);

            assertThat(chain).allSatisfy(each -> assertThat(each.await().end()).isEqualTo("answered 200"));
            assertThat(server.hits()).isEqualTo(requests);
            assertThat(server.connections()).isEqualTo(requests);
        }
    }

    /** Sends requests one after another, each from the end of the one before, on whatever thread that comes. */
    static List<RecordingExchange> chain(SendSlot slot, int requests) {
        List<RecordingExchange> chain = new ArrayList<>();
        RecordingExchange next = new RecordingExchange();
        chain.add(next);
        for (int i = 1; i < requests; i++) {
            RecordingExchange follower = next;
            next = new RecordingExchange(() -> slot.send(RequestSpec.get("/"), follower));
            chain.add(0, next);
        }
        slot.send(RequestSpec.get("/"), next);
        return chain;
    }

    @Test
    default void keepAlive_chainedFromTheAnswer_sharesAConnection() {
        try (TestServer server = healthy();
                Client client = client(server)) {
            List<RecordingExchange> chain = chain(client.slot(), 2000);

            assertThat(chain).allSatisfy(each -> assertThat(each.await().end()).isEqualTo("answered 200"));
            assertThat(server.hits()).isEqualTo(2000);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    default void close_ofAnIdleConnection_nextRequestOpensAnother() {
        var requests = new ConcurrentLinkedQueue<Integer>();
        RawPeer.Script answerAndLeave = (socket, number) -> {
            if (RawPeer.readRequest(socket)) {
                requests.add(number);
                RawPeer.write(socket, OK);
            }
        };
        try (RawPeer peer = new RawPeer(answerAndLeave);
                Client client = client(peer.uri(), Transports.ONE_THREAD)) {
            for (int i = 1; i <= 100; i++) {
                RecordingExchange exchange = client.get("/");
                assertThat(exchange.end()).isEqualTo("answered 200");
                assertThat(requests).hasSize(i);
                Eventually.count("connections that the client has not closed", () -> Sockets.open(peer.port()), 0);
            }
            assertThat(peer.connections()).isEqualTo(100);
        }
    }

    @Test
    default void close_unansweredOnAFreshConnection_isLostAndNotSentAgain() {
        try (TestServer server = TestServer.start(request -> Reply.nothing(Reply.After.CLOSE));
                Client client = client(server)) {
            for (int i = 1; i <= 10; i++) {
                assertThat(client.get("/").end()).isEqualTo("CONNECTION_LOST: connection closed before the answer");
                assertThat(server.hits()).isEqualTo(i);
            }
        }
    }

    @Test
    default void close_unansweredOnAUsedConnection_isLostAndNotSentAgain() {
        try (TestServer server = TestServer.start(Faults.dropEveryNth(3));
                Client client = client(server)) {
            for (int i = 1; i <= 30; i++) {
                assertThat(client.get("/").end())
                        .isEqualTo(
                                i % 3 == 0
                                        ? "CONNECTION_LOST: kept connection closed before the answer"
                                        : "answered 200");
                assertThat(server.hits()).isEqualTo(i);
            }
            assertThat(server.connections()).isEqualTo(10);
        }
    }

    @Test
    default void close_unannounced_errorsEqualUnansweredHits() {
        // The next request may or may not reach a connection that is about to end; it must never be sent twice.
        try (TestServer server = TestServer.start(Faults.closeEachUnannounced());
                Client client = client(server)) {
            long answered = 0;
            for (int i = 0; i < 200; i++) {
                String end = client.get("/").end();
                answered += end.equals("answered 200") ? 1 : 0;
                assertThat(end)
                        .matches("answered 200|CONNECTION_LOST: kept connection (closed|reset) before the answer");
            }
            assertThat(server.hits()).isEqualTo(answered);
        }
    }

    @Test
    default void connect_first_requestFindsAnOpenConnection() {
        try (TestServer server = healthy();
                Client client = client(server)) {
            client.connect();
            Eventually.count("connections", server::connections, 1);
            assertThat(server.hits()).isZero();

            assertThat(client.get("/").calls()).containsExactly("sent", "written", "firstByte", "end");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    default void connect_openAlready_isDoneAtOnce() {
        try (TestServer server = healthy();
                Client client = client(server)) {
            client.get("/");
            client.connect();
            client.connect();

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    default void connect_refused_isDoneAsWell() {
        URI nowhere = URI.create("http://127.0.0.1:" + Ports.closed() + "/");
        try (Client client = client(nowhere, Transports.ONE_THREAD)) {
            client.connect();

            assertThat(client.get("/").end()).isEqualTo("CONNECT_FAILED: connection refused");
        }
    }

    @Test
    default void slots_madeByManyThreads_allWork() {
        try (TestServer server = healthy();
                Client client = client(server)) {
            var ready = new CountDownLatch(1);
            var exchanges = new ConcurrentLinkedQueue<RecordingExchange>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                var thread = new Thread(() -> {
                    Eventually.opened("start", ready);
                    for (int slot = 0; slot < 25; slot++) {
                        exchanges.add(Client.start(client.sender().slot(), RequestSpec.get("/")));
                    }
                });
                thread.start();
                threads.add(thread);
            }
            ready.countDown();
            threads.forEach(thread -> Eventually.holds("threads end", () -> !thread.isAlive()));

            assertThat(exchanges).hasSize(100);
            assertThat(exchanges)
                    .allSatisfy(each -> assertThat(each.await().end()).isEqualTo("answered 200"));
            assertThat(server.connections()).isEqualTo(100);
        }
    }
}
