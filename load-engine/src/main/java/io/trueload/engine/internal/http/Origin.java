// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.net.URI;
import java.util.Locale;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/** Scheme, host and port: what a connection leads to (RFC 6454). The host is without the brackets of IPv6. */
record Origin(boolean secure, String host, int port) {

    static Origin of(URI uri) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
        }
        return new Origin(secure, host, uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80);
    }

    String scheme() {
        return secure ? "https" : "http";
    }

    HttpHost httpHost() {
        return new HttpHost(scheme(), host, port);
    }

    // Written out, since what a record has of its own is made when it is needed first, at the start of a run: some 30
    // ms.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin origin
                && secure == origin.secure
                && port == origin.port
                && host.equals(origin.host);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * host.hashCode() + port) + Boolean.hashCode(secure);
    }

    /** Returns the authority as it stands in a request: without a port that the scheme implies. */
    URIAuthority authority() {
        return new URIAuthority(host, port == (secure ? 443 : 80) ? -1 : port);
    }
}
