// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bodies in the chunked transfer coding. */
final class Chunks {

    private static final String FRAMING = "Transfer-Encoding: chunked\r\n";

    private Chunks() {}

    /** Returns a whole answer. */
    static byte[] answer(byte[] body, int chunk) {
        return Answers.join(withoutEnd(body, chunk), "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns an answer that lacks the chunk of size zero. */
    static byte[] withoutEnd(byte[] body, int chunk) {
        if (chunk < 1) {
            throw new IllegalArgumentException("chunk must be at least 1: " + chunk);
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Answers.head(200, FRAMING));
        for (int from = 0; from < body.length; from += chunk) {
            int size = Math.min(chunk, body.length - from);
            bytes.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            bytes.write(body, from, size);
            bytes.writeBytes(new byte[] {'\r', '\n'});
        }
        return bytes.toByteArray();
    }
}
