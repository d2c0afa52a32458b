// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Requests that no wire has carried. */
final class Requests {

    private Requests() {}

    static Received numbered(long sequence) {
        return request(sequence, "/", Duration.ZERO);
    }

    static Received arriving(Duration sinceFirst) {
        return request(0, "/", sinceFirst);
    }

    static Received of(String target) {
        return request(0, target, Duration.ZERO);
    }

    private static Received request(long sequence, String target, Duration sinceFirst) {
        // Far below zero, as nanoTime may be.
        long origin = Long.MIN_VALUE + 5;
        return new Received(
                sequence,
                "GET",
                target,
                List.of(),
                new byte[0],
                0,
                sequence,
                origin + sinceFirst.toNanos(),
                sinceFirst.toNanos());
    }

    static String text(Reply reply) {
        var text = new StringBuilder();
        reply.parts().forEach(part -> text.append(new String(part.bytes(), StandardCharsets.ISO_8859_1)));
        return text.toString();
    }
}
