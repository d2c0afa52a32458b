// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts the bytes of one connection into requests. Confined to the server's thread. */
final class RequestParser {

    /** A request to its last byte. */
    record Parsed(RequestHead head, byte[] body) {}

    private static final int MAX_HEAD = 1 << 20;
    private static final byte[] NO_BODY = {};
    private static final int NO_CHUNK = -1;

    private byte[] buffer = new byte[512];
    private int start;
    private int end;
    private int scanned;
    private @Nullable RequestHead head;
    private @Nullable ByteArrayOutputStream chunks;
    private int chunkSize = NO_CHUNK;

    /** Takes all remaining bytes of the input. */
    void feed(ByteBuffer input) {
        int length = input.remaining();
        if (start == end) {
            start = 0;
            end = 0;
            scanned = 0;
        }
        if (buffer.length - end < length) {
            makeRoom(length);
        }
        input.get(buffer, end, length);
        end += length;
    }

    private void makeRoom(int length) {
        int used = end - start;
        byte[] target = buffer.length - used >= length ? buffer : new byte[Math.max(buffer.length * 2, used + length)];
        System.arraycopy(buffer, start, target, 0, used);
        buffer = target;
        scanned -= start;
        start = 0;
        end = used;
    }

    /**
     * Returns the next request that is complete, if there is one.
     *
     * @throws IllegalArgumentException if the bytes are not HTTP/1.x
     */
    @Nullable
    Parsed next() {
        if (head == null) {
            head = nextHead();
            if (head == null) {
                return null;
            }
        }
        RequestHead current = head;
        byte[] body = current.isChunked() ? nextChunkedBody() : nextBody(current.contentLength());
        if (body == null) {
            return null;
        }
        head = null;
        return new Parsed(current, body);
    }

    private @Nullable RequestHead nextHead() {
        // Blank lines in front of a request are allowed: some clients end a body with one too many.
        while (end - start >= 2 && buffer[start] == '\r' && buffer[start + 1] == '\n') {
            start += 2;
        }
        for (int i = Math.max(scanned, start); i + 3 < end; i++) {
            if (isEndOfLine(i) && isEndOfLine(i + 2)) {
                RequestHead found =
                        RequestHead.parse(new String(buffer, start, i - start, StandardCharsets.ISO_8859_1));
                start = i + 4;
                scanned = start;
                return found;
            }
        }
        scanned = Math.max(start, end - 3);
        if (end - start > MAX_HEAD) {
            throw new IllegalArgumentException("head longer than " + MAX_HEAD + " bytes");
        }
        return null;
    }

    private byte @Nullable [] nextBody(int length) {
        if (length == 0) {
            return NO_BODY;
        }
        return end - start < length ? null : take(length);
    }

    private byte @Nullable [] nextChunkedBody() {
        if (chunks == null) {
            chunks = new ByteArrayOutputStream();
        }
        while (true) {
            if (chunkSize == NO_CHUNK) {
                String line = nextLine();
                if (line == null) {
                    return null;
                }
                chunkSize = Integer.parseInt(line.split(";")[0].trim(), 16);
            }
            if (chunkSize == 0) {
                return skipTrailers() ? finishChunks() : null;
            }
            if (end - start < chunkSize + 2) {
                return null;
            }
            chunks.writeBytes(take(chunkSize));
            start += 2;
            chunkSize = NO_CHUNK;
        }
    }

    private boolean skipTrailers() {
        String line = nextLine();
        while (line != null && !line.isEmpty()) {
            line = nextLine();
        }
        return line != null;
    }

    private byte[] finishChunks() {
        byte[] body = chunks == null ? NO_BODY : chunks.toByteArray();
        chunks = null;
        chunkSize = NO_CHUNK;
        return body;
    }

    private @Nullable String nextLine() {
        for (int i = start; i + 1 < end; i++) {
            if (isEndOfLine(i)) {
                String line = new String(buffer, start, i - start, StandardCharsets.ISO_8859_1);
                start = i + 2;
                return line;
            }
        }
        return null;
    }

    private boolean isEndOfLine(int index) {
        return buffer[index] == '\r' && buffer[index + 1] == '\n';
    }

    private byte[] take(int length) {
        byte[] taken = Arrays.copyOfRange(buffer, start, start + length);
        start += length;
        return taken;
    }
}
