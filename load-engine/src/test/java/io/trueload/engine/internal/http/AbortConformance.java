// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.Transport;
import io.trueload.testkit.Behavior;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.BlackHole;
import io.trueload.testkit.Faults;
import io.trueload.testkit.TestServer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What a sender does when it is told to stop waiting. */
interface AbortConformance extends SenderFactory {

    private static Behavior hangingAt(String path) {
        return Behaviors.routes(Map.of(path, Faults.hang()), Behaviors.fixedDelay(Duration.ZERO));
    }

    @Test
    default void abort_ofAHangingRequest_freesTheSlotAndClosesTheConnection() {
        try (TestServer server = TestServer.start(hangingAt("/hang"));
                Client client = client(server)) {
            for (int i = 1; i <= 20; i++) {
                RecordingExchange hanging = client.start(RequestSpec.get("/hang"));
                Eventually.count("hits", server::hits, 2L * i - 1);
                Client.abort(client.slot(), hanging);
                RecordingExchange next = client.get("/");

                assertThat(next.end()).isEqualTo("answered 200");
                assertThat(hanging.end()).isEmpty();
                assertThat(hanging.violations()).isEmpty();
                Eventually.count("open connections", server::openConnections, 1);
                assertThat(server.hits()).isEqualTo(2L * i);
                assertThat(server.connections()).isEqualTo(i + 1L);
            }
        }
    }

    @Test
    default void abort_inTheMiddleOfTheAnswer_freesTheSlotAndClosesTheConnection() {
        Behavior slow = Faults.slowBody(Duration.ofSeconds(10), 10);
        try (TestServer server =
                        TestServer.start(Behaviors.routes(Map.of("/slow", slow), Behaviors.fixedDelay(Duration.ZERO)));
                Client client = client(server)) {
            RecordingExchange slowOne = client.start(RequestSpec.get("/slow"));
            Eventually.holds("the head came", () -> slowOne.calls().contains("firstByte"));
            Client.abort(client.slot(), slowOne);

            assertThat(client.get("/").end()).isEqualTo("answered 200");
            assertThat(slowOne.end()).isEmpty();
            Eventually.count("open connections", server::openConnections, 1);
        }
    }

    @Test
    default void abort_beforeAnythingIsRead_stillCountsTheBytesSent() {
        try (TestServer server = TestServer.start(Faults.hang());
                Client client = client(server)) {
            RecordingExchange hanging = client.start(RequestSpec.get("/"));
            Eventually.count("requests in flight", server::inFlight, 1);
            Client.abort(client.slot(), hanging);

            Eventually.count(
                    "bytes sent",
                    hanging::sentBytes,
                    WireConformance.get(server, "/").length());
        }
    }

    @Test
    default void abort_whileConnecting_endsTheAttempt() {
        BlackHole hole = BlackHole.open();
        URI target = URI.create("http://127.0.0.1:" + hole.port() + "/");
        LoadPlan plan = Client.plan(target, Transport.DEFAULT).toBuilder()
                .connectTimeout(Duration.ofMillis(100))
                .build();
        try (Client client = client(plan)) {
            for (int i = 0; i < 20; i++) {
                RecordingExchange waiting = client.start(RequestSpec.get("/"));
                Eventually.holds("an attempt to connect", () -> Sockets.connecting(hole.port()) > 0);
                Client.abort(client.slot(), waiting);

                assertThat(waiting.calls()).containsExactly("connecting");
                assertThat(waiting.violations()).isEmpty();
            }
            // At once or, where the sender cannot, soon after the time that connecting may take.
            Eventually.count("attempts to connect", () -> Sockets.connecting(hole.port()), 0);
            hole.close();
            assertThat(client.get("/").end()).isEqualTo(RefusalConformance.REFUSED);
        } finally {
            hole.close();
        }
    }

    @Test
    default void abort_rightAfterSend_neverGetsInTheWayOfTheNext() {
        try (TestServer server = TestServer.start(hangingAt("/hang"));
                Client client = client(server)) {
            for (int i = 0; i < 300; i++) {
                RecordingExchange hanging = client.start(RequestSpec.get("/hang"));
                Client.abort(client.slot(), hanging);

                assertThat(client.get("/").end()).isEqualTo("answered 200");
                assertThat(hanging.end()).isEmpty();
            }
            Eventually.count("open connections", server::openConnections, 1);
        }
    }

    @Test
    default void abort_ofNothing_doesNothing() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO));
                Client client = client(server)) {
            client.slot().abort();

            assertThat(client.get("/").end()).isEqualTo("answered 200");
        }
    }

    @Test
    default void abort_twice_isAbortOnce() {
        try (TestServer server = TestServer.start(hangingAt("/hang"));
                Client client = client(server)) {
            RecordingExchange hanging = client.start(RequestSpec.get("/hang"));
            client.slot().abort();
            client.slot().abort();
            hanging.claim();

            assertThat(client.get("/").end()).isEqualTo("answered 200");
        }
    }

    @Test
    default void abort_racingWithAnswers_noRequestGetsTheAnswerOfAnother() {
        long seed = 42;
        var random = new Random(seed);
        try (TestServer server = TestServer.start(Behaviors.echoToken());
                Client client = client(Client.checkingPlan(server.uri("/")))) {
            for (int i = 0; i < 1000; i++) {
                RecordingExchange exchange = client.start(RequestSpec.get("/?token=" + i));
                LockSupport.parkNanos(random.nextInt(300_000));
                Client.abort(client.slot(), exchange);
                // Whoever lost the race has no say any more, and the next request starts at once.
                if (exchange.isEnded()) {
                    assertThat(exchange.end())
                            .as("request %s, seed %s", i, seed)
                            .isEqualTo("answered 200");
                    assertThat(requireNonNull(exchange.response()).text()).isEqualTo(Integer.toString(i));
                }
                assertThat(exchange.violations()).isEmpty();
            }
            assertThat(requireNonNull(client.get("/?token=last").response()).text())
                    .isEqualTo("last");
            Eventually.count("open connections", server::openConnections, 1);
        }
    }
}
