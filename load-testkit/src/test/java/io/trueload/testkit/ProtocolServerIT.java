// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProtocolServerIT {

    @TempDir
    static Path directory;

    private static TestCertificates certificates;

    @BeforeAll
    static void makeCertificates() {
        // Without this the JDK's client announces 0, which HttpCore takes for an error.
        System.setProperty("jdk.httpclient.maxstreams", "100");
        certificates = TestCertificates.in(directory);
    }

    @Test
    void tls_bothVersions_areNegotiated() throws Exception {
        try (ProtocolServer server = secure(Identity.SERVER).start()) {
            HttpResponse<String> second = get(server.uri("/"), client(Version.HTTP_2, anonymous()));
            HttpResponse<String> first = get(server.uri("/"), client(Version.HTTP_1_1, anonymous()));

            assertThat(second.version()).isEqualTo(Version.HTTP_2);
            assertThat(first.version()).isEqualTo(Version.HTTP_1_1);
            assertThat(first.body()).isEqualTo("ok").isEqualTo(second.body());
            assertThat(server.protocols()).isEqualTo(Map.of("HTTP/1.1", 1L, "HTTP/2.0", 1L));
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.handshakes()).isEqualTo(2);
            assertThat(server.hits()).isEqualTo(2);
        }
    }

    @Test
    void tls_httpOneOnly_refusesToUpgrade() throws Exception {
        try (ProtocolServer server =
                secure(Identity.SERVER).versions(ProtocolServer.Versions.HTTP_1).start()) {
            assertThat(get(server.uri("/"), client(Version.HTTP_2, anonymous())).version())
                    .isEqualTo(Version.HTTP_1_1);
        }
    }

    @Test
    void plainText_priorKnowledge_isServed() throws Exception {
        // The JDK's client can only ask to upgrade, so preface, SETTINGS and HEADERS (GET / for x) are sent by hand.
        String preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
        String settings = "\0\0\0\4\0\0\0\0\0";
        String headers = "\0\0\6\1\5\0\0\0\1\u0082\u0086\u0084A\1x";
        try (ProtocolServer server =
                        plain().versions(ProtocolServer.Versions.HTTP_2).start();
                var client = new RawClient(server.port())) {
            client.send(preface + settings + headers);

            assertThat(client.read(9).charAt(3))
                    .as("the first frame is SETTINGS")
                    .isEqualTo('\4');
            assertThat(Eventually.holds(() -> server.hits() == 1)).isTrue();
            assertThat(server.protocols()).isEqualTo(Map.of("HTTP/2.0", 1L));
            assertThat(server.handshakes()).isZero();
        }
    }

    @Test
    void plainText_httpOne_isServed() throws Exception {
        try (ProtocolServer server =
                plain().versions(ProtocolServer.Versions.HTTP_1).body("hello").start()) {
            assertThat(get(server.uri("/"), client(Version.HTTP_1_1, anonymous()))
                            .body())
                    .isEqualTo("hello");
        }
    }

    @Test
    void plainText_nothingChosen_isRefused() {
        assertThatThrownBy(() -> plain().start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("without TLS nothing is negotiated: choose HTTP_1 or HTTP_2");
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPIRED", "WRONG_HOST", "SELF_SIGNED"})
    void tls_badCertificate_isRefusedByTheClient(Identity identity) {
        try (ProtocolServer server = secure(identity).start()) {
            assertThatThrownBy(() -> get(server.uri("/"), client(Version.HTTP_2, anonymous())))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThat(server.hits()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CLIENT", "CLIENT_EC"})
    void clientCertificate_shown_isAccepted(Identity identity) throws Exception {
        try (ProtocolServer server =
                secure(Identity.SERVER).clientCertificate(true).start()) {
            assertThat(get(server.uri("/"), client(Version.HTTP_2, certificates.context(identity)))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void clientCertificate_notShown_isRefused(Version version) {
        try (ProtocolServer server =
                secure(Identity.SERVER).clientCertificate(true).start()) {
            assertThatThrownBy(() -> get(server.uri("/"), client(version, anonymous())))
                    .isInstanceOf(IOException.class);
            assertThat(server.hits()).isZero();
        }
    }

    @Test
    void delay_manyStreams_shareTheWaitAndTheConnection() throws Exception {
        try (ProtocolServer server =
                secure(Identity.SERVER).delay(ofMillis(100)).body("later").start()) {
            HttpClient client = client(Version.HTTP_2, anonymous());
            get(server.uri("/"), client);
            long start = System.nanoTime();
            var answers = Stream.generate(
                            () -> HttpRequest.newBuilder(server.uri("/")).build())
                    .limit(20)
                    .map(request -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                    .toList();
            List<String> bodies =
                    answers.stream().map(answer -> answer.join().body()).toList();

            assertThat(bodies).hasSize(20).containsOnly("later");
            assertThat(ofNanos(System.nanoTime() - start)).isBetween(ofMillis(100), ofSeconds(5));
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.hits()).isEqualTo(21);
        }
    }

    @Test
    void echoTokens_streamsOfOneConnection_overtakeEachOther_andKeepTheirTokens() throws Exception {
        try (ProtocolServer server =
                secure(Identity.SERVER).echoTokens(true).delay(ofMillis(200)).start()) {
            HttpClient client = client(Version.HTTP_2, anonymous());
            get(server.uri("/"), client);
            List<String> order = new CopyOnWriteArrayList<>();
            List<String> tokens =
                    IntStream.range(0, 20).mapToObj(i -> "token-" + i).toList();

            var answers = tokens.stream()
                    .map(token -> HttpRequest.newBuilder(server.uri("/"))
                            .header("X-Token", token)
                            .build())
                    .map(request -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                            .thenApply(HttpResponse::body)
                            .whenComplete((body, failure) -> order.add(body)))
                    .toList();
            List<String> bodies = answers.stream().map(CompletableFuture::join).toList();

            assertThat(bodies).isEqualTo(tokens);
            assertThat(order.subList(0, 5)).isNotEqualTo(tokens.subList(0, 5));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void neverPath_streamTimesOut_othersGoOn() throws Exception {
        try (ProtocolServer server = secure(Identity.SERVER).start()) {
            HttpClient client = client(Version.HTTP_2, anonymous());
            get(server.uri("/"), client);

            assertThatThrownBy(() -> get(server.uri(ProtocolServer.NEVER), client))
                    .isInstanceOf(HttpTimeoutException.class);
            assertThat(get(server.uri("/"), client).statusCode()).isEqualTo(200);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(Eventually.holds(() -> server.streamResets() == 1)).isTrue();
            assertThat(server.hits()).isEqualTo(3);
        }
    }

    private static ProtocolServer.Builder plain() {
        return ProtocolServer.builder();
    }

    private static ProtocolServer.Builder secure(Identity identity) {
        return ProtocolServer.builder().tls(certificates.context(identity));
    }

    private static SSLContext anonymous() {
        return certificates.anonymousContext();
    }

    private static HttpClient client(Version version, SSLContext context) {
        return HttpClient.newBuilder().version(version).sslContext(context).build();
    }

    private static HttpResponse<String> get(URI uri, HttpClient client) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(ofSeconds(2)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
