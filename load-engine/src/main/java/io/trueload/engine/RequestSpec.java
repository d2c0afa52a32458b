// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One request as it will stand on the wire, but for the headers that the transport itself adds.
 *
 * <p>{@code Host}, {@code User-Agent}, {@code Content-Length} and {@code Connection} are added where the spec does not
 * give them. Nothing else is.
 *
 * @since 0.1.0
 */
public final class RequestSpec {

    private static final byte[] NO_BODY = {};

    /** Shared: an empty buffer has no position that could move. */
    private static final ByteBuffer EMPTY = ByteBuffer.wrap(NO_BODY).asReadOnlyBuffer();

    private final String method;
    private final String path;
    private final List<Header> headers;
    private final byte[] body;
    private final boolean bodySecret;

    private RequestSpec(Builder builder) {
        this.method = builder.method;
        this.path = builder.path;
        this.headers = List.copyOf(builder.headers);
        this.body = builder.body;
        this.bodySecret = builder.bodySecret;
    }

    /** Returns a {@code GET} of a path. */
    public static RequestSpec get(String path) {
        return builder().path(path).build();
    }

    /** Returns a builder of a {@code GET /}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from this request. */
    public Builder toBuilder() {
        var builder = new Builder().method(method).path(path).body(body);
        headers.forEach(builder::header);
        builder.bodySecret = bodySecret;
        return builder;
    }

    /** Returns the method, {@code GET} unless another was given. */
    public String method() {
        return method;
    }

    /** Returns the path with its query, beginning with a slash; or {@code *}. */
    public String path() {
        return path;
    }

    /** Returns the headers in the order in which they are sent; names may repeat. */
    public List<Header> headers() {
        return headers;
    }

    /** Returns whether a header of that name, in any case, is among the headers. */
    public boolean hasHeader(String name) {
        return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase(name));
    }

    /** Returns a copy of the body; empty if there is none. */
    public byte[] body() {
        return body.clone();
    }

    /** Returns the body as a buffer that cannot be written to and has a position of its own; nothing is copied. */
    public ByteBuffer bodyBuffer() {
        return body.length == 0 ? EMPTY : ByteBuffer.wrap(body).asReadOnlyBuffer();
    }

    /** Returns whether no report may show the body, because it was kept elsewhere; see {@link SecretText}. */
    public boolean isBodySecret() {
        return bodySecret;
    }

    /** Returns the length of the body in bytes. */
    public int bodyLength() {
        return body.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestSpec that
                && method.equals(that.method)
                && path.equals(that.path)
                && headers.equals(that.headers)
                && bodySecret == that.bodySecret
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * method.hashCode() + path.hashCode()) + Arrays.hashCode(body);
    }

    /** Returns method and path, without secrets. */
    @Override
    public String toString() {
        return method + " " + SecretNames.masked(path);
    }

    /** The parts of a request, each checked when it is given. */
    public static final class Builder {

        private String method = "GET";
        private String path = "/";
        private final List<Header> headers = new ArrayList<>();
        private byte[] body = NO_BODY;
        private boolean bodySecret;

        private Builder() {}

        /** Sets the method, a token such as {@code POST}. */
        public Builder method(String method) {
            if (!HttpText.isToken(requireNonNull(method, "method"))) {
                throw new IllegalArgumentException("method must be a token such as GET: " + HttpText.visible(method));
            }
            if (method.equalsIgnoreCase("CONNECT")) {
                throw new IllegalArgumentException(
                        "method must not be CONNECT: it opens tunnels and has no answer to time");
            }
            this.method = method;
            return this;
        }

        /** Sets the path and query, already percent-encoded. */
        public Builder path(String path) {
            requireNonNull(path, "path");
            if (!(path.startsWith("/") || path.equals("*")) || !HttpText.isRequestTarget(path)) {
                throw new IllegalArgumentException(
                        "path must begin with / and hold visible ASCII characters only; percent-encode the others: "
                                + HttpText.visible(SecretNames.masked(path)));
            }
            this.path = path;
            return this;
        }

        /** Adds a header; a name may be given several times. */
        public Builder header(String name, String value) {
            return header(new Header(name, value));
        }

        /** Adds a header; a name may be given several times. */
        public Builder header(Header header) {
            headers.add(requireNonNull(header, "header"));
            return this;
        }

        /** Sets the body, in UTF-8. */
        public Builder body(String body) {
            return body(body.getBytes(StandardCharsets.UTF_8));
        }

        /** Sets the body, in UTF-8, which may be secret. */
        public Builder body(SecretText body) {
            body(body.value());
            bodySecret = body.isSecret();
            return this;
        }

        /** Sets the body. */
        public Builder body(byte[] body) {
            this.body = body.clone();
            bodySecret = false;
            return this;
        }

        /** Returns the request. */
        public RequestSpec build() {
            return new RequestSpec(this);
        }
    }
}
