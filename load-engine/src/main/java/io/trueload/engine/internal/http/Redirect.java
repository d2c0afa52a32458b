// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.Header;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.SecretText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;

/** Where an answer of the 3xx class leads (RFC 9110, section 15.4). */
record Redirect(Origin origin, RequestSpec request) {

    /** What must not reach another origin than the one for which it was given. */
    private static final Set<String> SECRETS = Set.of("authorization", "cookie", "host", "proxy-authorization");

    private static final Set<String> BODY_FIELDS = Set.of("content-type", "content-length", "content-encoding");

    /** Returns where the answer to {@code request} leads, or null if it is no redirect. */
    static @Nullable Redirect of(HttpResponse response, RequestSpec request, Origin from) throws HttpException {
        int status = response.getCode();
        var location = response.getFirstHeader("Location");
        if (location == null || !(status >= 301 && status <= 303 || status == 307 || status == 308)) {
            return null;
        }
        try {
            URI target = resolve(from, request.path(), location.getValue());
            String scheme = target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https") || target.getHost() == null) {
                throw new ProtocolException("redirected to something else than http or https");
            }
            Origin to = Origin.of(target);
            return new Redirect(to, follow(request, status, target, to.equals(from)));
        } catch (IllegalArgumentException | URISyntaxException e) {
            throw new ProtocolException("redirected to a location that is not a URL");
        }
    }

    /** Resolves as RFC 3986 wants it; the JDK follows its predecessor, where {@code ?a} and the empty text differ. */
    private static URI resolve(Origin from, String path, String location) throws URISyntaxException {
        URI reference = new URI(location);
        String origin = from.scheme() + "://" + from.authority();
        if (reference.isAbsolute() || reference.getRawAuthority() != null) {
            return new URI(origin).resolve(reference);
        }
        int query = path.indexOf('?');
        String bare = path.equals("*") ? "/" : query < 0 ? path : path.substring(0, query);
        if (reference.getRawPath().isEmpty()) {
            return new URI(origin + (reference.getRawQuery() == null ? path : bare + "?" + reference.getRawQuery()));
        }
        return new URI(origin + bare).resolve(reference);
    }

    private static RequestSpec follow(RequestSpec request, int status, URI target, boolean sameOrigin)
            throws ProtocolException {
        boolean get = status == 303 && !request.method().equals("HEAD")
                || status <= 302 && request.method().equals("POST");
        String path = target.getRawPath() == null || target.getRawPath().isEmpty() ? "/" : target.getRawPath();
        RequestSpec.Builder builder = RequestSpec.builder()
                .method(get ? "GET" : request.method())
                .path(target.getRawQuery() == null ? path : path + "?" + target.getRawQuery());
        for (Header header : request.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if ((sameOrigin || !SECRETS.contains(name) && !header.isSecret()) && !(get && BODY_FIELDS.contains(name))) {
                builder.header(header);
            }
        }
        if (!get && request.isBodySecret()) {
            if (!sameOrigin) {
                throw new ProtocolException("redirected to another origin, which must not get the secret body");
            }
            builder.body(new SecretText(new String(request.body(), StandardCharsets.UTF_8), true));
        } else if (!get) {
            builder.body(request.body());
        }
        return builder.build();
    }
}
