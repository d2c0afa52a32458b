// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.Header;
import io.trueload.engine.RequestSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.message.BasicLineFormatter;
import org.apache.hc.core5.http.message.RequestLine;
import org.apache.hc.core5.util.CharArrayBuffer;

/** A request as the bytes that stand on the wire in HTTP/1.1. Immutable, and shared by all that send it. */
final class EncodedRequest {

    private static final int USUAL_HEAD = 256;

    /** What is longer is not worth memory that the garbage collector does not see. */
    private static final int LONGEST_DIRECT = 1 << 20;

    private static final Pattern LIST = Pattern.compile("[ \t]*,[ \t]*");

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
        ByteBuffer body = spec.hasHeader("Transfer-Encoding") ? chunked(spec) : measured(spec);
        int length = head.length + body.remaining();
        ByteBuffer bytes =
                direct && length <= LONGEST_DIRECT ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
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

    /** Returns the body as it is, which must be as long as its header says if it has one of its own. */
    private static ByteBuffer measured(RequestSpec spec) throws ProtocolException {
        for (Header header : spec.headers()) {
            if (header.name().equalsIgnoreCase("Content-Length")
                    && !header.value().equals(Integer.toString(spec.bodyLength()))) {
                throw new ProtocolException(
                        "Content-Length is " + header.value() + ", and the body has " + spec.bodyLength() + " bytes");
            }
        }
        return spec.bodyBuffer();
    }

    /** Returns the body as one chunk (RFC 9112, section 7.1). */
    private static ByteBuffer chunked(RequestSpec spec) throws ProtocolException {
        for (Header header : spec.headers()) {
            if (header.name().equalsIgnoreCase("Transfer-Encoding")
                    && !header.value().equalsIgnoreCase("chunked")) {
                throw new ProtocolException("a request can be chunked, and not " + header.value());
            }
        }
        if (spec.hasHeader("Content-Length")) {
            throw new ProtocolException("a request has Content-Length or Transfer-Encoding, and not both");
        }
        if (spec.bodyLength() == 0) {
            return ByteBuffer.wrap("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        byte[] before = (Integer.toHexString(spec.bodyLength()) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] after = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(before.length + spec.bodyLength() + after.length)
                .put(before)
                .put(spec.bodyBuffer())
                .put(after)
                .flip();
    }

    private static boolean hasWord(RequestSpec spec, String name, String word) {
        return spec.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .flatMap(header -> LIST.splitAsStream(header.value()))
                .anyMatch(word::equalsIgnoreCase);
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
