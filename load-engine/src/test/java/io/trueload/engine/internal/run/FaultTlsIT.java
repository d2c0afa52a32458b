// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static io.trueload.engine.Outcome.CONNECTION_LOST;
import static io.trueload.engine.Outcome.CONNECT_FAILED;
import static io.trueload.engine.Outcome.OK;
import static io.trueload.engine.Outcome.TLS_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Outcome;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.testkit.Identity;
import io.trueload.testkit.ProtocolServer;
import io.trueload.testkit.ScriptedServer;
import io.trueload.testkit.TestCertificates;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs against servers whose TLS is broken. */
class FaultTlsIT {

    @RegisterExtension
    private static final FaultRun RUN = new FaultRun();

    private static TestCertificates certificates;
    private static TlsSettings trusting;

    @BeforeAll
    static void makeCertificates() {
        certificates = TestCertificates.ofThisProcess();
        trusting = new TlsSettings(false, certificates.authorityPem(), null, null);
    }

    @ParameterizedTest
    @MethodSource({"certificates", "handshakes"})
    void fault_isOneOutcomeOfEachRequest_andHarmsNothingElse(FaultCase fault) {
        RUN.check(fault);
    }

    static Stream<FaultCase> certificates() {
        return Stream.of(
                shown(Identity.SERVER, false, trusting, OK, ""),
                shown(Identity.EXPIRED, false, trusting, TLS_FAILED, ".*(expired|validity|NotAfter).*")
                        .hitsPerRequest(0),
                shown(Identity.WRONG_HOST, false, trusting, TLS_FAILED, ".*(localhost|subject alternative).*")
                        .hitsPerRequest(0),
                shown(Identity.SELF_SIGNED, false, trusting, TLS_FAILED, ".*(certification path|PKIX).*")
                        .hitsPerRequest(0),
                shown(Identity.SERVER, false, TlsSettings.DEFAULT, TLS_FAILED, ".*(certification path|PKIX).*")
                        .hitsPerRequest(0),
                shown(Identity.SERVER, true, trusting, TLS_FAILED, ".*certificate.*")
                        .hitsPerRequest(0),
                shown(Identity.SERVER, true, certified(), OK, ""));
    }

    private static TlsSettings certified() {
        return new TlsSettings(
                false,
                certificates.authorityPem(),
                certificates.certificatePem(Identity.CLIENT),
                certificates.keyPem(Identity.CLIENT));
    }

    private static FaultCase shown(
            Identity identity, boolean demanding, TlsSettings tls, Outcome outcome, String message) {
        return over(
                tls,
                new FaultCase(
                        identity + " to " + tls,
                        () -> FaultTarget.of(
                                ProtocolServer.builder()
                                        .tls(certificates.context(identity))
                                        .clientCertificate(demanding)
                                        .start(),
                                "/"),
                        outcome,
                        message));
    }

    static Stream<FaultCase> handshakes() {
        return Stream.of(
                scripted("no answer to the greeting", ScriptedServer::drain, CONNECT_FAILED, FaultCase.NO_CONNECTION)
                        .plan(plan -> plan.transport(over(trusting))
                                .timeout(FaultCase.DEADLINE)
                                .connectTimeout(FaultCase.CONNECT_TIMEOUT)),
                scripted(
                        "closed after the greeting",
                        socket -> socket.getInputStream().read(),
                        TLS_FAILED,
                        "TLS handshake failed"),
                scripted(
                        "plain text",
                        socket ->
                                answer(socket, "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
                        TLS_FAILED,
                        ".*plaintext connection.*"),
                scripted(
                        "alert: no such version",
                        socket -> answer(socket, HexFormat.of().parseHex("15030100020246")),
                        TLS_FAILED,
                        ".*Received fatal alert: protocol_version"),
                scripted(
                        "called off by the server",
                        socket -> answer(socket, HexFormat.of().parseHex("1503030002015a" + "15030300020100")),
                        TLS_FAILED,
                        "TLS handshake failed"),
                scripted(
                        "TLS 1.1 chosen",
                        // With a suite that the client offers: it looks at that first.
                        socket -> answer(socket, hello("0302", "c02f")),
                        TLS_FAILED,
                        "(\\(protocol_version\\) )?The server selected protocol version TLS11 is not accepted by.*"),
                scripted("RC4 chosen", socket -> answer(socket, hello("0303", "0005")), TLS_FAILED, ".*ciphersuite.*"),
                scripted(
                        "body until the close, no farewell",
                        FaultTlsIT::halfAnAnswer,
                        CONNECTION_LOST,
                        "TLS ended in the middle of the answer: closed without close_notify"));
    }

    /** What a server does with a connection. */
    private interface Fault {
        void serve(Socket socket) throws IOException;
    }

    private static FaultCase scripted(String name, Fault fault, Outcome outcome, String message) {
        FaultCase made = new FaultCase(
                name,
                () -> FaultTarget.of(
                        ScriptedServer.start((socket, number) -> fault.serve(socket)), "https://localhost"),
                outcome,
                message);
        // It cannot tell requests, but that none was sent again: each connection carries one at most.
        return over(trusting, made)
                .asAnswered()
                .hitsPerRequest(0)
                .and((result, target) -> assertThat(target.connections().getAsLong())
                        .isEqualTo(result.counts().sent()));
    }

    private static FaultCase over(TlsSettings tls, FaultCase fault) {
        // Handshakes take their time on a busy machine, and are not what is tested here.
        return fault.usually(Duration.ofSeconds(1))
                .plan(plan -> plan.transport(over(tls))
                        .timeout(Duration.ofSeconds(20))
                        .connectTimeout(Duration.ofSeconds(20)));
    }

    private static Transport over(TlsSettings tls) {
        return new Transport(false, 1, true, 0, null, tls, 0);
    }

    private static void answer(Socket socket, byte[] bytes) throws IOException {
        socket.getInputStream().read(new byte[4096]);
        socket.getOutputStream().write(bytes);
        ScriptedServer.drain(socket);
    }

    /** Returns a ServerHello with a version and a cipher suite, without a session and without extensions. */
    private static byte[] hello(String version, String suite) {
        String random = "ab".repeat(32);
        return HexFormat.of().parseHex("16" + version + "002a" + "02000026" + version + random + "00" + suite + "00");
    }

    private static void halfAnAnswer(Socket socket) throws IOException {
        SSLSocket tls = (SSLSocket) certificates
                .context(Identity.SERVER)
                .getSocketFactory()
                .createSocket(socket, "localhost", socket.getPort(), false);
        tls.setUseClientMode(false);
        ScriptedServer.readHead(tls);
        tls.getOutputStream()
                .write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf of it, or all"
                        .getBytes(StandardCharsets.US_ASCII));
    }
}
