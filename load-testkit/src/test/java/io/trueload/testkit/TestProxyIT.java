// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestProxyIT {

    @Test
    void plainRequests_throughTheProxy_areForwardedAndCounted() throws Exception {
        try (TestServer server = TestServer.start(Behaviors.echoRequest());
                TestProxy proxy = TestProxy.start()) {
            HttpClient client = client(proxy).build();
            HttpRequest request = HttpRequest.newBuilder(server.uri("/p?q=1"))
                    .POST(HttpRequest.BodyPublishers.ofString("text"))
                    .build();
            for (int i = 0; i < 3; i++) {
                String echo = client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body();
                assertThat(echo).startsWith("POST /p?q=1\n").endsWith("\n\ntext");
            }
            assertThat(proxy.requests()).isEqualTo(3);
            assertThat(proxy.tunnels()).isZero();
            assertThat(server.hits()).isEqualTo(3);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void secureRequest_throughTheProxy_usesOneTunnel(@TempDir Path directory) throws Exception {
        TestCertificates certificates = TestCertificates.in(directory);
        try (ProtocolServer server = ProtocolServer.builder()
                        .tls(certificates.context(Identity.SERVER))
                        .start();
                TestProxy proxy = TestProxy.start()) {
            HttpClient client =
                    client(proxy).sslContext(certificates.anonymousContext()).build();
            for (int i = 0; i < 3; i++) {
                assertThat(get(client, server.uri("/")).statusCode()).isEqualTo(200);
            }
            assertThat(proxy.tunnels()).isEqualTo(1);
            assertThat(proxy.requests()).isZero();
            assertThat(server.hits()).isEqualTo(3);
        }
    }

    @Test
    void password_missing_isAskedForAndNothingForwarded() throws Exception {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(ZERO));
                TestProxy proxy = TestProxy.startWithPassword("user", "secret")) {
            HttpResponse<String> answer = get(client(proxy).build(), server.uri("/"));

            assertThat(answer.statusCode()).isEqualTo(407);
            assertThat(answer.headers().firstValue("Proxy-Authenticate")).contains("Basic realm=\"testkit\"");
            assertThat(proxy.refusals()).isEqualTo(1);
            assertThat(server.hits()).isZero();
        }
    }

    @Test
    void password_given_isNotPassedOn() throws Exception {
        try (TestServer server = TestServer.start(Behaviors.echoRequest());
                TestProxy proxy = TestProxy.startWithPassword("user", "secret");
                var client = new RawClient(proxy.port())) {
            client.send("GET " + server.uri("/") + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Proxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r\n\r\n");

            assertThat(client.readToEnd()).startsWith("HTTP/1.1 200 OK").doesNotContain("Authorization");
        }
    }

    @Test
    void target_closed_isA502() throws Exception {
        try (TestProxy proxy = TestProxy.start()) {
            URI nowhere = URI.create("http://127.0.0.1:" + Ports.closed() + "/");

            assertThat(get(client(proxy).build(), nowhere).statusCode()).isEqualTo(502);
            assertThat(proxy.requests()).isZero();
        }
    }

    private static HttpClient.Builder client(TestProxy proxy) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())));
    }

    private static HttpResponse<String> get(HttpClient client, URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
