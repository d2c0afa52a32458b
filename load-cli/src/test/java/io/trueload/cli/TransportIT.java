// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.cli.CommandProcess.Ended;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.Identity;
import io.trueload.testkit.ProtocolServer;
import io.trueload.testkit.TestCertificates;
import io.trueload.testkit.TestProxy;
import io.trueload.testkit.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options of transport, end to end. */
class TransportIT {

    @TempDir
    static Path folder;

    private static TestCertificates certificates;

    @BeforeAll
    static void makeCertificates() {
        certificates = TestCertificates.in(folder);
    }

    @Test
    void https_authorityOfOurOwn_isTrustedWhenNamed() {
        try (ProtocolServer server = tlsServer(false)) {
            String url = server.uri("/").toString();

            Ended named = CommandProcess.run(
                    "-n",
                    "4",
                    "-c",
                    "2",
                    "--cacert",
                    certificates.authorityPem().toString(),
                    url);
            Ended unnamed = CommandProcess.run("-n", "4", "-c", "2", url);

            assertThat(named.code()).isZero();
            assertThat(named.stdout()).contains("[200]\t4 responses");
            assertThat(named.stderr()).isEmpty();
            assertThat(unnamed.code()).isOne();
            assertThat(unnamed.stdout()).contains("tlsFailed 4");
        }
    }

    @Test
    void https_insecure_isNotVerifiedAndSaysSo() {
        try (ProtocolServer server = tlsServer(false)) {
            Ended ended = CommandProcess.run(
                    "-k", "-n", "4", "-c", "2", server.uri("/").toString());

            assertThat(ended.code()).isZero();
            assertThat(ended.stderr())
                    .isEqualTo("trueload: note: certificates and host names are NOT verified (--insecure)\n");
            assertThat(ended.stdout()).contains("INSECURE");
        }
    }

    @Test
    void https_clientCertificate_isShown() {
        try (ProtocolServer server = tlsServer(true)) {
            Ended ended = CommandProcess.run(
                    "-n",
                    "4",
                    "-c",
                    "2",
                    "--cacert",
                    certificates.authorityPem().toString(),
                    "--cert",
                    certificates.certificatePem(Identity.CLIENT).toString(),
                    "--key",
                    certificates.keyPem(Identity.CLIENT).toString(),
                    server.uri("/").toString());

            assertThat(ended.code()).isZero();
            assertThat(ended.stdout()).contains("[200]\t4 responses");
        }
    }

    @Test
    void http2_overTls_isSpoken() {
        try (ProtocolServer server = tlsServer(false)) {
            Ended ended = CommandProcess.run(
                    "-h2",
                    "--streams",
                    "4",
                    "-k",
                    "-n",
                    "20",
                    "-c",
                    "2",
                    server.uri("/").toString());

            assertThat(ended.code()).isZero();
            assertThat(ended.stdout()).contains("[200]\t20 responses");
            assertThat(server.protocols()).containsOnlyKeys("HTTP/2.0");
        }
    }

    @Test
    void proxy_withPassword_isUsedAndNoted() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO));
                TestProxy proxy = TestProxy.startWithPassword("joe", "secret")) {
            Ended ended = CommandProcess.run(
                    "-x",
                    "http://joe:secret@127.0.0.1:" + proxy.port(),
                    "-n",
                    "4",
                    "-c",
                    "2",
                    server.uri("/").toString());

            assertThat(ended.code()).isZero();
            assertThat(ended.stderr())
                    .isEqualTo("trueload: note: requests go through the proxy 127.0.0.1:" + proxy.port() + "\n");
            assertThat(proxy.requests()).isEqualTo(4);
            assertThat(server.hits()).isEqualTo(4);
        }
    }

    @Test
    void redirects_asked_areFollowed() {
        try (TestServer server = TestServer.start(Behaviors.redirect("/end", 2))) {
            String url = server.uri("/").toString();

            assertThat(CommandProcess.run("-n", "1", "--redirects", "5", url).stdout())
                    .contains("[200]\t1 responses");
            assertThat(CommandProcess.run("-n", "1", url).code()).isOne();
            assertThat(CommandProcess.run("-n", "1", "--ok", "3xx", url).code()).isZero();
        }
    }

    @Test
    void keepAlive_off_opensAConnectionForEachRequest() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            String url = server.uri("/").toString();

            assertThat(CommandProcess.run("-n", "10", "-c", "2", "-disable-keepalive", "--no-priming", url)
                            .code())
                    .isZero();

            assertThat(server.hits()).isEqualTo(10);
            assertThat(server.connections()).isEqualTo(10);
        }
    }

    private static ProtocolServer tlsServer(boolean clientCertificate) {
        return ProtocolServer.builder()
                .tls(certificates.context(Identity.SERVER))
                .clientCertificate(clientCertificate)
                .start();
    }
}
