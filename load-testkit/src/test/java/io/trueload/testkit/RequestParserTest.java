// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestParserTest {

    private static final String TWO_REQUESTS = "POST /one HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nfirst"
            + "POST /two HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nsec\r\n3\r\nond\r\n0\r\nTrailer: t\r\n\r\n"
            + "\r\nGET /three HTTP/1.1\r\n\r\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50, 1000})
    void next_inputCutAnywhere_findsTheSameRequests(int piece) {
        assertThat(parse(TWO_REQUESTS, piece)).containsExactly("POST /one first", "POST /two second", "GET /three ");
    }

    @Test
    void next_bodyLargerThanTheBuffer_isWhole() {
        String body = "x".repeat(100_000);

        assertThat(parse("PUT / HTTP/1.1\r\nContent-Length: 100000\r\n\r\n" + body, 1000))
                .containsExactly("PUT / " + body);
    }

    @Test
    void next_requestWithoutItsEnd_isNotYetThere() {
        assertThat(parse("POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nfour", 10))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n", "GET / HTTP/2\r\n\r\n"})
    void next_notHttp_isRefused(String input) {
        assertThatThrownBy(() -> parse(input, 100)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> parse(String input, int piece) {
        var parser = new RequestParser();
        byte[] bytes = input.getBytes(StandardCharsets.ISO_8859_1);
        List<String> found = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += piece) {
            parser.feed(ByteBuffer.wrap(bytes, from, Math.min(piece, bytes.length - from)));
            for (var parsed = parser.next(); parsed != null; parsed = parser.next()) {
                found.add(parsed.head().method() + " " + parsed.head().target() + " "
                        + new String(parsed.body(), StandardCharsets.ISO_8859_1));
            }
        }
        return found;
    }
}
