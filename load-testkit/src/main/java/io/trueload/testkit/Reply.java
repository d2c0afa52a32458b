// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a server answers a request, with which bytes, and what becomes of the connection.
 *
 * @param parts the bytes in their order; none means that no answer ever comes and the connection stays open
 * @param after what happens to the connection once the last part is sent
 */
public record Reply(List<Part> parts, After after) {

    /** What becomes of the connection. */
    public enum After {
        /** Stays open for the next request. */
        KEEP,
        /** Is closed in good order (FIN). */
        CLOSE,
        /** Is reset (RST). */
        RESET
    }

    /**
     * Some bytes and when they are due.
     *
     * @param delayNanos counted from the receipt of the request; zero or less is "at once"
     * @param bytes not copied, not changed, may be empty
     */
    public record Part(long delayNanos, byte[] bytes) {}

    private static final byte[] NOTHING = {};
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Reply NEVER = new Reply(List.of(), After.KEEP);

    public Reply {
        parts = List.copyOf(parts);
    }

    /** Answers at once. */
    public static Reply now(byte[] bytes) {
        return afterNanos(0, bytes);
    }

    /** Answers this long after the receipt of the request. */
    public static Reply after(Duration delay, byte[] bytes) {
        return afterNanos(delay.toNanos(), bytes);
    }

    /** Answers this many nanoseconds after the receipt of the request. */
    public static Reply afterNanos(long delayNanos, byte[] bytes) {
        return new Reply(List.of(new Part(delayNanos, bytes)), After.KEEP);
    }

    /** Answers at an instant of {@link System#nanoTime()}. */
    public static Reply at(long instantNanos, Received request, byte[] bytes) {
        return afterNanos(instantNanos - request.receivedNanos(), bytes);
    }

    /** Never answers and leaves the connection open. */
    public static Reply never() {
        return NEVER;
    }

    /** Ends the connection without an answer. */
    public static Reply nothing(After after) {
        return now(NOTHING).then(after);
    }

    /** Returns the same answer with another fate for the connection. */
    public Reply then(After fate) {
        return new Reply(parts, fate);
    }

    /** Returns the delay until the last byte, or {@link Truth#NEVER}. */
    long plannedDelayNanos() {
        return parts.isEmpty() ? Truth.NEVER : parts.get(parts.size() - 1).delayNanos();
    }

    /** Returns this reply with one more header line, if it is an answer that has any. */
    Reply with(String headerLine) {
        if (parts.isEmpty()) {
            return this;
        }
        List<Part> more = new ArrayList<>(parts);
        Part first = parts.get(0);
        more.set(0, new Part(first.delayNanos(), Answers.with(headerLine, first.bytes())));
        return new Reply(more, after);
    }

    /** Returns this reply cut after the head of its first part, as an answer to HEAD must be. */
    Reply withoutBody() {
        if (parts.isEmpty()) {
            return this;
        }
        Part first = parts.get(0);
        String text = new String(first.bytes(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf(END_OF_HEAD);
        if (end < 0) {
            return this;
        }
        byte[] head = text.substring(0, end + END_OF_HEAD.length()).getBytes(StandardCharsets.ISO_8859_1);
        return new Reply(List.of(new Part(first.delayNanos(), head)), after);
    }
}
