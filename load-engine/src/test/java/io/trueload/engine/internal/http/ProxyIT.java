// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.LoadRunException;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.Identity;
import io.trueload.testkit.Ports;
import io.trueload.testkit.ProtocolServer;
import io.trueload.testkit.TestCertificates;
import io.trueload.testkit.TestProxy;
import io.trueload.testkit.TestServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The general sender behind an HTTP proxy. */
class ProxyIT {

    private static final TlsSettings NONE = TlsSettings.DEFAULT;

    private static TestCertificates certificates;
    private static TlsSettings trusting;

    @BeforeAll
    static void makeCertificates() {
        certificates = TestCertificates.ofThisProcess();
        trusting = new TlsSettings(false, certificates.authorityPem(), null, null);
    }

    private static ProtocolServer secure() {
        return ProtocolServer.builder()
                .tls(certificates.context(Identity.SERVER))
                .start();
    }

    private static URI withUser(TestProxy proxy, String userAndPassword) {
        return URI.create("http://" + userAndPassword + "@127.0.0.1:" + proxy.port());
    }

    /** Returns what a client writes to a proxy on its connection, up to the first blank line. */
    private static String written(URI target, boolean http2, String user, RequestSpec request) {
        var heads = new ConcurrentLinkedQueue<String>();
        RawPeer.Script refuse = (socket, number) -> {
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) socket.getInputStream().read());
            }
            heads.add(head.toString());
            RawPeer.write(socket, "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n");
        };
        try (RawPeer peer = new RawPeer(refuse)) {
            URI proxy = URI.create("http://" + user + "127.0.0.1:" + peer.port());
            try (Client client = Client.of(target, Transports.proxy(proxy, http2, NONE))) {
                client.send(request);
            }
        }
        return String.join("|", heads);
    }

    @Test
    void http_throughTheProxy_isForwarded() {
        try (TestServer server = TestServer.builder(Behaviors.fixedDelay(Duration.ZERO))
                        .captureInput(true)
                        .start();
                TestProxy proxy = TestProxy.start();
                Client client = Client.of(server.uri("/"), Transports.proxy(proxy.uri(), false, NONE))) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.get("/p?q=1").end()).isEqualTo("answered 200");
            }
            assertThat(proxy.requests()).isEqualTo(3);
            assertThat(server.hits()).isEqualTo(3);
            assertThat(server.connections()).isEqualTo(1);
            String request = WireConformance.get(server, "/p?q=1");
            assertThat(new String(server.captured().get(0), StandardCharsets.ISO_8859_1))
                    .isEqualTo(request.repeat(3));
        }
    }

    @Test
    void proxyOfTheSystemProperties_isNobodysWish() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO));
                TestProxy proxy = TestProxy.start()) {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", Integer.toString(proxy.uri().getPort()));
            System.setProperty("http.nonProxyHosts", "");
            try (Client client = Client.of(server.uri("/"), Transport.DEFAULT)) {
                assertThat(client.get("/").end()).isEqualTo("answered 200");
            } finally {
                System.clearProperty("http.proxyHost");
                System.clearProperty("http.proxyPort");
                System.clearProperty("http.nonProxyHosts");
            }
            assertThat(proxy.requests()).isZero();
            assertThat(server.hits()).isEqualTo(1);
        }
    }

    @Test
    void http_throughTheProxy_isInAbsoluteForm() {
        assertThat(written(URI.create("http://example.test/"), false, "", RequestSpec.get("/p?q=1")))
                .isEqualTo("GET http://example.test/p?q=1 HTTP/1.1\r\nHost: example.test\r\n"
                        + "User-Agent: trueload/1.2.3\r\n\r\n");
    }

    @Test
    void http_toAPortAndAnAddress_keepsBoth() {
        assertThat(written(URI.create("http://[::1]:8080/"), false, "", RequestSpec.get("//a/../b")))
                .isEqualTo("GET http://[::1]:8080//a/../b HTTP/1.1\r\nHost: [::1]:8080\r\n"
                        + "User-Agent: trueload/1.2.3\r\n\r\n");
    }

    @Test
    void http_hostNameInPunycode_staysAscii() {
        assertThat(written(URI.create("http://xn--kln-sna.test/"), false, "", RequestSpec.get("/")))
                .isEqualTo("GET http://xn--kln-sna.test/ HTTP/1.1\r\nHost: xn--kln-sna.test\r\n"
                        + "User-Agent: trueload/1.2.3\r\n\r\n");
    }

    @Test
    void http_starPath_isTheBareOrigin() {
        RequestSpec options = RequestSpec.builder().method("OPTIONS").path("*").build();
        assertThat(written(URI.create("http://example.test/"), false, "", options))
                .startsWith("OPTIONS http://example.test HTTP/1.1\r\n");
    }

    @Test
    void http_withPassword_isAuthorizedInEachRequest() {
        assertThat(written(URI.create("http://example.test/"), false, "user:se%3Acret@", RequestSpec.get("/")))
                .isEqualTo("GET http://example.test/ HTTP/1.1\r\nHost: example.test\r\n"
                        + "User-Agent: trueload/1.2.3\r\nProxy-Authorization: Basic dXNlcjpzZTpjcmV0\r\n\r\n");
    }

    @Test
    void https_throughTheProxy_asksForATunnel() {
        String head = "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\nUser-Agent: trueload/1.2.3\r\n\r\n";
        assertThat(written(URI.create("https://example.test/"), false, "", RequestSpec.get("/secret")))
                .isEqualTo(head.formatted("example.test:443"));
        assertThat(written(URI.create("https://127.0.0.1:8443/"), true, "", RequestSpec.get("/secret")))
                .isEqualTo(head.formatted("127.0.0.1:8443"));
        assertThat(written(URI.create("https://[::1]:8443/"), false, "", RequestSpec.get("/secret")))
                .isEqualTo(head.formatted("[::1]:8443"));
        assertThat(written(URI.create("https://localhost:8443/"), false, "", RequestSpec.get("/secret")))
                .isEqualTo(head.formatted("localhost:8443"));
    }

    @Test
    void https_throughATunnel_isHttp1() {
        try (ProtocolServer server = secure();
                TestProxy proxy = TestProxy.start();
                Client client = Client.of(server.uri("/"), Transports.proxy(proxy.uri(), false, trusting))) {
            assertThat(client.get("/").calls()).containsExactly("connecting", "sent", "written", "firstByte", "end");
            for (int i = 0; i < 3; i++) {
                assertThat(client.get("/").end()).isEqualTo("answered 200");
            }
            assertThat(proxy.tunnels()).isEqualTo(1);
            assertThat(server.protocols()).containsOnlyKeys("HTTP/1.1");
        }
    }

    @Test
    void https_throughATunnel_isHttp2IfWanted() {
        try (ProtocolServer server = secure();
                TestProxy proxy = TestProxy.start();
                Client client = Client.of(server.uri("/"), Transports.proxy(proxy.uri(), true, trusting))) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.get("/").end()).isEqualTo("answered 200");
            }
            assertThat(proxy.tunnels()).isEqualTo(1);
            assertThat(server.protocols()).containsOnlyKeys("HTTP/2.0");
        }
    }

    @Test
    void https_badCertificateBehindATunnel_isATlsFailure() {
        try (ProtocolServer server = secure();
                TestProxy proxy = TestProxy.start();
                Client client = Client.of(server.uri("/"), Transports.proxy(proxy.uri(), false, NONE))) {
            assertThat(client.get("/").end()).startsWith("TLS_FAILED: ");
            assertThat(client.get("/").end()).startsWith("TLS_FAILED: ");
            assertThat(server.hits()).isZero();
        }
    }

    @Test
    void password_right_opensTheWay() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO));
                ProtocolServer secure = secure();
                TestProxy proxy = TestProxy.startWithPassword("user", "se:cret");
                Client plain =
                        Client.of(server.uri("/"), Transports.proxy(withUser(proxy, "user:se%3Acret"), false, NONE));
                Client tls = Client.of(
                        secure.uri("/"), Transports.proxy(withUser(proxy, "user:se%3Acret"), false, trusting))) {
            assertThat(plain.get("/").end()).isEqualTo("answered 200");
            assertThat(tls.get("/").end()).isEqualTo("answered 200");
            assertThat(proxy.refusals()).isZero();
        }
    }

    @Test
    void password_wrong_isReportedAndNothingReachesTheTarget() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO));
                ProtocolServer secure = secure();
                TestProxy proxy = TestProxy.startWithPassword("user", "secret");
                Client plain =
                        Client.of(server.uri("/"), Transports.proxy(withUser(proxy, "user:wrong"), false, NONE));
                Client tls =
                        Client.of(secure.uri("/"), Transports.proxy(withUser(proxy, "user:wrong"), false, trusting))) {
            assertThat(plain.get("/").end()).isEqualTo("answered 407");
            assertThat(tls.get("/").end()).isEqualTo("CONNECT_FAILED: proxy refused the tunnel with status 407");
            assertThat(server.hits() + secure.hits()).isZero();
        }
    }

    @Test
    void proxy_down_isAFailureToConnect() {
        URI proxy = URI.create("http://127.0.0.1:" + Ports.closed());
        for (String target : List.of("http://example.test/", "https://example.test/")) {
            try (Client client = Client.of(URI.create(target), Transports.proxy(proxy, false, NONE))) {
                assertThat(client.get("/").end()).isEqualTo(RefusalConformance.REFUSED);
            }
        }
    }

    @Test
    void proxy_thatCannotReachTheTarget_refusesTheTunnel() {
        URI target = URI.create("https://127.0.0.1:" + Ports.closed() + "/");
        try (TestProxy proxy = TestProxy.start();
                Client client = Client.of(target, Transports.proxy(proxy.uri(), false, NONE))) {
            assertThat(client.get("/").end()).isEqualTo("CONNECT_FAILED: proxy refused the tunnel with status 502");
            assertThat(client.get("/").end()).isEqualTo("CONNECT_FAILED: proxy refused the tunnel with status 502");
        }
    }

    @Test
    void proxy_thatHangsUp_isAFailureToConnect() {
        RawPeer.Script leave = (socket, number) -> RawPeer.readRequest(socket);
        try (RawPeer peer = new RawPeer(leave);
                Client client =
                        Client.of(URI.create("https://example.test/"), Transports.proxy(proxyAt(peer), false, NONE))) {
            assertThat(client.get("/").end()).matches("(CONNECT_FAILED|CONNECTION_LOST): .+");
        }
    }

    private static URI proxyAt(RawPeer peer) {
        return URI.create("http://127.0.0.1:" + peer.port());
    }

    @Test
    void abort_whileTheTunnelIsOpened_closesTheConnection() {
        var release = new CountDownLatch(1);
        RawPeer.Script silence = (socket, number) -> Eventually.opened("release", release);
        try (RawPeer peer = new RawPeer(silence);
                Client client =
                        Client.of(URI.create("https://example.test/"), Transports.proxy(proxyAt(peer), false, NONE))) {
            for (int i = 1; i <= 5; i++) {
                RecordingExchange exchange = client.start(RequestSpec.get("/"));
                Eventually.count("connections", peer::connections, i);
                Client.abort(client.slot(), exchange);

                Eventually.count("open connections", () -> Sockets.open(peer.port()), 0);
                assertThat(exchange.calls()).containsExactly("connecting");
            }
            release.countDown();
        }
    }

    @Test
    void http2_inPlainTextThroughAProxy_isRefusedBeforeTheRun() {
        URI proxy = URI.create("http://127.0.0.1:1");
        assertThatThrownBy(() -> Client.of(URI.create("http://example.test/"), Transports.proxy(proxy, true, NONE))
                        .close())
                .isInstanceOf(LoadRunException.class)
                .hasMessage("HTTP/2 without TLS cannot go through a proxy; use https or HTTP/1.1");
    }
}
