// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.util.List;
import java.util.Optional;

/**
 * A request that a {@link TestServer} has received to its last byte.
 *
 * @param sequence 0 for the server's first request
 * @param method as sent
 * @param target the request target as sent, query included
 * @param headers in the order of the wire
 * @param body decoded if it was chunked; empty if there was none; not copied
 * @param connection 0 for the first connection accepted
 * @param sequenceOnConnection 0 for the first request of its connection
 * @param receivedNanos {@link System#nanoTime()} when the last byte had been read
 * @param nanosSinceFirstRequest 0 for the server's first request
 */
public record Received(
        long sequence,
        String method,
        String target,
        List<Header> headers,
        byte[] body,
        long connection,
        long sequenceOnConnection,
        long receivedNanos,
        long nanosSinceFirstRequest) {

    /** Returns the value of the first header of this name, whatever its case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.isNamed(name))
                .map(Header::value)
                .findFirst();
    }

    /** Returns the target without its query. */
    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** Returns the value of a query parameter, as sent (not percent-decoded). */
    public Optional<String> parameter(String name) {
        int mark = target.indexOf('?');
        if (mark < 0) {
            return Optional.empty();
        }
        for (String pair : target.substring(mark + 1).split("&")) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(pair.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }
}
