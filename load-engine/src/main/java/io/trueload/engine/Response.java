// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A whole answer, as a {@link ResponseCheck} sees it.
 *
 * @param status the status code
 * @param headers in the order of the wire
 * @param body the bytes as they came, still compressed if the server compressed them
 * @since 0.1.0
 */
public record Response(int status, List<Header> headers, byte[] body) {

    /** Copies the headers; the body is not copied, since nobody else keeps it. */
    public Response {
        headers = List.copyOf(headers);
        requireNonNull(body, "body");
    }

    /** Returns the first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** Returns the body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
