// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.util.Iterator;
import org.apache.hc.core5.http.FormattedHeader;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.util.CharArrayBuffer;

/** What the head of an answer may not have, since nobody could tell for certain where the answer ends. */
final class HeadRules {

    private HeadRules() {}

    /** Fails if a head breaks a rule of RFC 9112 that HttpCore does not look at. */
    static void check(HttpResponse head) throws ProtocolException {
        boolean hasLength = false;
        boolean hasCoding = false;
        for (Iterator<Header> headers = head.headerIterator(); headers.hasNext(); ) {
            Header header = headers.next();
            if (header instanceof FormattedHeader raw) {
                checkCharacters(raw.getBuffer());
            }
            if (header.getName().equalsIgnoreCase("Content-Length")) {
                hasLength = true;
                checkLength(header.getValue());
            } else if (header.getName().equalsIgnoreCase("Transfer-Encoding")) {
                hasCoding = true;
            }
        }
        if (hasLength && hasCoding) {
            throw new ProtocolException("both Content-Length and Transfer-Encoding");
        }
    }

    private static void checkCharacters(CharArrayBuffer line) throws ProtocolException {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\0' || c == '\r') {
                throw new ProtocolException(c == '\0' ? "NUL in a header" : "bare CR in a header");
            }
        }
    }

    private static void checkLength(String value) throws ProtocolException {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                throw new ProtocolException("Content-Length is not a number: " + value);
            }
        }
    }
}
