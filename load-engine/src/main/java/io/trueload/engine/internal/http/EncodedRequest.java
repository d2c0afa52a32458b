// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.Header;
import io.trueload.engine.RequestSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.message.BasicLineFormatter;
import org.apache.hc.core5.http.message.RequestLine;
import org.apache.hc.core5.util.CharArrayBuffer;

/** A request as the bytes that stand on the wire in HTTP/1.1. Immutable, and shared by all that send it. */
final class EncodedRequest {

    private static final int USUAL_HEAD = 256;

    private final RequestSpec spec;
    private final ByteBuffer bytes;
    private final int headLength;
    private final boolean asksForLeave;
    private final boolean asksForClose;

    private EncodedRequest(RequestSpec spec, ByteBuffer bytes, int headLength) {
        this.spec = spec;
        this.bytes = bytes;
        this.headLength = headLength;
        this.asksForLeave = bytes.limit() > headLength && hasWord(spec, "Expect", "100-continue");
        this.asksForClose = hasWord(spec, "Connection", "close");
    }

    /**
     * Encodes a request.
     *
     * @param direct whether the bytes go where the operating system can read them, which is worth it for many sends only
     * @throws ProtocolException if its headers ask for a framing that there is none for
     */
    static EncodedRequest of(RequestSpec spec, RequestWriter writer, Origin origin, boolean direct)
            throws ProtocolException {
        byte[] head = head(writer.http1(spec, origin, false));
        byte[] body = spec.hasHeader("Transfer-Encoding") ? chunked(spec) : spec.body();
        int length = head.length + body.length;
        ByteBuffer bytes = direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
        bytes.put(head).put(body).flip();
        return new EncodedRequest(spec, bytes, head.length);
    }

    private static byte[] head(BasicHttpRequest request) {
        CharArrayBuffer text = new CharArrayBuffer(USUAL_HEAD);
        BasicLineFormatter.INSTANCE.formatRequestLine(text, new RequestLine(request));
        text.append("\r\n");
        for (Iterator<org.apache.hc.core5.http.Header> headers = request.headerIterator(); headers.hasNext(); ) {
            BasicLineFormatter.INSTANCE.formatHeader(text, headers.next());
            text.append("\r\n");
        }
        text.append("\r\n");
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns the body as one chunk (RFC 9112, section 7.1). */
    private static byte[] chunked(RequestSpec spec) throws ProtocolException {
        for (Header header : spec.headers()) {
            if (header.name().equalsIgnoreCase("Transfer-Encoding")
                    && !header.value().equalsIgnoreCase("chunked")) {
                throw new ProtocolException("a request can be chunked, and not " + header.value());
            }
        }
        if (spec.bodyLength() == 0) {
            return "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        }
        byte[] before = (Integer.toHexString(spec.bodyLength()) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] after = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(before.length + spec.bodyLength() + after.length)
                .put(before)
                .put(spec.bodyBuffer())
                .put(after)
                .array();
    }

    private static boolean hasWord(RequestSpec spec, String name, String word) {
        return spec.headers().stream()
                .anyMatch(header ->
                        header.name().equalsIgnoreCase(name) && header.value().equalsIgnoreCase(word));
    }

    /** Returns what was encoded. */
    RequestSpec spec() {
        return spec;
    }

    /** Returns the bytes with a position of their own; nothing is copied. */
    ByteBuffer bytes() {
        return bytes.duplicate();
    }

    /** Returns how many bytes may be written before the peer asks for the rest. */
    int lengthBeforeLeave() {
        return asksForLeave ? headLength : bytes.limit();
    }

    int length() {
        return bytes.limit();
    }

    boolean asksForClose() {
        return asksForClose;
    }

    boolean isHead() {
        return spec.method().equals("HEAD");
    }
}
