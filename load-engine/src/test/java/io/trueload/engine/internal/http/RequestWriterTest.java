// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.RequestSpec;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The requests that a writer makes of specs, header for header. */
class RequestWriterTest {

    private static final Origin ORIGIN = Origin.of(URI.create("http://example.test:8080"));

    private final RequestWriter writer = new RequestWriter("agent", true, null);

    /** Returns the request line without the version, and the headers. */
    private static List<String> lines(BasicHttpRequest request) {
        List<String> lines = new ArrayList<>();
        lines.add(request.getMethod() + " " + request.getRequestUri());
        for (Header header : request.getHeaders()) {
            lines.add(header.getName() + ": " + header.getValue());
        }
        return lines;
    }

    private static RequestSpec spec(String method) {
        return RequestSpec.builder().method(method).path("/a?b").build();
    }

    @Test
    void http1_get_hasHostAndUserAgent() {
        assertThat(lines(writer.http1(spec("GET"), ORIGIN, false)))
                .containsExactly("GET /a?b", "Host: example.test:8080", "User-Agent: agent");
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.test, example.test",
        "http://example.test:80, example.test",
        "http://example.test:443, example.test:443",
        "https://example.test, example.test",
        "https://example.test:443, example.test",
        "https://example.test:80, example.test:80",
        "http://EXAMPLE.test, example.test",
        "http://[::1]:8080, [::1]:8080",
        "http://[::1], [::1]",
        "http://xn--kln-sna.test, xn--kln-sna.test"
    })
    void http1_host_isTheAuthorityWithoutAPortThatTheSchemeImplies(String origin, String host) {
        assertThat(lines(writer.http1(spec("GET"), Origin.of(URI.create(origin)), false)))
                .contains("Host: " + host);
    }

    @ParameterizedTest
    @CsvSource({"POST, true", "PUT, true", "PATCH, true", "GET, false", "HEAD, false", "DELETE, false", "OPTIONS, false"
    })
    void http1_withoutBody_lengthWhereAServerMightWaitForOne(String method, boolean expected) {
        assertThat(lines(writer.http1(spec(method), ORIGIN, false)).contains("Content-Length: 0"))
                .isEqualTo(expected);
    }

    @Test
    void http1_withBody_hasItsLength() {
        RequestSpec spec = RequestSpec.builder().body("\u00e4").build();

        assertThat(lines(writer.http1(spec, ORIGIN, false))).contains("Content-Length: 2");
    }

    @Test
    void http1_chunkedByItsHeader_hasNoLength() {
        RequestSpec spec = RequestSpec.builder()
                .method("POST")
                .header("transfer-encoding", "chunked")
                .body("text")
                .build();

        assertThat(lines(writer.http1(spec, ORIGIN, false)))
                .containsExactly(
                        "POST /", "Host: example.test:8080", "transfer-encoding: chunked", "User-Agent: agent");
    }

    @Test
    void http1_givenInAnyCase_isNotAddedAgain() {
        RequestSpec spec = RequestSpec.builder()
                .method("POST")
                .header("hOST", "h")
                .header("uSER-aGENT", "u")
                .header("cONTENT-lENGTH", "0")
                .header("cONNECTION", "close")
                .build();

        assertThat(lines(new RequestWriter("agent", false, null).http1(spec, ORIGIN, false)))
                .containsExactly("POST /", "hOST: h", "uSER-aGENT: u", "cONTENT-lENGTH: 0", "cONNECTION: close");
    }

    @Test
    void http1_keepAliveOff_saysClose() {
        assertThat(lines(new RequestWriter("agent", false, null).http1(spec("GET"), ORIGIN, false)))
                .endsWith("User-Agent: agent", "Connection: close");
    }

    @Test
    void http1_throughProxy_isAbsoluteAndAuthorized() {
        assertThat(lines(new RequestWriter("agent", true, "user:pass").http1(spec("GET"), ORIGIN, true)))
                .containsExactly(
                        "GET http://example.test:8080/a?b",
                        "Host: example.test:8080",
                        "User-Agent: agent",
                        "Proxy-Authorization: Basic dXNlcjpwYXNz");
    }

    @Test
    void http1_insideATunnel_tellsTheTargetNothingOfTheProxy() {
        assertThat(lines(new RequestWriter("agent", true, "user:pass").http1(spec("GET"), ORIGIN, false)))
                .containsExactly("GET /a?b", "Host: example.test:8080", "User-Agent: agent");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.test, example.test:443",
        "https://localhost:8443, localhost:8443",
        "https://127.0.0.1:8443, 127.0.0.1:8443",
        "https://[::1], [::1]:443"
    })
    void connect_namesHostAndPort(String origin, String authority) {
        assertThat(lines(new RequestWriter("agent", false, "user:pass").connect(Origin.of(URI.create(origin)))))
                .containsExactly(
                        "CONNECT " + authority,
                        "Host: " + authority,
                        "User-Agent: agent",
                        "Proxy-Authorization: Basic dXNlcjpwYXNz");
    }

    @Test
    void http2_headers_areLowerCaseAndWithoutThoseOfAConnection() {
        RequestSpec spec = RequestSpec.builder()
                .method("POST")
                .header("X-A", "1")
                .header("Connection", "keep-alive")
                .header("Keep-Alive", "timeout=5")
                .header("Proxy-Connection", "x")
                .header("Transfer-Encoding", "chunked")
                .header("Upgrade", "h2c")
                .header("TE", "trailers")
                .header("x-a", "2")
                .body("text")
                .build();

        BasicHttpRequest request = writer.http2(spec, ORIGIN);

        assertThat(lines(request))
                .containsExactly("POST /", "x-a: 1", "x-a: 2", "User-Agent: agent", "Content-Length: 4");
        assertThat(request.getScheme()).isEqualTo("http");
        assertThat(request.getAuthority()).hasToString("example.test:8080");
    }

    @ParameterizedTest
    @CsvSource({"other.test", "other.test:81", "[::1]:81", "xn--kln-sna.test"})
    void http2_givenHost_isTheAuthority(String host) {
        RequestSpec spec = RequestSpec.builder().header("Host", host).build();

        BasicHttpRequest request = writer.http2(spec, ORIGIN);

        assertThat(request.getAuthority()).hasToString(host);
        assertThat(lines(request)).containsExactly("GET /", "User-Agent: agent");
    }
}
