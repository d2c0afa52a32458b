// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The request line and the headers of a request. */
record RequestHead(String method, String target, String version, List<Header> headers) {

    /** Reads the text in front of the blank line. */
    static RequestHead parse(String text) {
        String[] lines = text.split("\r\n");
        String[] words = lines[0].split(" ");
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new IllegalArgumentException("not a request line: " + lines[0]);
        }
        List<Header> headers = new ArrayList<>(lines.length - 1);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon <= 0) {
                throw new IllegalArgumentException("not a header: " + lines[i]);
            }
            headers.add(new Header(
                    lines[i].substring(0, colon), lines[i].substring(colon + 1).trim()));
        }
        return new RequestHead(words[0], words[1], words[2], headers);
    }

    boolean isChunked() {
        String coding = value("Transfer-Encoding");
        return coding != null && coding.toLowerCase(Locale.ROOT).endsWith("chunked");
    }

    int contentLength() {
        String length = value("Content-Length");
        return length == null ? 0 : Integer.parseInt(length);
    }

    /** Returns whether the client wants the connection closed; one of HTTP/1.0 does unless it says otherwise. */
    boolean wantsClose() {
        return isOld() ? !asksForMore() : "close".equalsIgnoreCase(value("Connection"));
    }

    /** Returns whether the client keeps the connection only if it is told that the server does too. */
    boolean waitsForKeepAlive() {
        return isOld() && asksForMore();
    }

    private boolean isOld() {
        return version.equals("HTTP/1.0");
    }

    private boolean asksForMore() {
        return "keep-alive".equalsIgnoreCase(value("Connection"));
    }

    private @Nullable String value(String name) {
        for (Header header : headers) {
            if (header.isNamed(name)) {
                return header.value();
            }
        }
        return null;
    }
}
