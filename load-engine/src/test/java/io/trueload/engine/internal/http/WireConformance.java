// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Header;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.Transport;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.TestServer;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a sender writes, byte for byte. */
interface WireConformance extends SenderFactory {

    private static TestServer capturing() {
        return TestServer.builder(Behaviors.fixedDelay(Duration.ZERO))
                .captureInput(true)
                .start();
    }

    private static String captured(TestServer server, int connection) {
        return new String(server.captured().get(connection), ISO_8859_1);
    }

    /** Returns a GET with nothing but what a sender adds. */
    static String get(TestServer server, String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\nUser-Agent: " + Client.USER_AGENT
                + "\r\n\r\n";
    }

    private void check(RequestSpec request, String... lines) {
        try (TestServer server = capturing();
                Client client = client(server)) {
            RecordingExchange exchange = client.send(request);

            String golden = String.join("\r\n", lines).replace("PORT", Integer.toString(server.port()));
            assertThat(exchange.end()).isEqualTo("answered 200");
            assertThat(captured(server, 0)).isEqualTo(golden);
            assertThat(exchange.sentBytes()).isEqualTo(golden.length());
        }
    }

    @Test
    default void request_get_hasHostAndUserAgentOnly() {
        check(RequestSpec.get("/"), "GET / HTTP/1.1", "Host: 127.0.0.1:PORT", "User-Agent: trueload/1.2.3", "", "");
    }

    @Test
    default void request_repeated_isTheSameEachTime() {
        try (TestServer server = capturing();
                Client client = client(server)) {
            RequestSpec one = RequestSpec.get("/1");
            RequestSpec other = RequestSpec.get("/2");
            for (RequestSpec request : new RequestSpec[] {one, one, other, one, other}) {
                client.send(request);
            }

            assertThat(captured(server, 0))
                    .isEqualTo(get(server, "/1")
                            + get(server, "/1")
                            + get(server, "/2")
                            + get(server, "/1")
                            + get(server, "/2"));
        }
    }

    @Test
    default void request_givenHeaders_keepTheirOrderAndTakeTheDefaultsPlace() {
        check(
                RequestSpec.builder()
                        .header("X-B", "1")
                        .header("user-agent", "mine")
                        .header("X-A", "2")
                        .header("HOST", "example.test:81")
                        .header("X-B", "3")
                        .header("Accept", "a, b;q=0.5")
                        .build(),
                "GET / HTTP/1.1",
                "X-B: 1",
                "user-agent: mine",
                "X-A: 2",
                "HOST: example.test:81",
                "X-B: 3",
                "Accept: a, b;q=0.5",
                "",
                "");
    }

    @Test
    default void request_postWithBody_hasItsLength() {
        check(
                RequestSpec.builder()
                        .method("POST")
                        .path("/form")
                        .header("Content-Type", "text/plain")
                        .body("a=b\r\n\r\n")
                        .build(),
                "POST /form HTTP/1.1",
                "Host: 127.0.0.1:PORT",
                "Content-Type: text/plain",
                "User-Agent: trueload/1.2.3",
                "Content-Length: 7",
                "",
                "a=b",
                "",
                "");
    }

    @Test
    default void request_postWithoutBody_hasLengthZero() {
        check(
                RequestSpec.builder().method("POST").build(),
                "POST / HTTP/1.1",
                "Host: 127.0.0.1:PORT",
                "User-Agent: trueload/1.2.3",
                "Content-Length: 0",
                "",
                "");
    }

    @Test
    default void request_getWithBody_hasItsLength() {
        check(
                RequestSpec.builder().body("q").build(),
                "GET / HTTP/1.1",
                "Host: 127.0.0.1:PORT",
                "User-Agent: trueload/1.2.3",
                "Content-Length: 1",
                "",
                "q");
    }

    @Test
    default void request_deleteWithoutBody_hasNoLength() {
        check(
                RequestSpec.builder().method("DELETE").build(),
                "DELETE / HTTP/1.1",
                "Host: 127.0.0.1:PORT",
                "User-Agent: trueload/1.2.3",
                "",
                "");
    }

    @Test
    default void request_lengthGiven_isNotRepeated() {
        check(
                RequestSpec.builder()
                        .method("PUT")
                        .header("content-length", "2")
                        .body("ab")
                        .build(),
                "PUT / HTTP/1.1",
                "Host: 127.0.0.1:PORT",
                "content-length: 2",
                "User-Agent: trueload/1.2.3",
                "",
                "ab");
    }

    @Test
    default void request_chunkedByItsHeader_hasNoLengthAsWell() {
        check(
                RequestSpec.builder()
                        .method("PUT")
                        .header("Transfer-Encoding", "chunked")
                        .body("hello")
                        .build(),
                "PUT / HTTP/1.1",
                "Host: 127.0.0.1:PORT",
                "Transfer-Encoding: chunked",
                "User-Agent: trueload/1.2.3",
                "",
                "5",
                "hello",
                "0",
                "",
                "");
    }

    @Test
    default void request_pathAndQuery_areUntouched() {
        String path = "/%7Ea/../b//c/./%2f?q=a%20b&&=;:@!$'()*,[]{}|^`\"<>\\~?";
        check(
                RequestSpec.get(path),
                "GET " + path + " HTTP/1.1",
                "Host: 127.0.0.1:PORT",
                "User-Agent: trueload/1.2.3",
                "",
                "");
    }

    @Test
    default void request_doubleSlashPath_isUntouched() {
        check(RequestSpec.get("//a"), "GET //a HTTP/1.1", "Host: 127.0.0.1:PORT", "User-Agent: trueload/1.2.3", "", "");
    }

    @Test
    default void request_starPath_isUntouched() {
        check(
                RequestSpec.builder().method("OPTIONS").path("*").build(),
                "OPTIONS * HTTP/1.1",
                "Host: 127.0.0.1:PORT",
                "User-Agent: trueload/1.2.3",
                "",
                "");
    }

    @Test
    default void request_binaryBody_isUntouched() {
        byte[] body = new byte[256];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) i;
        }
        check(
                RequestSpec.builder().method("PUT").body(body).build(),
                "PUT / HTTP/1.1",
                "Host: 127.0.0.1:PORT",
                "User-Agent: trueload/1.2.3",
                "Content-Length: 256",
                "",
                new String(body, ISO_8859_1));
    }

    /** Whatever text a request takes, in whichever place, must not become a second one. */
    @Test
    default void request_ofAnyTextThatIsAccepted_isOneRequest() {
        long seed = 20_261_128;
        var random = new Random(seed);
        int accepted = 0;
        try (TestServer server = capturing();
                Client client = client(server)) {
            for (int i = 0; i < 10_000; i++) {
                RequestSpec request = accepted(anyText(random), anyText(random), anyText(random), anyText(random));
                if (request == null) {
                    continue;
                }
                Header header = request.headers().get(0);
                String golden = get(server, request.path())
                        .replaceFirst("GET", Matcher.quoteReplacement(request.method()))
                        .replace("User-Agent", header.name() + ": " + header.value() + "\r\nUser-Agent");
                RecordingExchange exchange = client.send(request);

                assertThat(exchange.end()).as("%s, seed %d", golden, seed).isEqualTo("answered 200");
                assertThat(exchange.sentBytes()).as("%s, seed %d", golden, seed).isEqualTo(golden.length());
                assertThat(server.hits())
                        .as("hits after %s, seed %d", golden, seed)
                        .isEqualTo(++accepted);
            }
            assertThat(accepted).as("accepted with seed %d", seed).isBetween(1_000, 9_000);
        }
    }

    private static @Nullable RequestSpec accepted(String method, String path, String name, String value) {
        try {
            return RequestSpec.builder()
                    .method("M" + method)
                    .path("/" + path)
                    .header("X-" + name, value)
                    .build();
        } catch (IllegalArgumentException refused) {
            return null;
        }
    }

    private static String anyText(Random random) {
        String nasty = "\r\n\0\t :\u000b\f\u001b\u0085\u010a\u010d\u2028";
        var text = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            boolean next = random.nextInt(20) == 0;
            text.append(next ? nasty.charAt(random.nextInt(nasty.length())) : (char) ('A' + random.nextInt(26)));
        }
        return text.toString();
    }

    @Test
    default void request_keepAliveOff_asksForTheClose() {
        try (TestServer server = capturing();
                Client client = client(server.uri("/"), Transports.CLOSING)) {
            client.get("/");

            assertThat(captured(server, 0))
                    .isEqualTo(get(server, "/").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
        }
    }

    @Test
    default void request_keepAliveOffAndConnectionGiven_isNotRepeated() {
        try (TestServer server = capturing();
                Client client = client(server.uri("/"), Transports.CLOSING)) {
            client.send(RequestSpec.builder().header("Connection", "Close").build());

            assertThat(captured(server, 0)).containsOnlyOnce("Connection").contains("\r\nConnection: Close\r\n");
        }
    }

    @Test
    default void request_afterSetCookie_sendsNoCookie() {
        try (TestServer server = TestServer.builder(Behaviors.status(200, "Set-Cookie: id=1; Path=/"))
                        .captureInput(true)
                        .start();
                Client client = client(server.uri("/"), Transport.DEFAULT)) {
            client.get("/");
            client.get("/");

            assertThat(captured(server, 0)).isEqualTo(get(server, "/") + get(server, "/"));
        }
    }
}
