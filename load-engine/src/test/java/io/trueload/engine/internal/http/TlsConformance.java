// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.LoadRunException;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.TlsSettings;
import io.trueload.testkit.Identity;
import io.trueload.testkit.ProtocolServer;
import io.trueload.testkit.ScriptedServer;
import io.trueload.testkit.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS as every sender must speak it: verified unless told otherwise, and every failure with its reason. */
abstract class TlsConformance implements SenderFactory {

    private static final TlsSettings INSECURE = new TlsSettings(true, null, null, null);

    private static TestCertificates certificates;
    private static TlsSettings trusting;

    @BeforeAll
    static void makeCertificates() {
        certificates = TestCertificates.ofThisProcess();
        trusting = new TlsSettings(false, certificates.authorityPem(), null, null);
    }

    private static ProtocolServer server(Identity identity) {
        return ProtocolServer.builder().tls(certificates.context(identity)).start();
    }

    private Client client(ProtocolServer server, TlsSettings tls) {
        return client(server.uri("/"), Transports.tls(tls));
    }

    @Test
    void ownAuthority_given_isTrusted() {
        try (ProtocolServer server = server(Identity.SERVER);
                Client client = client(server, trusting)) {
            for (int i = 0; i < 3; i++) {
                RecordingExchange exchange = client.get("/");

                assertThat(exchange.end()).isEqualTo("answered 200");
                assertThat(exchange.bodyBytes()).isEqualTo(2);
                assertThat(exchange.sentBytes()).isPositive();
                assertThat(exchange.receivedBytes()).isPositive();
            }
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.hits()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRED, .*(expired|validity|NotAfter).*",
        "WRONG_HOST, .*(localhost|subject alternative).*",
        "SELF_SIGNED, .*(certification path|PKIX).*"
    })
    void badCertificate_isRefusedWithItsReason(Identity identity, String reason) {
        try (ProtocolServer server = server(identity);
                Client client = client(server, trusting)) {
            for (int i = 0; i < 3; i++) {
                RecordingExchange exchange = client.get("/");

                assertThat(exchange.end()).matches("TLS_FAILED: " + reason);
                assertThat(exchange.calls()).containsExactly("connecting", "end");
            }
            assertThat(server.hits()).isZero();
        }
    }

    @Test
    void unknownAuthority_isRefusedWithItsReason() {
        try (ProtocolServer server = server(Identity.SERVER);
                Client client = client(server, TlsSettings.DEFAULT)) {
            assertThat(client.get("/").end()).matches("TLS_FAILED: .*(certification path|PKIX).*");
            assertThat(server.hits()).isZero();
        }
    }

    @Test
    void badCertificate_afterConnectingFirst_isRefusedOnce() {
        try (ProtocolServer server = server(Identity.EXPIRED);
                Client client = client(server, trusting)) {
            client.connect();

            assertThat(client.get("/").end()).startsWith("TLS_FAILED: ");
            assertThat(server.hits()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER", "EXPIRED", "WRONG_HOST", "SELF_SIGNED"})
    void insecure_anyCertificate_isAccepted(Identity identity) {
        try (ProtocolServer server = server(identity);
                Client client = client(server, INSECURE)) {
            assertThat(client.get("/").end()).isEqualTo("answered 200");
        }
    }

    @Test
    void connectFirst_isDoneOnlyAfterTheHandshake() throws InterruptedException {
        var release = new CountDownLatch(1);
        // A peer that accepts and then keeps silent: connected as far as TCP goes, and not at all for TLS.
        var greeted = new CountDownLatch(1);
        RawPeer.Script silence = (socket, number) -> {
            socket.getInputStream().read();
            greeted.countDown();
            Eventually.opened("release", release);
        };
        try (RawPeer peer = new RawPeer(silence);
                Client client = client(https(peer), Transports.tls(INSECURE))) {
            var done = new CountDownLatch(1);
            client.slot().connect(done::countDown);
            Eventually.opened("the client has begun the handshake", greeted);
            assertThat(done.await(200, TimeUnit.MILLISECONDS)).isFalse();
            RecordingExchange exchange = client.start(RequestSpec.get("/"));

            // It joins those who wait for the connection, so that connect time and connect timeout see the handshake.
            assertThat(exchange.calls()).containsExactly("connecting");
            release.countDown();
            assertThat(exchange.await().end()).matches("(TLS_FAILED|CONNECTION_LOST): .+");
            Eventually.opened("connecting is done", done);
        }
    }

    private static URI https(RawPeer peer) {
        return URI.create("https://localhost:" + peer.port() + "/");
    }

    @Test
    void connectFirst_handshakeIsOverWhenItIsDone() {
        try (ProtocolServer server = server(Identity.SERVER);
                Client client = client(server, trusting)) {
            client.connect();
            Eventually.count("handshakes", server::handshakes, 1);

            assertThat(client.get("/").calls()).containsExactly("sent", "written", "firstByte", "end");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void abort_inTheHandshake_closesTheConnection() {
        var release = new CountDownLatch(1);
        RawPeer.Script silence = (socket, number) -> Eventually.opened("release", release);
        try (RawPeer peer = new RawPeer(silence);
                Client client = client(https(peer), Transports.tls(INSECURE))) {
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
    void plainTextServer_isATlsFailure() {
        RawPeer.Script plain = (socket, number) -> RawPeer.write(socket, "HTTP/1.1 400 Bad Request\r\n\r\n");
        try (RawPeer peer = new RawPeer(plain);
                Client client = client(https(peer), Transports.tls(INSECURE))) {
            assertThat(client.get("/").end()).matches("TLS_FAILED: .+");
        }
    }

    @Test
    void serverThatHangsUpInTheHandshake_isAFailureBeforeTheRequest() {
        try (RawPeer peer = new RawPeer((socket, number) -> {});
                Client client = client(https(peer), Transports.tls(INSECURE))) {
            RecordingExchange exchange = client.get("/");

            assertThat(exchange.end()).matches("(TLS_FAILED|CONNECTION_LOST): .+");
            assertThat(exchange.calls()).containsExactly("connecting", "end");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CLIENT", "CLIENT_EC"})
    void clientCertificate_demandedAndGiven_isAccepted(Identity identity) {
        try (ProtocolServer server = demanding();
                Client client = client(server, shown(identity, identity))) {
            assertThat(client.get("/").end()).isEqualTo("answered 200");
            assertThat(server.hits()).isEqualTo(1);
        }
    }

    @Test
    void clientCertificate_demandedAndNotGiven_isATlsFailure() {
        try (ProtocolServer server = demanding();
                Client client = client(server, trusting)) {
            for (int i = 0; i < 5; i++) {
                // In TLS 1.3 the client has finished and sent its request before it learns that it may not.
                assertThat(client.get("/").end()).startsWith("TLS_FAILED: ").contains("certificate");
            }
            assertThat(server.hits()).isZero();
        }
    }

    private static ProtocolServer demanding() {
        return ProtocolServer.builder()
                .tls(certificates.context(Identity.SERVER))
                .clientCertificate(true)
                .start();
    }

    private static TlsSettings shown(Identity certificate, Identity key) {
        return new TlsSettings(
                false, certificates.authorityPem(), certificates.certificatePem(certificate), certificates.keyPem(key));
    }

    @Test
    void alpn_withoutHttp2_isNotUsedWhateverTheServerPrefers() {
        try (ProtocolServer server = server(Identity.SERVER);
                Client client = client(server, trusting)) {
            client.get("/");

            assertThat(server.protocols()).containsOnlyKeys("HTTP/1.1");
            assertThat(client.sender().protocol()).isEqualTo("HTTP/1.1");
        }
    }

    @Test
    void alpn_serverThatSpeaksHttp2Only_isNotTalkedInto() {
        try (ProtocolServer server = ProtocolServer.builder()
                        .tls(certificates.context(Identity.SERVER))
                        .versions(ProtocolServer.Versions.HTTP_2)
                        .start();
                Client client = client(server, trusting)) {
            assertThat(client.get("/").end()).doesNotStartWith("answered");
            assertThat(server.hits()).isZero();
        }
    }

    @Test
    void keyOfAnotherAlgorithm_isRefusedBeforeTheRun() {
        Path key = certificates.keyPem(Identity.CLIENT);
        refused(shown(Identity.CLIENT_EC, Identity.CLIENT), "key does not belong to the EC certificate: " + key);
    }

    @Test
    void keyOfAnotherCertificate_isRefusedBeforeTheRun() {
        Path key = certificates.keyPem(Identity.SERVER);
        refused(shown(Identity.CLIENT_EC, Identity.SERVER), "key does not belong to the EC certificate: " + key);
    }

    @Test
    void caFile_missing_isRefusedBeforeTheRun(@TempDir Path directory) {
        Path missing = directory.resolve("missing.pem");
        refused(new TlsSettings(false, missing, null, null), "no such file: " + missing);
    }

    @Test
    void caFile_thatIsAKey_isRefusedBeforeTheRun() {
        Path key = certificates.keyPem(Identity.SERVER);
        refused(
                new TlsSettings(false, key, null, null),
                "not a PEM file with certificates: " + key + "; it must hold BEGIN CERTIFICATE blocks");
    }

    private void refused(TlsSettings tls, String message) {
        URI anywhere = URI.create("https://localhost:1/");
        assertThatThrownBy(() -> client(anywhere, Transports.tls(tls)).close())
                .isInstanceOf(LoadRunException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "true, answered 200",
        "false, CONNECTION_LOST: TLS ended in the middle of the answer: closed without close_notify"
    })
    void bodyUntilClose_isWholeOnlyWithAFarewell(boolean farewell, String end) {
        try (RawPeer peer = new RawPeer((socket, number) -> answerUntilClose(socket, farewell));
                Client client = client(https(peer), Transports.tls(trusting))) {
            RecordingExchange exchange = client.get("/");

            assertThat(exchange.end()).isEqualTo(end);
        }
    }

    /** Both in one piece, so that whoever reads the answer could read on at once. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answer_withMoreOrAFarewellRightBehindIt_nextIsAnsweredOnAnotherConnection(boolean farewell) {
        int requests = 10;
        try (RawPeer peer = new RawPeer((socket, number) -> answerAndMore(socket, farewell));
                Client client = client(https(peer), Transports.tls(trusting))) {
            List<RecordingExchange> chain = ConnectionConformance.chain(client.slot(), requests);

            assertThat(chain).allSatisfy(each -> assertThat(each.await().end()).isEqualTo("answered 200"));
            assertThat(peer.connections()).isEqualTo(requests);
        }
    }

    private static void answerAndMore(Socket socket, boolean farewell) throws IOException {
        var corked = new CorkedSocket(socket);
        SSLSocket tls = serverSide(corked);
        RawPeer.readRequest(tls);
        corked.cork();
        RawPeer.write(tls, ConnectionConformance.OK);
        if (farewell) {
            tls.close();
        } else {
            RawPeer.write(tls, "HTTP/1.1 404 Stolen\r\nContent-Length: 0\r\n\r\n");
        }
        corked.uncork();
        ScriptedServer.drain(corked);
    }

    @Test
    void reset_whileWaiting_isALostConnectionAndNothingSpins() {
        try (RawPeer peer = new RawPeer((socket, number) -> {
                    RawPeer.readRequest(serverSide(socket));
                    socket.setSoLinger(true, 0);
                });
                Client client = client(https(peer), Transports.tls(trusting))) {
            for (int i = 1; i <= 5; i++) {
                assertThat(client.get("/").end()).matches("(CONNECTION_LOST|TLS_FAILED): .+");
                Eventually.count("sockets left open", () -> Sockets.open(peer.port()), 0);
            }
        }
    }

    private static SSLSocket serverSide(Socket socket) throws IOException {
        SSLSocket tls = (SSLSocket) certificates
                .context(Identity.SERVER)
                .getSocketFactory()
                .createSocket(socket, "localhost", socket.getPort(), false);
        tls.setUseClientMode(false);
        return tls;
    }

    private static void answerUntilClose(Socket socket, boolean farewell) throws IOException {
        SSLSocket tls = serverSide(socket);
        RawPeer.readRequest(tls);
        tls.getOutputStream()
                .write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf of it, or all"
                        .getBytes(StandardCharsets.US_ASCII));
        if (farewell) {
            tls.shutdownOutput();
        }
    }
}
