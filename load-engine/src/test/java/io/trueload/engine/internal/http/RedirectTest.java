// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.Header;
import io.trueload.engine.RequestSpec;
import java.net.URI;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where redirects lead, and with what. */
class RedirectTest {

    private static final Origin ORIGIN = Origin.of(URI.create("http://a.test:8080"));

    private static BasicHttpResponse response(int status, String location) {
        var response = new BasicHttpResponse(status);
        response.addHeader("Location", location);
        return response;
    }

    private static Redirect redirect(int status, String location, RequestSpec request) throws HttpException {
        return requireNonNull(Redirect.of(response(status, location), request, ORIGIN));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "/d/f?q, /x, http://a.test:8080, /x",
                "/d/f?q, /x?y=1&z, http://a.test:8080, /x?y=1&z",
                "/d/f?q, x, http://a.test:8080, /d/x",
                "/d/f?q, ./x, http://a.test:8080, /d/x",
                "/d/f?q, ../x, http://a.test:8080, /x",
                "/d/f?q, ?y, http://a.test:8080, /d/f?y",
                "/d/f?q, \"\", http://a.test:8080, /d/f?q",
                "/d/f?q, #part, http://a.test:8080, /d/f?q",
                "/d/f?q, /x#part, http://a.test:8080, /x",
                "/d/f?q, //b.test/x, http://b.test:80, /x",
                "/d/f?q, http://b.test, http://b.test:80, /",
                "/d/f?q, http://b.test?y, http://b.test:80, /?y",
                "/d/f?q, HTTPS://B.test:8443/x, https://b.test:8443, /x",
                "/d/f?q, http://user:pass@b.test/x, http://b.test:80, /x",
                "/d/f?q, \"http://[::1]:81/x\", \"http://[::1]:81\", /x",
                "/d/f?q, /%2e%2e/a%20b?c=%26, http://a.test:8080, /%2e%2e/a%20b?c=%26",
                "//b.test/f, ?y, http://a.test:8080, //b.test/f?y",
                "//b.test/f, /x, http://a.test:8080, /x",
                "/, x, http://a.test:8080, /x",
                "*, /x, http://a.test:8080, /x",
                "\"/f?a={b}|c\", /x, http://a.test:8080, /x",
                "\"/f?a={b}|c\", http://b.test/x, http://b.test:80, /x"
            })
    void location_isResolvedAgainstTheRequest(String path, String location, String origin, String target)
            throws HttpException {
        Redirect redirect = redirect(302, location, RequestSpec.get(path));

        assertThat(redirect.origin()).isEqualTo(Origin.of(URI.create(origin)));
        assertThat(redirect.request().path()).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "301, GET, GET, false",
        "301, POST, GET, false",
        "301, PUT, PUT, true",
        "302, POST, GET, false",
        "302, HEAD, HEAD, false",
        "303, POST, GET, false",
        "303, PUT, GET, false",
        "303, DELETE, GET, false",
        "303, HEAD, HEAD, false",
        "307, POST, POST, true",
        "308, POST, POST, true"
    })
    void method_followsTheStatus(int status, String method, String followedBy, boolean keepsBody) throws HttpException {
        boolean hasBody = !method.equals("GET") && !method.equals("HEAD");
        RequestSpec request = RequestSpec.builder()
                .method(method)
                .header("Content-Type", "text/plain")
                .header("X-A", "1")
                .body(hasBody ? "text" : "")
                .build();

        RequestSpec next = redirect(status, "/x", request).request();

        assertThat(next.method()).isEqualTo(followedBy);
        assertThat(next.bodyLength()).isEqualTo(keepsBody ? 4 : 0);
        assertThat(next.hasHeader("X-A")).isTrue();
        if (hasBody) {
            assertThat(next.hasHeader("Content-Type")).isEqualTo(keepsBody);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/x, true",
        "http://a.test:8080/x, true",
        "http://A.test:8080/x, true",
        "http://b.test:8080/x, false",
        "http://a.test/x, false",
        "https://a.test:8080/x, false"
    })
    void secrets_stayWithTheirOrigin(String location, boolean kept) throws HttpException {
        RequestSpec request = RequestSpec.builder()
                .header("authorization", "a")
                .header("Cookie", "b")
                .header("Host", "c")
                .header("Proxy-Authorization", "d")
                .header("X-A", "e")
                .build();

        assertThat(redirect(302, location, request).request().headers().stream().map(Header::name))
                .containsExactly(
                        kept
                                ? new String[] {"authorization", "Cookie", "Host", "Proxy-Authorization", "X-A"}
                                : new String[] {"X-A"});
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 300, 304, 305, 306, 309, 400})
    void otherStatus_isNoRedirect(int status) throws HttpException {
        assertThat(Redirect.of(response(status, "/x"), RequestSpec.get("/"), ORIGIN))
                .isNull();
    }

    @Test
    void noLocation_isNoRedirect() throws HttpException {
        assertThat(Redirect.of(new BasicHttpResponse(302), RequestSpec.get("/"), ORIGIN))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:///etc/passwd", "ftp://b.test/", "javascript:x", "mailto:a@b.test", "http:///x", "http:x"})
    void locationOfAnotherKind_isRefused(String location) {
        assertThatThrownBy(() -> redirect(302, location, RequestSpec.get("/")))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("redirected to something else than http or https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://[bad", "/a b", "http://b.test:port/", "/%zz"})
    void locationThatIsNoUrl_isRefused(String location) {
        assertThatThrownBy(() -> redirect(302, location, RequestSpec.get("/")))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("redirected to ");
    }
}
