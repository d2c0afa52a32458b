// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.RequestSpec;
import java.net.URI;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedRequestTest {

    private static final String HEAD = "POST /a HTTP/1.1\r\nHost: example.test\r\n";

    private static EncodedRequest encode(RequestSpec.Builder spec, boolean direct) throws ProtocolException {
        return EncodedRequest.of(
                spec.build(),
                new RequestWriter("trueload/1", true, null),
                Origin.of(URI.create("http://example.test/")),
                direct);
    }

    private static RequestSpec.Builder post() {
        return RequestSpec.builder().method("POST").path("/a");
    }

    private static String text(ByteBuffer bytes) {
        return ISO_8859_1.decode(bytes).toString();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bytes_ofEither_areHeadAndBody_andMayBeTakenAgain(boolean direct) throws ProtocolException {
        EncodedRequest encoded = encode(post().body("a\u00e4"), direct);
        String golden = HEAD + "User-Agent: trueload/1\r\nContent-Length: 3\r\n\r\na\u00c3\u00a4";

        assertThat(text(encoded.bytes())).isEqualTo(golden);
        assertThat(text(encoded.bytes())).isEqualTo(golden);
        assertThat(encoded.bytes().isDirect()).isEqualTo(direct);
        assertThat(encoded.length()).isEqualTo(golden.length());
        assertThat(encoded.lengthBeforeLeave()).isEqualTo(golden.length());
    }

    @Test
    void chunked_body_isOneChunk() throws ProtocolException {
        RequestSpec.Builder spec = post().header("transfer-encoding", "Chunked").body("x".repeat(26));

        assertThat(text(encode(spec, false).bytes()))
                .endsWith("\r\n\r\n1a\r\n" + "x".repeat(26) + "\r\n0\r\n\r\n")
                .doesNotContain("Content-Length");
    }

    @Test
    void chunked_noBody_isTheLastChunkOnly() throws ProtocolException {
        assertThat(text(encode(post().header("Transfer-Encoding", "chunked"), false)
                        .bytes()))
                .endsWith("\r\n\r\n0\r\n\r\n");
    }

    @Test
    void otherTransferEncoding_isRefused() {
        assertThatThrownBy(() -> encode(post().header("Transfer-Encoding", "gzip, chunked"), false))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("a request can be chunked, and not gzip, chunked");
    }

    @ParameterizedTest
    @CsvSource({
        "Expect, 100-Continue, body, true",
        "Expect, 100-continue, '', false",
        "X-Expect, 100-continue, body, false"
    })
    void body_waitsForLeave_ifThereIsOneThatAsks(String name, String value, String body, boolean waits)
            throws ProtocolException {
        EncodedRequest encoded = encode(post().header(name, value).body(body), false);

        assertThat(encoded.length() - encoded.lengthBeforeLeave()).isEqualTo(waits ? body.length() : 0);
    }

    @Test
    void contentLength_ofAnotherBody_isRefused() {
        assertThatThrownBy(() -> encode(post().header("Content-Length", "10").body("ab"), false))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("Content-Length is 10, and the body has 2 bytes");
        assertThatThrownBy(() -> encode(
                        post().header("Content-Length", "2")
                                .header("Transfer-Encoding", "chunked")
                                .body("ab"),
                        false))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("a request has Content-Length or Transfer-Encoding, and not both");
    }

    @Test
    void bytes_veryLong_areOnTheHeap() throws ProtocolException {
        assertThat(encode(post().body(new byte[1 << 20]), true).bytes().isDirect())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "connection, Close, true",
        "Connection, 'keep-alive ,close', true",
        "Connection, keep-alive, false",
        "X-Connection, close, false"
    })
    void close_isAskedForByItsHeader(String name, String value, boolean asks) throws ProtocolException {
        assertThat(encode(post().header(name, value), false).asksForClose()).isEqualTo(asks);
    }
}
