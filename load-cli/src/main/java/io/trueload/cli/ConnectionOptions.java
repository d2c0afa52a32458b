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

/** The options that say how requests travel, and how long they may take. */
final class ConnectionOptions {

    private final OptionGroup group = new OptionGroup("How it travels:");

    private final CommandOption timeout =
            group.value("-t --timeout", "TIME", "give a request up so long after its intended start: 20, 1.5s (20s)");

    private final CommandOption connectTimeout =
            group.value("--connect-timeout", "TIME", "for opening a connection, TLS included (5s)");

    private final CommandOption proxy = group.value(
            "-x --proxy",
            "HOST:PORT",
            "HTTP proxy, or http://USER:PASSWORD@HOST:PORT; PASSWORD, or all of it, may be env:NAME or file:PATH");

    private final CommandOption http2 =
            group.flag("-h2 --http2", "HTTP/2: by ALPN on https, by prior knowledge on http");

    private final CommandOption streams =
            group.value("--streams", "N", "requests in flight on each HTTP/2 connection (1)");

    private final CommandOption noKeepAlive = group.flag("-disable-keepalive", "a new connection for each request");

    @SuppressWarnings("unused") // What it asks for is so without it.
    private final CommandOption noCompression =
            group.flag("-disable-compression", "as in hey; always so, nothing is asked for or decoded");

    private final CommandOption redirects =
            group.value("--redirects", "N", "follow so many redirects of a request (0)");

    private final CommandOption noRedirects = group.flag("-disable-redirects", "as in hey; so unless --redirects");

    private final CommandOption insecure = group.flag("-k --insecure", "do not verify certificates and host names");

    private final CommandOption caCertificate =
            group.value("--cacert", "FILE", "PEM of the certificates to trust instead of the JDK's");

    private final CommandOption certificate =
            group.value("--cert", "FILE", "PEM of the client certificate and its chain");

    private final CommandOption key = group.value("--key", "FILE", "PEM of its key, PKCS#8, not encrypted");

    private final CommandOption cpus = group.value("-cpus", "N", "threads for I/O (one for each processor)");

    private final CommandOption allowPublic =
            group.flag("--allow-public", "more than 1000 requests, 50 connections and 60 s for a public host");

    OptionGroup group() {
        return group;
    }

    boolean isHttp2() {
        return http2.isGiven();
    }

    void addTo(PlanDraft draft) {
        draft.set("--allow-public", plan -> plan.allowPublic(allowPublic.isGiven()));
        draft.set("--timeout", timeout.value(), (plan, text) -> plan.timeout(deadline(text)));
        draft.set(
                "--connect-timeout",
                connectTimeout.value(),
                (plan, text) -> plan.connectTimeout(PlanSyntax.duration(text)));
        if (noRedirects.isGiven() && redirects.value() != null) {
            draft.mistake("-disable-redirects and --redirects exclude each other: give one of them");
        }
        int streamCount = number(draft, "--streams", streams.value(), 1);
        int redirectCount = number(draft, "--redirects", redirects.value(), 0);
        int threads = number(draft, "-cpus", cpus.value(), 0);
        if (threads < 1 && cpus.value() != null && !draft.isMistaken("-cpus")) {
            draft.mistake("-cpus: must be at least 1: " + threads);
        }
        URI through = proxy(draft);
        TlsSettings tls = tls(draft);
        Transport transport = draft.attempt(
                "",
                () -> new Transport(
                        http2.isGiven(),
                        streamCount,
                        !noKeepAlive.isGiven(),
                        redirectCount,
                        through,
                        tls,
                        Math.max(0, threads)));
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
        String given = proxy.value();
        if (given == null) {
            return null;
        }
        URI through = draft.attempt("--proxy", ProxyAddress.parser(given));
        if (through != null) {
            draft.note("requests go through the proxy " + through.getHost() + ":" + through.getPort());
        }
        return through;
    }

    private TlsSettings tls(PlanDraft draft) {
        if (insecure.isGiven()) {
            draft.note("certificates and host names are NOT verified (--insecure)");
        }
        Path ca = path(draft, "--cacert", caCertificate.value());
        Path own = path(draft, "--cert", certificate.value());
        Path ownKey = path(draft, "--key", key.value());
        if (draft.isMistaken("--cert") || draft.isMistaken("--key")) {
            // One of the two would seem to be missing.
            return TlsSettings.DEFAULT;
        }
        TlsSettings settings = draft.attempt("--cert", () -> new TlsSettings(insecure.isGiven(), ca, own, ownKey));
        return settings == null ? TlsSettings.DEFAULT : settings;
    }

    private static @Nullable Path path(PlanDraft draft, String option, @Nullable String file) {
        return file == null ? null : draft.attempt(option, () -> InputFile.readable(file));
    }
}
