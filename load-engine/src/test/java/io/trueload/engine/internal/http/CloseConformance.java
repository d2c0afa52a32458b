// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.RequestSpec;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.BlackHole;
import io.trueload.testkit.Faults;
import io.trueload.testkit.TestServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is left of a sender that was closed: nothing. */
interface CloseConformance extends SenderFactory {

    /** Well under the five seconds after which a reactor that hangs is given up. */
    long PROMPT_NANOS = TimeUnit.SECONDS.toNanos(4);

    /** As long as connections have to take their leave. */
    long POLITE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Returns the threads of this process but for those of the JVM and of test servers. */
    static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread ->
                        !thread.getName().matches("test-server-.*|scripted-server-.*|test-proxy|protocol-server.*"))
                .filter(thread -> thread.getThreadGroup() != null
                        && !thread.getThreadGroup().getName().equals("system"))
                .collect(Collectors.toSet());
    }

    @Test
    default void close_afterUse_leavesNoThread() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            Set<Thread> before = threads();
            Client client = client(server);
            client.get("/");
            // The control: the check can see the sender's threads at all.
            assertThat(threads()).isNotEqualTo(before);

            client.close();

            assertThat(threads()).isSubsetOf(before);
        }
    }

    @Test
    default void close_unused_leavesNoThread() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            Set<Thread> before = threads();
            client(server).close();

            assertThat(threads()).isSubsetOf(before);
        }
    }

    @Test
    default void close_hundredTimes_leavesNoThread() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            Set<Thread> before = threads();
            for (int i = 0; i < 100; i++) {
                try (Client client = client(server)) {
                    assertThat(client.get("/").end()).isEqualTo("answered 200");
                }
            }
            assertThat(threads()).isSubsetOf(before);
            Eventually.count("open connections", server::openConnections, 0);
        }
    }

    @Test
    default void close_withRequestsInFlight_isPromptAndAnswersNone() {
        try (TestServer server = TestServer.start(Faults.hang())) {
            Set<Thread> before = threads();
            Client client = client(server);
            List<RecordingExchange> exchanges = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                exchanges.add(Client.start(client.sender().slot(), RequestSpec.get("/")));
            }
            Eventually.count("requests in flight", server::inFlight, 50);
            long start = System.nanoTime();
            client.close();

            assertThat(System.nanoTime() - start).isLessThan(PROMPT_NANOS);
            assertThat(exchanges).allSatisfy(each -> {
                assertThat(each.end()).matches("|CONNECTION_LOST: .+");
                assertThat(each.violations()).isEmpty();
            });
            assertThat(threads()).isSubsetOf(before);
            Eventually.count("open connections", server::openConnections, 0);
        }
    }

    @Test
    default void close_whileConnecting_isPromptAndAnswersNone() {
        try (BlackHole hole = BlackHole.open()) {
            Set<Thread> before = threads();
            Client client = client(URI.create("http://127.0.0.1:" + hole.port() + "/"), Transports.ONE_THREAD);
            List<RecordingExchange> exchanges = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                exchanges.add(Client.start(client.sender().slot(), RequestSpec.get("/")));
            }
            long start = System.nanoTime();
            client.close();

            assertThat(System.nanoTime() - start).isLessThan(PROMPT_NANOS);
            assertThat(exchanges).allSatisfy(each -> {
                assertThat(each.end()).matches("|CONNECT_FAILED: .+");
                assertThat(each.violations()).isEmpty();
            });
            assertThat(Sockets.connecting(hole.port())).isZero();
            assertThat(threads()).isSubsetOf(before);
        }
    }

    @Test
    default void close_whileConnectionsAreBeingOpened_waitsForNone_andLeavesNoSocketBehind() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            Footprint before = Footprint.now();
            int slow = 0;
            for (int round = 0; round < 20; round++) {
                Client client = client(server);
                for (int slot = 0; slot < 100; slot++) {
                    client.sender().slot().connect(() -> {});
                }
                long start = System.nanoTime();
                client.close();
                slow += System.nanoTime() - start > POLITE_NANOS ? 1 : 0;
            }
            // Half of them and more, if a connection that comes about while the sender closes is kept for requests.
            assertThat(slow)
                    .as("rounds in which closing took as long as it may")
                    .isLessThan(5);
            Eventually.count("sockets left open", () -> Sockets.open(server.port()), 0);
            before.assertRestored();
            // The control: some were being opened.
            assertThat(server.connections()).isPositive();
        }
    }

    @Test
    default void close_byAThreadThatIsInterrupted_leavesNoSocketBehind() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            Set<Thread> before = threads();
            for (int round = 0; round < 20; round++) {
                Client client = client(server);
                for (int slot = 0; slot < 100; slot++) {
                    client.sender().slot().connect(() -> {});
                }
                Thread.currentThread().interrupt();
                client.close();

                assertThat(Thread.interrupted()).isTrue();
                assertThat(threads()).isSubsetOf(before);
            }
            Eventually.count("sockets left open", () -> Sockets.open(server.port()), 0);
        }
    }

    @Test
    default void close_endsIdleConnections_withoutAReset() {
        var ends = new ConcurrentLinkedQueue<String>();
        try (RawPeer peer = new RawPeer((socket, number) -> {
            RawPeer.readRequest(socket);
            RawPeer.write(socket, "HTTP/1.1 204 No Content\r\n\r\n");
            try {
                ends.add("read " + socket.getInputStream().read());
            } catch (IOException e) {
                ends.add(e.toString());
            }
        })) {
            try (Client client = client(peer.uri(), Transports.ONE_THREAD)) {
                client.get("/");
            }
            Eventually.holds("the connection has ended", () -> !ends.isEmpty());
            assertThat(ends).containsExactly("read -1");
        }
    }

    @Test
    default void close_twice_isCloseOnce() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            Client client = client(server);
            client.get("/");
            client.close();
            long start = System.nanoTime();
            client.close();

            assertThat(System.nanoTime() - start).isLessThan(PROMPT_NANOS);
        }
    }

    @Test
    default void send_afterClose_endsAsAFailure() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            Client used = client(server);
            used.get("/");
            used.close();
            Client unused = client(server);
            unused.close();

            assertThat(used.get("/").end()).startsWith("CONNECT");
            assertThat(unused.get("/").end()).startsWith("CONNECT");
            assertThat(server.hits()).isEqualTo(1);
        }
    }
}
