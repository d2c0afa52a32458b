// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.RequestSpec;
import io.trueload.testkit.Answers;
import io.trueload.testkit.Behavior;
import io.trueload.testkit.Faults;
import io.trueload.testkit.Reply;
import io.trueload.testkit.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a sender makes of broken answers: one failure each, never an answer, and nothing sent twice. */
interface FaultConformance extends SenderFactory {

    String HEAD = "HTTP/1.1 200 OK\r\n";

    /** A broken answer, and how the request ends. */
    enum Fault {
        CLOSED_UNANSWERED(
                request -> Reply.nothing(Reply.After.CLOSE), "CONNECTION_LOST: connection closed before the answer"),
        RESET_UNANSWERED(Faults.reset(), "CONNECTION_LOST: connection reset before the answer"),
        CLOSED_IN_STATUS_LINE(closing("HTTP/1.1 200"), "CONNECTION_LOST: connection closed before the answer"),
        CLOSED_AFTER_STATUS_LINE(closing(HEAD), "CONNECTION_LOST: connection closed before the answer"),
        CLOSED_IN_HEADER_NAME(closing(HEAD + "Content-Le"), "CONNECTION_LOST: connection closed before the answer"),
        CLOSED_IN_HEADER_VALUE(
                closing(HEAD + "Content-Length: 0"), "CONNECTION_LOST: connection closed before the answer"),
        CLOSED_AFTER_HEADER(
                closing(HEAD + "Content-Length: 0\r\n"), "CONNECTION_LOST: connection closed before the answer"),
        CLOSED_AFTER_INTERIM(
                closing("HTTP/1.1 100 Continue\r\n\r\n"), "CONNECTION_LOST: connection closed before the answer"),
        SHORT_BODY(Faults.truncatedBody(), "CONNECTION_LOST: connection closed in the middle of the answer"),
        NO_BODY(
                closing(HEAD + "Content-Length: 5\r\n\r\n"),
                "CONNECTION_LOST: connection closed in the middle of the answer"),
        SHORT_CHUNKS(Faults.truncatedChunks(), "CONNECTION_LOST: connection closed in the middle of the answer"),
        SHORT_CHUNK(
                closing(HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nhel"),
                "CONNECTION_LOST: connection closed in the middle of the answer"),
        SHORT_CHUNK_SIZE(
                closing(HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1"),
                "CONNECTION_LOST: connection closed in the middle of the answer"),
        NO_LAST_CHUNK(
                closing(HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
                "CONNECTION_LOST: connection closed in the middle of the answer"),
        RESET_IN_BODY(Faults.resetInBody(), "CONNECTION_LOST: connection reset in the middle of the answer"),
        GARBAGE(Faults.garbage(), "PROTOCOL_ERROR: "),
        BINARY(closing("\u0000\u0001\u0002\u0003\u0016\u0003\u0001\r\n\r\n"), "PROTOCOL_ERROR: "),
        BAD_VERSION(keeping("HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n"), "PROTOCOL_ERROR: "),
        HTTP_2_IN_TEXT(keeping("HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n"), "PROTOCOL_ERROR: "),
        SHORT_STATUS(keeping("HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n"), "PROTOCOL_ERROR: "),
        STATUS_BELOW_100(keeping("HTTP/1.1 099 Low\r\nContent-Length: 0\r\n\r\n"), "PROTOCOL_ERROR: "),
        NO_COLON(keeping(HEAD + "Content-Length 0\r\n\r\n"), "PROTOCOL_ERROR: "),
        LENGTH_NOT_A_NUMBER(keeping(HEAD + "Content-Length: five\r\n\r\n"), "PROTOCOL_ERROR: "),
        NEGATIVE_LENGTH(keeping(HEAD + "Content-Length: -5\r\n\r\n"), "PROTOCOL_ERROR: "),
        TWO_LENGTHS(keeping(HEAD + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"), "PROTOCOL_ERROR: "),
        BAD_CHUNK_SIZE(
                keeping(HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"),
                "PROTOCOL_ERROR: bad chunk: "),
        BAD_CHUNK_END(
                keeping(HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nhelloXX0\r\n\r\n"),
                "PROTOCOL_ERROR: bad chunk: "),
        SWITCHING_PROTOCOLS(
                keeping("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
                "PROTOCOL_ERROR: unexpected 101 Switching Protocols");

        private final Behavior behavior;
        private final String end;

        Fault(Behavior behavior, String end) {
            this.behavior = behavior;
            this.end = end;
        }

        private static Behavior closing(String text) {
            return Faults.raw(text, Reply.After.CLOSE);
        }

        private static Behavior keeping(String text) {
            return Faults.raw(text, Reply.After.KEEP);
        }
    }

    /** Answers requests for {@code /fault} in a broken way and all others well. */
    static Behavior only(Behavior fault) {
        Reply ok = Reply.now(Answers.ok("ok"));
        return request -> request.path().equals("/fault") ? fault.reply(request) : ok;
    }

    @ParameterizedTest
    @EnumSource
    default void fault_onAFreshConnection_failsOnceAndTheSlotGoesOn(Fault fault) {
        try (TestServer server = TestServer.start(only(fault.behavior));
                Client client = client(server)) {
            assertThat(client.get("/fault").end()).startsWith(fault.end).isNotEqualTo("PROTOCOL_ERROR: ");
            assertThat(server.hits()).isEqualTo(1);

            assertThat(client.get("/").end()).isEqualTo("answered 200");
            assertThat(server.hits()).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void fault_onAUsedConnection_failsOnceAndTheSlotGoesOn(Fault fault) {
        try (TestServer server = TestServer.start(only(fault.behavior));
                Client client = client(server)) {
            assertThat(client.get("/").end()).isEqualTo("answered 200");
            boolean nothingCame = fault == Fault.CLOSED_UNANSWERED || fault == Fault.RESET_UNANSWERED;
            // The server may then have closed it for other reasons than the request.
            assertThat(client.get("/fault").end())
                    .startsWith(nothingCame ? fault.end.replace(": connection", ": kept connection") : fault.end);
            assertThat(server.hits()).isEqualTo(2);

            assertThat(client.get("/").end()).isEqualTo("answered 200");
            assertThat(server.hits()).isEqualTo(3);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    default void fault_reportsHowFarTheRequestCame() {
        try (TestServer server = TestServer.start(Faults.truncatedBody());
                Client client = client(server)) {
            RecordingExchange exchange = client.get("/");

            assertThat(exchange.calls()).containsExactly("connecting", "sent", "written", "firstByte", "end");
            assertThat(exchange.sentBytes())
                    .isEqualTo(WireConformance.get(server, "/").length());
            assertThat(exchange.receivedBytes()).isGreaterThan(500);
        }
    }

    @Test
    default void faults_atOnce_allEndOnce() {
        try (TestServer server = TestServer.start(Faults.dropEveryNth(1));
                Client client = client(server)) {
            RecordingExchange[] exchanges = new RecordingExchange[200];
            for (int i = 0; i < exchanges.length; i++) {
                exchanges[i] = Client.start(client.sender().slot(), RequestSpec.get("/"));
            }
            assertThat(exchanges)
                    .allSatisfy(each -> assertThat(each.await().end())
                            .isEqualTo("CONNECTION_LOST: connection closed before the answer"));
            assertThat(server.hits()).isEqualTo(exchanges.length);
        }
    }
}
