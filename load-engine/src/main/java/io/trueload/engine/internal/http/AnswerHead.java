// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.Header;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * What the head of an HTTP/1.1 answer says of its status, its framing and its connection (RFC 9112). Whatever would leave it
 * open where the answer ends is an error. Confined to one I/O thread.
 */
final class AnswerHead {

    static final long NO_LENGTH = -1;

    private static final int MOST_LINES = 100;
    private static final String VERSION = "HTTP/1.";
    private static final int STATUS_AT = VERSION.length() + 2;

    private int status;
    private int minorVersion;
    private int lines;
    private long contentLength;
    private boolean chunked;
    private boolean saysClose;
    private boolean saysKeepAlive;
    private boolean lastMatters;
    private @Nullable List<Header> kept;

    /** Begins anew with a status line. */
    void begin(AnswerLine line, boolean keeps) throws ProtocolException {
        lines = 0;
        contentLength = NO_LENGTH;
        chunked = false;
        saysClose = false;
        saysKeepAlive = false;
        lastMatters = false;
        kept = keeps ? new ArrayList<>() : null;
        if (line.length() < STATUS_AT + 3
                || !startsWithVersion(line)
                || !isDigit(line.at(VERSION.length()))
                || line.at(STATUS_AT - 1) != ' '
                || line.length() > STATUS_AT + 3 && line.at(STATUS_AT + 3) != ' ') {
            throw notAStatus(line);
        }
        minorVersion = line.at(VERSION.length()) - '0';
        status = 0;
        for (int i = STATUS_AT; i < STATUS_AT + 3; i++) {
            if (!isDigit(line.at(i))) {
                throw notAStatus(line);
            }
            status = 10 * status + line.at(i) - '0';
        }
        if (status < 100) {
            throw notAStatus(line);
        }
    }

    private static boolean startsWithVersion(AnswerLine line) {
        for (int i = 0; i < VERSION.length(); i++) {
            if (line.at(i) != VERSION.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static ProtocolException notAStatus(AnswerLine line) {
        return new ProtocolException("not a status line of HTTP/1.1: " + line);
    }

    /** Adds a header line. */
    void add(AnswerLine line) throws ProtocolException, MessageConstraintException {
        if (++lines > MOST_LINES) {
            throw new MessageConstraintException("more than " + MOST_LINES + " headers");
        }
        if (lines > 1 && line.isBlank(0)) {
            fold(line);
            return;
        }
        int colon = line.find(':');
        int nameFrom = line.skipBlanks(0, colon);
        int nameTo = line.trim(nameFrom, colon);
        if (colon == line.length() || nameFrom == nameTo) {
            throw new ProtocolException("not a header: " + line);
        }
        int from = line.skipBlanks(colon + 1, line.length());
        int to = line.trim(from, line.length());
        lastMatters = true;
        if (line.is("content-length", nameFrom, nameTo)) {
            contentLength(line, from, to);
        } else if (line.is("transfer-encoding", nameFrom, nameTo)) {
            transferEncoding(line, from, to);
        } else if (line.is("connection", nameFrom, nameTo)) {
            connection(line, from, to);
        } else {
            lastMatters = false;
        }
        if (contentLength != NO_LENGTH && chunked) {
            throw new ProtocolException("both Content-Length and Transfer-Encoding");
        }
        if (kept != null) {
            kept.add(AnswerHeaders.header(line.text(nameFrom, nameTo), line.text(from, to)));
        }
    }

    /** Adds a line that continues the one before (RFC 9112, section 5.2). */
    private void fold(AnswerLine line) throws ProtocolException {
        if (lastMatters) {
            throw new ProtocolException("a header that frames the answer goes on in a second line");
        }
        if (kept != null) {
            Header last = kept.remove(kept.size() - 1);
            int from = line.skipBlanks(0, line.length());
            kept.add(AnswerHeaders.header(
                    last.name(), last.value() + " " + line.text(from, line.trim(from, line.length()))));
        }
    }

    private void contentLength(AnswerLine line, int from, int to) throws ProtocolException {
        if (contentLength != NO_LENGTH) {
            throw new ProtocolException("more than one Content-Length");
        }
        long length = from == to ? NO_LENGTH : 0;
        for (int i = from; i < to; i++) {
            int digit = line.at(i) - '0';
            if (digit < 0 || digit > 9 || length > (Long.MAX_VALUE - digit) / 10) {
                length = NO_LENGTH;
                break;
            }
            length = 10 * length + digit;
        }
        if (length == NO_LENGTH) {
            throw new ProtocolException("Content-Length is not a number: " + line.text(from, to));
        }
        contentLength = length;
    }

    private void transferEncoding(AnswerLine line, int from, int to) throws ProtocolException {
        if (chunked || !line.is("chunked", from, to)) {
            throw new ProtocolException("unsupported Transfer-Encoding: " + line.text(from, to));
        }
        chunked = true;
    }

    private void connection(AnswerLine line, int from, int to) {
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || line.at(i) == ',') {
                int wordFrom = line.skipBlanks(start, i);
                int wordTo = line.trim(wordFrom, i);
                saysClose |= line.is("close", wordFrom, wordTo);
                saysKeepAlive |= line.is("keep-alive", wordFrom, wordTo);
                start = i + 1;
            }
        }
    }

    int status() {
        return status;
    }

    boolean isInterim() {
        return status < 200;
    }

    String version() {
        return switch (minorVersion) {
            case 0 -> "HTTP/1.0";
            case 1 -> "HTTP/1.1";
            default -> VERSION + minorVersion;
        };
    }

    boolean isChunked() {
        return chunked;
    }

    /** Returns the length of the body in bytes, or {@link #NO_LENGTH}. */
    long contentLength() {
        return contentLength;
    }

    /** Returns whether the connection may be used again, as far as the peer says so. */
    boolean keepsAlive() {
        // Chunks are none of HTTP/1.0's, and whoever sends them may mean something else by it (RFC 9112, section 6.1).
        return !saysClose && (minorVersion > 0 || saysKeepAlive && !chunked);
    }

    /** Returns the headers, if they are kept. */
    @Nullable
    List<Header> headers() {
        return kept;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
