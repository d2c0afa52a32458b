// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.PlanSyntax;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how requests travel, and how long they may take. */
final class ConnectionOptions {

    @Option(
            names = {"-t", "--timeout"},
            paramLabel = "TIME",
            description = "give a request up so long after its intended start: 20, 1.5s (20s)")
    private @Nullable String timeout;

    @Option(
            names = "--connect-timeout",
            paramLabel = "TIME",
            description = "for opening a connection, TLS included (5s)")
    private @Nullable String connectTimeout;

    @Option(
            names = {"-x", "--proxy"},
            paramLabel = "HOST:PORT",
            description =
                    "HTTP proxy, or http://USER:PASSWORD@HOST:PORT; PASSWORD, or all of it, may be env:NAME or file:PATH")
    private @Nullable String proxy;

    @Option(
            names = {"-h2", "--http2"},
            description = "HTTP/2: by ALPN on https, by prior knowledge on http")
    private boolean http2;

    @Option(names = "--streams", paramLabel = "N", description = "requests in flight on each HTTP/2 connection (1)")
    private @Nullable String streams;

    @Option(names = "-disable-keepalive", description = "a new connection for each request")
    private boolean noKeepAlive;

    @Option(names = "-disable-compression", description = "as in hey; always so, nothing is asked for or decoded")
    @SuppressWarnings("unused") // What it asks for is so without it.
    private boolean noCompression;

    @Option(names = "--redirects", paramLabel = "N", description = "follow so many redirects of a request (0)")
    private @Nullable String redirects;

    @Option(names = "-disable-redirects", description = "as in hey; so unless --redirects")
    private boolean noRedirects;

    @Option(
            names = {"-k", "--insecure"},
            description = "do not verify certificates and host names")
    private boolean insecure;

    @Option(
            names = "--cacert",
            paramLabel = "FILE",
            description = "PEM of the certificates to trust instead of the JDK's")
    private @Nullable String caCertificate;

    @Option(names = "--cert", paramLabel = "FILE", description = "PEM of the client certificate and its chain")
    private @Nullable String certificate;

    @Option(names = "--key", paramLabel = "FILE", description = "PEM of its key, PKCS#8, not encrypted")
    private @Nullable String key;

    @Option(names = "-cpus", paramLabel = "N", description = "threads for I/O (one for each processor)")
    private @Nullable String cpus;

    @Option(
            names = "--allow-public",
            description = "more than 1000 requests, 50 connections and 60 s for a public host")
    private boolean allowPublic;

    boolean isHttp2() {
        return http2;
    }

    void addTo(PlanDraft draft) {
        draft.set("--allow-public", plan -> plan.allowPublic(allowPublic));
        draft.set("--timeout", timeout, (plan, text) -> plan.timeout(deadline(text)));
        draft.set("--connect-timeout", connectTimeout, (plan, text) -> plan.connectTimeout(PlanSyntax.duration(text)));
        if (noRedirects && redirects != null) {
            draft.mistake("-disable-redirects and --redirects exclude each other: give one of them");
        }
        int streamCount = number(draft, "--streams", streams, 1);
        int redirectCount = number(draft, "--redirects", redirects, 0);
        int threads = number(draft, "-cpus", cpus, 0);
        if (threads < 1 && cpus != null && !draft.isMistaken("-cpus")) {
            draft.mistake("-cpus: must be at least 1: " + threads);
        }
        URI through = proxy(draft);
        TlsSettings tls = tls(draft);
        Transport transport = draft.attempt(
                "",
                () -> new Transport(
                        http2, streamCount, !noKeepAlive, redirectCount, through, tls, Math.max(0, threads)));
        if (transport != null) {
            draft.set("", plan -> plan.transport(transport));
        }
    }

    private static Duration deadline(String text) {
        Duration deadline = ValueSyntax.secondsOrDuration(text);
        if (deadline.isZero()) {
            throw new IllegalArgumentException("must be longer than zero: " + text
                    + "; there is no infinite timeout, write a long one such as 1h");
        }
        return deadline;
    }

    private static int number(PlanDraft draft, String option, @Nullable String value, int otherwise) {
        if (value == null) {
            return otherwise;
        }
        Integer number = draft.attempt(option, () -> ValueSyntax.count(value));
        return number == null ? otherwise : number;
    }

    private @Nullable URI proxy(PlanDraft draft) {
        if (proxy == null) {
            return null;
        }
        URI through = draft.attempt("--proxy", ProxyAddress.parser(proxy));
        if (through != null) {
            draft.note("requests go through the proxy " + through.getHost() + ":" + through.getPort());
        }
        return through;
    }

    private TlsSettings tls(PlanDraft draft) {
        if (insecure) {
            draft.note("certificates and host names are NOT verified (--insecure)");
        }
        Path ca = path(draft, "--cacert", caCertificate);
        Path own = path(draft, "--cert", certificate);
        Path ownKey = path(draft, "--key", key);
        if (draft.isMistaken("--cert") || draft.isMistaken("--key")) {
            // One of the two would seem to be missing.
            return TlsSettings.DEFAULT;
        }
        TlsSettings settings = draft.attempt("--cert", () -> new TlsSettings(insecure, ca, own, ownKey));
        return settings == null ? TlsSettings.DEFAULT : settings;
    }

    private static @Nullable Path path(PlanDraft draft, String option, @Nullable String file) {
        return file == null ? null : draft.attempt(option, () -> InputFile.readable(file));
    }
}
