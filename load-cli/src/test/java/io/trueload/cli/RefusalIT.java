// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.cli.CommandProcess.Ended;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Refusals as a user meets them, those that only the engine can know among them. */
class RefusalIT {

    static List<Refusal> refusals() {
        return Refusal.MAIN;
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void commandLine_wrong_endsWithTwoAndItsOwnLine(Refusal refusal) {
        Ended ended = CommandProcess.run(refusal.words().toArray(String[]::new));

        assertThat(ended).isEqualTo(new Ended(2, "", refusal.stderr()));
    }

    @Test
    void host_thatDoesNotResolve_isRefused() {
        Ended ended = CommandProcess.run("-n", "1", "-o", "csv", "http://no-such-host.invalid/");

        assertThat(ended)
                .isEqualTo(
                        new Ended(
                                2,
                                "",
                                "trueload: host cannot be resolved: no-such-host.invalid; check the name and the name server\n"));
    }

    @Test
    void forbiddenAddress_isRefused_whateverIsAllowed() {
        Ended ended =
                CommandProcess.run("-n", "1", "--allow-public", "-o", "csv", "http://169.254.169.254/latest/meta-data");

        assertThat(ended)
                .isEqualTo(new Ended(
                        2,
                        "",
                        "trueload: target refused: 169.254.169.254 is link-local, where clouds keep their metadata:"
                                + " nothing is ever sent there; give another one\n"));
    }

    @Test
    void publicTarget_moreThanItsLimits_isRefusedUnlessAllowed() {
        try (TestServer proxy = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            String through = "127.0.0.1:" + proxy.port();
            Ended refused = CommandProcess.run("-n", "1001", "-x", through, "http://shop.example/");

            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.stdout()).isEmpty();
            assertThat(refused.stderr())
                    .endsWith(
                            "trueload: shop.example, whose address only the proxy knows, is public, and public hosts get"
                                    + " at most 1000 requests, 50 connections and 60 s, but the plan asks for 1001 requests; ask"
                                    + " for less, or, if you may load that host, allow more with --allow-public or"
                                    + " trueload.allow-public=true\n");
            assertThat(proxy.connections()).isZero();

            Ended few = CommandProcess.run("-n", "100", "-x", through, "http://shop.example/");
            assertThat(few.code()).isZero();
            assertThat(few.stdout())
                    .contains(
                            "Public target: at most 1000 requests, 50 connections and 60 s; --allow-public allows more\n");

            assertThat(CommandProcess.run("-n", "1001", "--allow-public", "-x", through, "http://shop.example/")
                            .code())
                    .isZero();
            assertThat(proxy.hits()).isEqualTo(100 + 1_001);
        }
    }

    @Test
    void certificate_thatIsNone_isRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), "not a certificate");

        Ended ended = CommandProcess.run("-n", "1", "--cacert", file.toString(), "https://127.0.0.1:1/");

        assertThat(ended)
                .isEqualTo(new Ended(
                        2,
                        "",
                        "trueload: not a PEM file with certificates: " + file
                                + "; it must hold BEGIN CERTIFICATE blocks\n"));
    }

    @Test
    void expectation_thatCannotBeCarried_sendsNothing() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            Ended ended = CommandProcess.run(
                    "-n", "10", "--expect", "p99 < 1s", server.uri("/").toString());

            assertThat(ended.code()).isEqualTo(2);
            assertThat(server.connections()).isZero();
        }
    }
}
