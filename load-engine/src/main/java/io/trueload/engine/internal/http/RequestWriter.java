// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.Header;
import io.trueload.engine.RequestSpec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * Turns specs into HttpCore's requests, with the few headers that a spec may leave out. Immutable.
 *
 * <p>A request may be sent many times: no interceptor is installed that would change it.
 */
final class RequestWriter {

    /** Fields of one HTTP/1.1 connection, which HTTP/2 forbids (RFC 9113, section 8.2.2). */
    private static final Set<String> CONNECTION_FIELDS =
            Set.of("connection", "host", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "te");

    private final String userAgent;
    private final boolean keepAlive;
    private final @Nullable String proxyAuthorization;

    RequestWriter(String userAgent, boolean keepAlive, @Nullable String proxyUser) {
        this.userAgent = userAgent;
        this.keepAlive = keepAlive;
        this.proxyAuthorization = proxyUser == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(proxyUser.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns the request for HTTP/1.1.
     *
     * @param throughProxy whether the request line must name the origin, for a proxy that forwards it
     */
    BasicHttpRequest http1(RequestSpec spec, Origin origin, boolean throughProxy) {
        BasicHttpRequest request = request(spec, origin, throughProxy ? absolute(spec, origin) : spec.path());
        if (!spec.hasHeader("Host")) {
            request.addHeader("Host", origin.authority().toString());
        }
        for (Header header : spec.headers()) {
            request.addHeader(header.name(), header.value());
        }
        // A message with both framings is how requests are smuggled (RFC 9112, section 6.2).
        addMissing(request, spec, spec.hasHeader("Transfer-Encoding"));
        if (!keepAlive && !spec.hasHeader("Connection")) {
            request.addHeader("Connection", "close");
        }
        if (throughProxy) {
            addProxyAuthorization(request);
        }
        return request;
    }

    /** Returns the request for HTTP/2, where the host stands in {@code :authority}. */
    BasicHttpRequest http2(RequestSpec spec, Origin origin) {
        BasicHttpRequest request = request(spec, origin, spec.path());
        for (Header header : spec.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (name.equals("host")) {
                request.setAuthority(new URIAuthority(header.value()));
            } else if (!CONNECTION_FIELDS.contains(name)) {
                request.addHeader(name, header.value());
            }
        }
        addMissing(request, spec, false);
        return request;
    }

    /** Returns the request that asks a proxy for a tunnel. */
    BasicHttpRequest connect(Origin origin) {
        String authority = new URIAuthority(origin.host(), origin.port()).toString();
        // Not the constructor of two texts: it takes the authority for a URL and leaves nothing of it.
        BasicHttpRequest request = new BasicHttpRequest("CONNECT", null, null, authority);
        request.addHeader("Host", authority);
        request.addHeader("User-Agent", userAgent);
        addProxyAuthorization(request);
        return request;
    }

    private static BasicHttpRequest request(RequestSpec spec, Origin origin, String target) {
        return new BasicHttpRequest(spec.method(), origin.scheme(), origin.authority(), target);
    }

    /** HttpCore's own absolute form loses the brackets of IPv6, and writes punycode as the letters that it stands for. */
    private static String absolute(RequestSpec spec, Origin origin) {
        return origin.scheme() + "://" + origin.authority() + (spec.path().equals("*") ? "" : spec.path());
    }

    private void addMissing(BasicHttpRequest request, RequestSpec spec, boolean chunked) {
        if (!spec.hasHeader("User-Agent")) {
            request.addHeader("User-Agent", userAgent);
        }
        if (!chunked && !spec.hasHeader("Content-Length") && (spec.bodyLength() > 0 || expectsBody(spec.method()))) {
            request.addHeader("Content-Length", Integer.toString(spec.bodyLength()));
        }
    }

    /** A server may wait for a body after these methods unless a length says that there is none (RFC 9110, 8.6). */
    private static boolean expectsBody(String method) {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    private void addProxyAuthorization(BasicHttpRequest request) {
        if (proxyAuthorization != null) {
            request.addHeader("Proxy-Authorization", proxyAuthorization);
        }
    }
}
