// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.reactor.IOSession;
import org.jspecify.annotations.Nullable;

/** What is left to be written of a request. One for each connection, used again and again by one thread at a time. */
final class RequestOutput {

    /** Of bytes that the JDK copies to where the operating system can read them: so many at once, and not all that are left. */
    private static final int MOST_COPIED = 128 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private @Nullable EncodedRequest request;
    private ByteBuffer bytes = NOTHING;
    private int length;

    /** Begins with a request: all of it, or its head if its body waits for leave. */
    @SuppressWarnings("ReferenceEquality") // Most connections send the same one again and again.
    void begin(EncodedRequest encoded) {
        if (request != encoded) {
            request = encoded;
            bytes = encoded.bytes();
            length = encoded.length();
        }
        bytes.limit(encoded.lengthBeforeLeave()).position(0);
    }

    /** Returns whether anything is left that need not wait for leave. */
    boolean isLeft() {
        return bytes.hasRemaining();
    }

    /** Returns whether the body still waits for leave. */
    boolean waitsForLeave() {
        return bytes.limit() < length;
    }

    /** Gives the body leave. */
    void giveLeave() {
        bytes.limit(length);
    }

    /** Writes some of it; returns how many bytes, 0 if the connection takes none now. */
    int writeTo(IOSession session) throws IOException {
        int end = bytes.limit();
        if (!bytes.isDirect() && bytes.remaining() > MOST_COPIED) {
            bytes.limit(bytes.position() + MOST_COPIED);
        }
        try {
            return session.write(bytes);
        } finally {
            bytes.limit(end);
        }
    }
}
