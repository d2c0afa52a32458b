// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** The bytes of HTTP/1.1 answers. */
public final class Answers {

    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(201, "Created"),
            Map.entry(204, "No Content"),
            Map.entry(301, "Moved Permanently"),
            Map.entry(302, "Found"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(407, "Proxy Authentication Required"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    private Answers() {}

    /** Returns a 200 with this text. */
    public static byte[] ok(String body) {
        return text(200, body);
    }

    /** Returns an answer with this text and further header lines, such as {@code Retry-After: 1}. */
    public static byte[] text(int status, String body, String... headerLines) {
        return bytes(status, body.getBytes(StandardCharsets.UTF_8), headerLines);
    }

    /** Returns an answer with this body and further header lines. */
    public static byte[] bytes(int status, byte[] body, String... headerLines) {
        // RFC 9110 forbids a body, and with 204 even the length, to these two.
        boolean bodiless = status == 204 || status == 304;
        byte[] head = head(status, bodiless ? "" : "Content-Length: " + body.length + "\r\n", headerLines);
        return bodiless ? head : join(head, body);
    }

    /** Returns the head alone; the framing is a header line with its end, or nothing. */
    static byte[] head(int status, String framing, String... headerLines) {
        var head = new StringBuilder("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(REASONS.getOrDefault(status, "Status"))
                .append("\r\nContent-Type: text/plain\r\n")
                .append(framing);
        for (String line : headerLines) {
            head.append(line).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns an answer with one more header line, the first; what does not begin like an answer stays as it is. */
    static byte[] with(String headerLine, byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int endOfStatus = text.indexOf("\r\n");
        if (!text.startsWith("HTTP/1.1 ") || endOfStatus < 0) {
            return answer;
        }
        return new StringBuilder(text)
                .insert(endOfStatus, "\r\n" + headerLine)
                .toString()
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
