// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.RequestSpec;
import io.trueload.engine.Transport;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.Faults;
import io.trueload.testkit.Reply;
import io.trueload.testkit.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a sender makes of whole answers. */
interface AnswerConformance extends SenderFactory {

    /** An answer as it stands on the wire, and what it comes to. */
    enum Answer {
        CONTENT_LENGTH(200, 5, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
        CHUNKED(200, 5, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"),
        CHUNKED_WITH_EXTENSION_AND_TRAILER(
                200, 5, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n"),
        UNTIL_CLOSE(200, 5, "HTTP/1.1 200 OK\r\n\r\nhello"),
        HTTP_1_0(200, 5, "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
        NO_REASON(200, 5, "HTTP/1.1 200 \r\nContent-Length: 5\r\n\r\nhello"),
        EMPTY(200, 0, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        EMPTY_CHUNKED(200, 0, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        EMPTY_UNTIL_CLOSE(200, 0, "HTTP/1.1 200 OK\r\n\r\n"),
        NO_CONTENT(204, 0, "HTTP/1.1 204 No Content\r\n\r\n"),
        NOT_MODIFIED(304, 0, "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"),
        REDIRECT(302, 0, "HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n"),
        NOT_FOUND(404, 5, "HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nhello"),
        TOO_MANY_REQUESTS(429, 0, "HTTP/1.1 429 Too Many\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"),
        SERVER_ERROR(500, 5, "HTTP/1.1 500 Oh\r\nRetry-After: 1\r\nContent-Length: 5\r\n\r\nhello"),
        UNAVAILABLE(503, 0, "HTTP/1.1 503 Wait\r\nRetry-After: 86400\r\nContent-Length: 0\r\n\r\n"),
        UNKNOWN_STATUS(799, 0, "HTTP/1.1 799 What\r\nContent-Length: 0\r\n\r\n"),
        CONTINUE_FIRST(200, 5, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
        HINTS_FIRST(
                200,
                5,
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"
                        + "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");

        private final int status;
        private final int bodyBytes;
        private final byte[] bytes;

        Answer(int status, int bodyBytes, String text) {
            this.status = status;
            this.bodyBytes = bodyBytes;
            this.bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        }

        private boolean endsConnection() {
            return this == UNTIL_CLOSE || this == HTTP_1_0 || this == EMPTY_UNTIL_CLOSE;
        }

        private Reply reply() {
            return Reply.now(bytes).then(endsConnection() ? Reply.After.CLOSE : Reply.After.KEEP);
        }

        /** Returns the same bytes, one at a time and a millisecond apart. */
        private Reply drip() {
            List<Reply.Part> parts = new ArrayList<>();
            for (int i = 0; i < bytes.length; i++) {
                parts.add(new Reply.Part(i * 1_000_000L, new byte[] {bytes[i]}));
            }
            return new Reply(parts, endsConnection() ? Reply.After.CLOSE : Reply.After.KEEP);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void answer_whole_isReportedOnceWithItsBytes(Answer answer) {
        try (TestServer server = TestServer.start(request -> answer.reply());
                Client client = client(server)) {
            for (int requests = 1; requests <= 2; requests++) {
                RecordingExchange exchange = client.get("/");

                assertThat(exchange.end()).isEqualTo("answered " + answer.status);
                assertThat(exchange.bodyBytes()).isEqualTo(answer.bodyBytes);
                assertThat(exchange.response()).isNull();
                Eventually.count("bytes received", exchange::receivedBytes, answer.bytes.length);
                assertThat(exchange.sentBytes())
                        .isEqualTo(WireConformance.get(server, "/").length());
                assertThat(server.hits()).isEqualTo(requests);
                assertThat(server.connections()).isEqualTo(answer.endsConnection() ? requests : 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    default void answer_byteByByte_isTheSame(Answer answer) {
        try (TestServer server = TestServer.start(request -> answer.drip());
                Client client = client(server)) {
            RecordingExchange exchange = client.get("/");

            assertThat(exchange.end()).isEqualTo("answered " + answer.status);
            assertThat(exchange.bodyBytes()).isEqualTo(answer.bodyBytes);
            Eventually.count("bytes received", exchange::receivedBytes, answer.bytes.length);
        }
    }

    @Test
    default void answer_toHead_hasNoBodyWhateverItsLengthSays() {
        try (TestServer server = TestServer.start(Behaviors.body(1000));
                Client client = client(server)) {
            RequestSpec head = RequestSpec.builder().method("HEAD").build();
            for (int i = 0; i < 2; i++) {
                RecordingExchange exchange = client.send(head);

                assertThat(exchange.end()).isEqualTo("answered 200");
                assertThat(exchange.bodyBytes()).isZero();
            }
            assertThat(client.get("/").bodyBytes()).isEqualTo(1000);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    default void answer_nextOnTheConnection_connectingIsReportedOnlyOnce() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO));
                Client client = client(server)) {
            assertThat(client.get("/").calls()).containsExactly("connecting", "sent", "written", "firstByte", "end");
            assertThat(client.get("/").calls()).containsExactly("sent", "written", "firstByte", "end");
        }
    }

    @Test
    default void answer_slow_instantsFrameTheWait() {
        Duration perByte = Duration.ofMillis(20);
        try (TestServer server = TestServer.start(Faults.slowBody(perByte, 5));
                Client client = client(server)) {
            long before = System.nanoTime();
            RecordingExchange exchange = client.get("/");
            long after = System.nanoTime();

            assertThat(exchange.instant("connecting")).isGreaterThanOrEqualTo(before);
            assertThat(exchange.instant("end")).isLessThanOrEqualTo(after);
            assertThat(exchange.instant("end") - exchange.instant("sent"))
                    .isGreaterThanOrEqualTo(5 * perByte.toNanos());
        }
    }

    @Test
    default void answer_delayed_firstByteComesAfterTheDelay() {
        Duration delay = Duration.ofMillis(100);
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(delay));
                Client client = client(server)) {
            RecordingExchange exchange = client.get("/");

            // The server's delay begins after the request was sent, and ends before the head can have come.
            assertThat(exchange.instant("firstByte") - exchange.instant("sent"))
                    .isGreaterThanOrEqualTo(delay.toNanos());
        }
    }

    @Test
    default void protocol_beforeAndAfterTheFirstAnswer_isEmptyAndHttp11() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO));
                Client client = client(server.uri("/"), Transport.DEFAULT)) {
            assertThat(client.sender().protocol()).isEmpty();

            client.get("/");

            assertThat(client.sender().protocol()).isEqualTo("HTTP/1.1");
        }
    }
}
