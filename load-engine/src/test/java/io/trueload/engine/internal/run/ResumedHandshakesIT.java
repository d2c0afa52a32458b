// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.engine.internal.http.Footprint;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.TestCertificates;
import io.trueload.testkit.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS on fresh connections: what the run says of its handshakes is what the server says of them. */
class ResumedHandshakesIT {

    private static final String HANDSHAKES = "tlsHandshakes";

    @TempDir
    private static Path directory;

    private static TestCertificates certificates;

    private final AtomicInteger full = new AtomicInteger();
    private final AtomicInteger resumed = new AtomicInteger();

    @BeforeAll
    static void makeCertificates() {
        certificates = TestCertificates.ofThisProcess();
    }

    @ParameterizedTest
    @CsvSource({
        "-tls1_2, 1 full and 39 resumed",
        "-tls1_3, 1 full and 39 resumed",
        "-tls1_2 -no_ticket, 1 full and 39 resumed",
        "-tls1_2 -no_ticket -no_cache, 40 full",
        "-tls1_3 -num_tickets 0, 40 full"
    })
    void oneFreshConnectionAfterAnother_resumesIfTheServerLetsIt(String options, String handshakes) throws IOException {
        LoadResult result = run(1, options);

        assertThat(result.environment()).containsEntry(HANDSHAKES, handshakes);
        assertThat(handshakes()).isEqualTo(handshakes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void manyFreshConnectionsAtOnce_areCountedAsTheServerDoes(String version) throws IOException {
        LoadResult result = run(8, version);

        assertThat(full).hasPositiveValue();
        assertThat(resumed).hasPositiveValue();
        assertThat(result.environment()).containsEntry(HANDSHAKES, handshakes());
    }

    @Test
    void plainText_hasNoHandshakes() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO));
                LoadEngine engine = LoadEngine.create()) {
            LoadResult result = engine.run(LoadPlan.builder()
                    .target(server.uri("/"))
                    .requests(5)
                    .priming(false)
                    .build());

            assertThat(result.environment()).doesNotContainKey(HANDSHAKES);
        }
    }

    private LoadResult run(int concurrency, String options) throws IOException {
        assumeTrue(isThere("openssl"), "the command openssl is missing");
        var tls = new TlsSettings(false, certificates.authorityPem(), null, null);
        Footprint before = Footprint.now();
        LoadResult result;
        try (OpenSslServer server = OpenSslServer.start(certificates, directory.resolve("log"), options.split(" "));
                LoadEngine engine = LoadEngine.create()) {
            result = engine.run(LoadPlan.builder()
                    .target(server.uri())
                    .requests(40)
                    .concurrency(concurrency)
                    .transport(new Transport(false, 1, false, 0, null, tls, 0))
                    .check((request, response) -> count(response.text()))
                    .priming(false)
                    .build());
            assertThat(result.counts().of(Outcome.OK)).as("%s", result.errors()).isEqualTo(40);
        }
        before.assertRestored();
        return result;
    }

    /** Reads the one of two lines that each page of the server has. */
    private Optional<String> count(String page) {
        if (page.contains("\nNew, TLSv1.")) {
            full.incrementAndGet();
        } else if (page.contains("\nReused, TLSv1.")) {
            resumed.incrementAndGet();
        } else {
            return Optional.of("a page that tells nothing: " + page);
        }
        return Optional.empty();
    }

    private String handshakes() {
        return full + " full" + (resumed.get() == 0 ? "" : " and " + resumed + " resumed");
    }

    private static boolean isThere(String command) {
        try {
            return new ProcessBuilder(command, "version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
