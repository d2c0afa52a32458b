// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Header;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.Response;
import io.trueload.testkit.Answers;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.Reply;
import io.trueload.testkit.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What a sender keeps of answers, and what it does not. */
interface BodyConformance extends SenderFactory {

    int MEBI = 1 << 20;

    /** Returns an answer with a body of so many mebibytes that needs only one of them. */
    static Reply mebibytes(int count) {
        List<Reply.Part> parts = new ArrayList<>();
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + (long) count * MEBI + "\r\n\r\n";
        parts.add(new Reply.Part(0, head.getBytes(StandardCharsets.ISO_8859_1)));
        byte[] mebi = new byte[MEBI];
        for (int i = 0; i < count; i++) {
            parts.add(new Reply.Part(0, mebi));
        }
        return new Reply(parts, Reply.After.KEEP);
    }

    @Test
    default void body_largerThanTheHeap_streams() {
        int count = (int) (Runtime.getRuntime().maxMemory() / MEBI) + 20;
        // The tests run in half a gibibyte; where somebody gave them more, that is not worth the time.
        int mebibytes = Math.min(count, 600);
        try (TestServer server = TestServer.start(request -> mebibytes(mebibytes));
                Client client = client(server)) {
            RecordingExchange exchange = client.get("/");

            assertThat(exchange.end()).isEqualTo("answered 200");
            assertThat(exchange.bodyBytes()).isEqualTo((long) mebibytes * MEBI);
            assertThat(exchange.response()).isNull();
        }
    }

    @Test
    default void body_ofCheckedPlan_isKeptWithItsHead() {
        try (TestServer server = TestServer.start(Behaviors.chunkedBody(100_000, 1000));
                Client client = client(Client.checkingPlan(server.uri("/")))) {
            Response response = requireNonNull(client.get("/").response());

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("transfer-encoding")).contains("chunked");
            assertThat(response.body()).hasSize(100_000).startsWith((byte) 'a', (byte) 'b');
        }
    }

    @Test
    default void body_emptyOfCheckedPlan_isKeptAsEmpty() {
        try (TestServer server = TestServer.start(Behaviors.status(204));
                Client client = client(Client.checkingPlan(server.uri("/")))) {
            Response response = requireNonNull(client.get("/").response());

            assertThat(response.status()).isEqualTo(204);
            assertThat(response.body()).isEmpty();
        }
    }

    @Test
    default void body_compressed_isCountedAndKeptAsItCame() throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(new byte[10_000]);
        }
        byte[] body = compressed.toByteArray();
        var answer = new ByteArrayOutputStream();
        answer.write(("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        answer.write(body);
        try (TestServer server = TestServer.start(request -> Reply.now(answer.toByteArray()));
                Client client = client(Client.checkingPlan(server.uri("/")))) {
            RecordingExchange exchange = client.get("/");

            assertThat(exchange.bodyBytes()).isEqualTo(body.length);
            Response response = requireNonNull(exchange.response());
            assertThat(response.body()).isEqualTo(body);
            assertThat(response.header("content-encoding")).contains("gzip");
        }
    }

    @Test
    default void body_tooLargeToKeep_isAProtocolError() {
        try (TestServer server = TestServer.start(request -> mebibytes(65));
                Client client = client(Client.checkingPlan(server.uri("/")))) {
            assertThat(client.get("/").end())
                    .isEqualTo("PROTOCOL_ERROR: answer too large: body longer than 64 MiB cannot be checked");
        }
    }

    @Test
    default void headers_ofCheckedPlan_keepOrderAndRepetition() {
        byte[] answer = Answers.text(200, "ok", "X-A: 1", "X-B: 2", "X-A: 3", "X-Empty:");
        try (TestServer server = TestServer.start(request -> Reply.now(answer));
                Client client = client(Client.checkingPlan(server.uri("/")))) {
            Response response = requireNonNull(client.get("/").response());

            assertThat(response.headers().stream().map(Header::toString).filter(line -> line.startsWith("X-")))
                    .containsExactly("X-A: 1", "X-B: 2", "X-A: 3", "X-Empty: ");
        }
    }

    @Test
    default void headers_thatNobodyMaySend_areReadableForAChecker() {
        byte[] answer = Answers.text(200, "ok", "X-City: K\u00f6ln", "X-Bell: \u0007", "X(Odd): 1", "X-\u00d6dd: 2");
        try (TestServer server = TestServer.start(request -> Reply.now(answer));
                Client client = client(Client.checkingPlan(server.uri("/")))) {
            RecordingExchange exchange = client.get("/");

            assertThat(exchange.end()).isEqualTo("answered 200");
            Response response = requireNonNull(exchange.response());
            assertThat(response.header("X-City")).contains("K?ln");
            assertThat(response.text()).isEqualTo("ok");
        }
    }

    @Test
    default void headers_thatNobodyMaySend_doNotMatterWithoutAChecker() {
        byte[] answer = Answers.text(200, "ok", "X-City: K\u00f6ln", "X(Odd): 1");
        try (TestServer server = TestServer.start(request -> Reply.now(answer));
                Client client = client(server)) {
            assertThat(client.get("/").end()).isEqualTo("answered 200");
        }
    }

    @Test
    default void requestBody_large_isSentInFull() {
        byte[] body = new byte[8 * MEBI];
        Arrays.fill(body, (byte) 'x');
        try (TestServer server =
                        TestServer.start(request -> Reply.now(Answers.ok(Integer.toString(request.body().length))));
                Client client = client(Client.checkingPlan(server.uri("/")))) {
            RequestSpec post = RequestSpec.builder().method("POST").body(body).build();
            for (int i = 0; i < 2; i++) {
                RecordingExchange exchange = client.send(post);

                assertThat(requireNonNull(exchange.response()).text()).isEqualTo(Integer.toString(body.length));
                assertThat(exchange.sentBytes()).isGreaterThan(body.length);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }
}
