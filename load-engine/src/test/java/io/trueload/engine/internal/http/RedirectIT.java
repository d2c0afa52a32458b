// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Header;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.SecretText;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.testkit.Answers;
import io.trueload.testkit.Behavior;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.Identity;
import io.trueload.testkit.Ports;
import io.trueload.testkit.ProtocolServer;
import io.trueload.testkit.Reply;
import io.trueload.testkit.TestCertificates;
import io.trueload.testkit.TestServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects: reported unless they are to be followed, and then never further or with more than was meant. */
class RedirectIT {

    private static TestServer capturing(Behavior behavior) {
        return TestServer.builder(behavior).captureInput(true).start();
    }

    private static String captured(TestServer server, int connection) {
        return new String(server.captured().get(connection), StandardCharsets.ISO_8859_1);
    }

    /** Answers {@code /} with a redirect and everything else with a 200. */
    private static Behavior from(int status, String location) {
        Reply redirect = Reply.now(Answers.text(status, "moved", "Location: " + location));
        Reply ok = Reply.now(Answers.ok("there"));
        return request -> request.path().equals("/") ? redirect : ok;
    }

    private static Client following(TestServer server, int most) {
        return Client.of(server.uri("/"), Transports.redirects(most));
    }

    @Test
    void redirect_byDefault_isTheAnswer() {
        try (TestServer server = TestServer.start(from(302, "/there"));
                Client client = Client.of(server.uri("/"), Transport.DEFAULT)) {
            assertThat(client.get("/").end()).isEqualTo("answered 302");
            assertThat(server.hits()).isEqualTo(1);
        }
    }

    @Test
    void redirect_followed_isOneRequestWithTheLastAnswer() {
        try (TestServer server = capturing(from(302, "/there?q=1"));
                Client client = following(server, 1)) {
            RecordingExchange exchange = client.get("/");

            assertThat(exchange.end()).isEqualTo("answered 200");
            assertThat(exchange.bodyBytes()).isEqualTo(5);
            assertThat(exchange.calls()).startsWith("connecting", "sent", "written", "firstByte");
            assertThat(captured(server, 0))
                    .isEqualTo(WireConformance.get(server, "/") + WireConformance.get(server, "/there?q=1"));
            assertThat(server.connections()).isEqualTo(1);
            assertThat(exchange.sentBytes()).isEqualTo(captured(server, 0).length());
        }
    }

    @Test
    void redirect_followed_theNextRequestStartsFromTheBeginning() {
        try (TestServer server = TestServer.start(from(302, "/there"));
                Client client = following(server, 1)) {
            for (int i = 1; i <= 10; i++) {
                assertThat(client.get("/").end()).isEqualTo("answered 200");
                assertThat(server.hits()).isEqualTo(2L * i);
            }
        }
    }

    @Test
    void redirect_afterWhichTheServerCloses_isFollowedOnAnotherConnection() {
        Behavior behavior = request -> request.path().equals("/")
                ? Reply.now(Answers.text(302, "", "Location: /there", "Connection: close"))
                        .then(Reply.After.CLOSE)
                : Reply.now(Answers.ok("there"));
        try (TestServer server = TestServer.start(behavior);
                Client client = following(server, 1)) {
            RecordingExchange exchange = client.get("/");

            assertThat(exchange.end()).isEqualTo("answered 200");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void redirects_asManyAsAllowed_areFollowed(int hops) {
        try (TestServer server = TestServer.start(Behaviors.redirect("/end", hops));
                Client client = following(server, hops)) {
            assertThat(client.get("/start").end()).isEqualTo("answered 200");
            assertThat(server.hits()).isEqualTo(hops + 1L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void redirectLoop_endsAfterTheLimit(int most) {
        try (TestServer server = TestServer.start(Behaviors.redirectLoop());
                Client client = following(server, most)) {
            RecordingExchange exchange = client.get("/a");

            assertThat(exchange.end()).isEqualTo("PROTOCOL_ERROR: redirected more than " + most + " times");
            assertThat(server.hits()).isEqualTo(most + 1L);
        }
    }

    @Test
    void redirect_toAnotherOrigin_leavesSecretsBehind() {
        try (TestServer other = capturing(Behaviors.fixedDelay(Duration.ZERO));
                TestServer server = capturing(from(302, other.uri("/there").toString()));
                Client client = following(server, 1)) {
            RequestSpec request = RequestSpec.builder()
                    .header("Authorization", "Basic x")
                    .header("Cookie", "a=b")
                    .header("Host", "example.test")
                    .header("X-Kept", "1")
                    .build();
            for (int i = 1; i <= 3; i++) {
                RecordingExchange exchange = client.send(request);

                assertThat(exchange.end()).isEqualTo("answered 200");
                assertThat(other.hits()).isEqualTo(i);
            }
            String there = WireConformance.get(other, "/there").replace("User-Agent", "X-Kept: 1\r\nUser-Agent");
            assertThat(captured(other, 0)).isEqualTo(there.repeat(3));
            assertThat(captured(server, 0)).contains("Authorization", "Cookie", "Host: example.test");
            assertThat(server.connections()).isEqualTo(1);
            assertThat(other.connections()).isEqualTo(1);
        }
    }

    @Test
    void redirect_toAnotherOrigin_leavesBehindWhatIsSecretByItsSourceOrName() {
        try (TestServer other = capturing(Behaviors.fixedDelay(Duration.ZERO));
                TestServer server = capturing(from(302, other.uri("/there").toString()));
                Client client = following(server, 1)) {
            client.send(RequestSpec.builder()
                    .header(new Header("X-Team", "canary", true))
                    .header("X-Api-Key", "canary")
                    .header("X-Kept", "1")
                    .build());

            assertThat(captured(other, 0)).contains("X-Kept: 1").doesNotContain("canary", "X-Team", "X-Api-Key");
            assertThat(captured(server, 0)).contains("X-Team: canary", "X-Api-Key: canary");
        }
    }

    @Test
    void secretBody_redirectedToAnotherOrigin_isNotSentThere() {
        try (TestServer other = capturing(Behaviors.fixedDelay(Duration.ZERO));
                TestServer server = capturing(from(307, other.uri("/there").toString()));
                Client client = following(server, 1)) {
            RequestSpec.Builder post = RequestSpec.builder().method("POST");

            assertThat(client.send(post.body(new SecretText("canary", true)).build())
                            .end())
                    .isEqualTo("PROTOCOL_ERROR: redirected to another origin, which must not get the secret body");
            assertThat(other.connections()).isZero();
            assertThat(client.send(post.body("public").build()).end()).isEqualTo("answered 200");
        }
    }

    @Test
    void redirect_onTheSameOrigin_keepsSecrets() {
        try (TestServer server = capturing(from(302, "/there"));
                Client client = following(server, 1)) {
            client.send(RequestSpec.builder().header("Authorization", "Basic x").build());

            assertThat(captured(server, 0).split("Authorization: Basic x", -1)).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void post_movedOrSeeOther_becomesAGetWithoutBody(int status) {
        try (TestServer server = capturing(from(status, "/there"));
                Client client = following(server, 1)) {
            client.send(post());

            String get = captured(server, 0).substring(captured(server, 0).indexOf("GET /there"));
            assertThat(get).isEqualTo(WireConformance.get(server, "/there"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void post_temporaryOrPermanentRedirect_keepsMethodAndBody(int status) {
        try (TestServer server = capturing(from(status, "/there"));
                Client client = following(server, 1)) {
            client.send(post());

            String again = captured(server, 0).substring(captured(server, 0).indexOf("POST /there"));
            assertThat(again).contains("Content-Type: text/plain").endsWith("Content-Length: 4\r\n\r\ntext");
        }
    }

    private static RequestSpec post() {
        return RequestSpec.builder()
                .method("POST")
                .header("Content-Type", "text/plain")
                .body("text")
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "gopher:x"})
    void redirect_toSomethingElseThanHttp_isRefused(String location) {
        try (TestServer server = TestServer.start(from(302, location));
                Client client = following(server, 1)) {
            assertThat(client.get("/").end())
                    .isEqualTo("PROTOCOL_ERROR: redirected to something else than http or https");
            assertThat(server.hits()).isEqualTo(1);
        }
    }

    @Test
    void redirect_toNoUrl_isRefused() {
        try (TestServer server = TestServer.start(from(302, "http://[bad"));
                Client client = following(server, 1)) {
            assertThat(client.get("/").end()).isEqualTo("PROTOCOL_ERROR: redirected to a location that is not a URL");
        }
    }

    @Test
    void redirect_toAHostThatIsUnknown_isAFailureToConnect() {
        try (TestServer server = TestServer.start(from(302, "http://no-such-host.test/"));
                Client client = Client.of(new GeneralSender(
                        Client.plan(server.uri("/"), Transports.redirects(1)),
                        Client.USER_AGENT,
                        System::nanoTime,
                        RedirectIT::onlyTheServer))) {
            assertThat(client.get("/").end())
                    .isEqualTo("CONNECT_FAILED: host cannot be resolved: no-such-host.test;"
                            + " check the name and the name server");
            assertThat(client.get("/there").end()).isEqualTo("answered 200");
        }
    }

    private static InetAddress[] onlyTheServer(String host) throws UnknownHostException {
        if (!host.equals("127.0.0.1")) {
            throw new UnknownHostException(host);
        }
        return InetAddress.getAllByName(host);
    }

    @Test
    void redirect_toAClosedPort_isAFailureToConnect() {
        try (TestServer server = TestServer.start(from(302, "http://127.0.0.1:" + Ports.closed() + "/"));
                Client client = following(server, 1)) {
            assertThat(client.get("/").end()).isEqualTo(RefusalConformance.REFUSED);
            assertThat(client.get("/there").end()).isEqualTo("answered 200");
        }
    }

    @Test
    void redirect_toTls_isFollowed() {
        TestCertificates certificates = TestCertificates.ofThisProcess();
        try (ProtocolServer secure = ProtocolServer.builder()
                        .tls(certificates.context(Identity.SERVER))
                        .start();
                TestServer server = TestServer.start(from(302, secure.uri("/").toString()));
                Client client = Client.of(
                        server.uri("/"),
                        Transports.redirects(1, new TlsSettings(false, certificates.authorityPem(), null, null)))) {
            assertThat(client.get("/").end()).isEqualTo("answered 200");
            assertThat(secure.hits()).isEqualTo(1);
        }
    }

    @Test
    void redirect_withoutLocation_isTheAnswer() {
        try (TestServer server = TestServer.start(Behaviors.status(302));
                Client client = following(server, 1)) {
            assertThat(client.get("/").end()).isEqualTo("answered 302");
        }
    }
}
