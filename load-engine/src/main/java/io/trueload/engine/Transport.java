// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How requests travel.
 *
 * @param http2 HTTP/2, by ALPN on https and by prior knowledge on http; else HTTP/1.1
 * @param streams requests that may be in flight on one connection, 1 or more; more than 1 only with HTTP/2
 * @param keepAlive whether connections are used again
 * @param redirects how many redirects are followed for one request; 0 for none
 * @param proxy {@code http://host:port}, with user information for basic authentication; null for none
 * @param ioThreads threads for I/O; 0 for one per available processor
 * @since 0.1.0
 */
public record Transport(
        boolean http2,
        int streams,
        boolean keepAlive,
        int redirects,
        @Nullable URI proxy,
        TlsSettings tls,
        int ioThreads) {

    private static final int MOST_STREAMS = 1_000;

    /** HTTP/1.1 with keep-alive, straight to the target, redirects not followed. */
    public static final Transport DEFAULT = new Transport(false, 1, true, 0, null, TlsSettings.DEFAULT, 0);

    /** Checks the bounds. */
    public Transport {
        requireNonNull(tls, "tls");
        Checks.atLeastOne("streams", streams);
        Checks.atMost("streams", streams, MOST_STREAMS);
        if (streams > 1 && !http2) {
            throw new IllegalArgumentException("streams need HTTP/2: " + streams + " streams with HTTP/1.1");
        }
        if (http2 && !keepAlive) {
            throw new IllegalArgumentException("keep-alive cannot be switched off for HTTP/2");
        }
        if (redirects < 0 || redirects > 50) {
            throw new IllegalArgumentException("redirects must be between 0 and 50: " + redirects);
        }
        if (ioThreads < 0) {
            throw new IllegalArgumentException("ioThreads must not be negative: " + ioThreads);
        }
        if (proxy != null) {
            Targets.checkProxy(proxy);
        }
    }

    /** Returns the settings without the proxy's user name and password. */
    @Override
    public String toString() {
        String via = proxy == null ? "none" : proxy.getHost() + ":" + proxy.getPort();
        return "Transport[http2=" + http2 + ", streams=" + streams + ", keepAlive=" + keepAlive + ", redirects="
                + redirects + ", proxy=" + via + ", tls=" + tls + ", ioThreads=" + ioThreads + "]";
    }
}
