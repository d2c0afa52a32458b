// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static io.trueload.cli.CommandLines.plan;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionOptionsTest {

    @Test
    void nothingGiven_transport_isTheDefault() {
        assertThat(plan().transport()).isEqualTo(Transport.DEFAULT);
        assertThat(plan().timeout()).isEqualTo(ofSeconds(20));
        assertThat(plan().connectTimeout()).isEqualTo(ofSeconds(5));
    }

    @Test
    void timeout_wholeSecondsOrWithUnit_isRead() {
        assertThat(plan("-t", "3").timeout()).isEqualTo(ofSeconds(3));
        assertThat(plan("-t", "1.5s").timeout()).isEqualTo(ofMillis(1500));
        assertThat(plan("--timeout=500ms").timeout()).isEqualTo(ofMillis(500));
        assertThat(plan("--connect-timeout", "2s").connectTimeout()).isEqualTo(ofSeconds(2));
    }

    @Test
    void http2_besideHelpAndHost_isAnOptionOfItsOwn() {
        assertThat(plan("-h2").transport().http2()).isTrue();
        assertThat(plan("--http2", "--streams", "8").transport().streams()).isEqualTo(8);
        assertThat(plan("-h2", "-host", "a.example").transport().http2()).isTrue();
    }

    @Test
    void optionsOfHey_thatSayWhatIsSoAnyway_areAccepted() {
        assertThat(plan("-disable-compression", "-disable-redirects").transport())
                .isEqualTo(Transport.DEFAULT);
    }

    @Test
    void keepAliveRedirectsAndThreads_areTaken() {
        Transport transport =
                plan("-disable-keepalive", "--redirects", "5", "-cpus", "3").transport();

        assertThat(transport.keepAlive()).isFalse();
        assertThat(transport.redirects()).isEqualTo(5);
        assertThat(transport.ioThreads()).isEqualTo(3);
    }

    @Test
    void proxy_withAndWithoutScheme_isTakenAndNoted() {
        assertThat(plan("-x", "proxy.example:3128").transport().proxy())
                .isEqualTo(URI.create("http://proxy.example:3128"));
        assertThat(plan("--proxy=http://joe:secret@[::1]:80").transport().proxy())
                .isEqualTo(URI.create("http://joe:secret@[::1]:80"));
        assertThat(CommandLines.order("-x", "http://joe:secret@p.example:80", CommandLines.URL)
                        .notes())
                .containsExactly("requests go through the proxy p.example:80");
    }

    @Test
    void tls_files_areTaken(@TempDir Path folder) throws IOException {
        Path ca = Files.createFile(folder.resolve("ca.pem"));
        Path certificate = Files.createFile(folder.resolve("me.pem"));
        Path key = Files.createFile(folder.resolve("me.key"));

        assertThat(plan("--cacert", ca.toString(), "--cert", certificate.toString(), "--key", key.toString())
                        .transport()
                        .tls())
                .isEqualTo(new TlsSettings(false, ca, certificate, key));
    }

    @Test
    void allowPublic_onlyIfAsked() {
        assertThat(plan().allowPublic()).isFalse();
        assertThat(plan("--allow-public").allowPublic()).isTrue();
    }

    @Test
    void insecure_shortAndLong_isTakenAndNoted() {
        assertThat(plan("-k").transport().tls().insecure()).isTrue();
        assertThat(CommandLines.order("--insecure", CommandLines.URL).notes())
                .containsExactly("certificates and host names are NOT verified (--insecure)");
    }

    @Test
    void flag_saidToBeFalse_isAsIfNotGiven() {
        assertThat(plan("--insecure=false").transport().tls().insecure()).isFalse();
        assertThat(plan("--insecure=true").transport().tls().insecure()).isTrue();
    }
}
