// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import static io.trueload.testkit.RawClient.GET;
import static io.trueload.testkit.RawClient.OK;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class FaultsIT {

    @Test
    void hang_request_isNeverAnswered() throws Exception {
        try (TestServer server = TestServer.start(Faults.hang());
                var client = new RawClient(server.port())) {
            client.patience(200);
            client.send(GET);

            assertThatThrownBy(() -> client.read(1)).isInstanceOf(SocketTimeoutException.class);
            assertThat(server.hits()).isEqualTo(1);
            assertThat(server.inFlight()).isEqualTo(1);
            client.hangUp();
            assertThat(Eventually.holds(() -> server.inFlight() == 0)).isTrue();
        }
    }

    @Test
    void dropEveryNth_thirdRequest_endsTheConnectionSilently() throws Exception {
        try (TestServer server = TestServer.start(Faults.dropEveryNth(3));
                var client = new RawClient(server.port())) {
            assertThat(client.send(GET).read(OK.length())).isEqualTo(OK);
            assertThat(client.send(GET).read(OK.length())).isEqualTo(OK);
            assertThat(client.send(GET).readToEnd()).isEmpty();
            assertThat(server.hits()).isEqualTo(3);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void reset_request_resetsTheConnection() throws Exception {
        try (TestServer server = TestServer.start(Faults.reset());
                var client = new RawClient(server.port())) {
            client.send(GET);

            assertThatThrownBy(() -> client.read(1))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
            assertThat(server.openConnections()).isZero();
        }
    }

    @Test
    void resetInBody_request_resetsAfterHalfTheBody() throws Exception {
        try (TestServer server = TestServer.start(Faults.resetInBody());
                var client = new RawClient(server.port())) {
            client.send(GET);

            assertThatThrownBy(client::readToEnd).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void closeEachUnannounced_answer_saysNothingOfTheClose() throws Exception {
        try (TestServer server = TestServer.start(Faults.closeEachUnannounced());
                var client = new RawClient(server.port())) {
            assertThat(client.send(GET).readToEnd()).isEqualTo(OK);
        }
    }

    @Test
    void truncatedBody_answer_endsAfter500Of1000Bytes() throws Exception {
        try (TestServer server = TestServer.start(Faults.truncatedBody());
                var client = new RawClient(server.port())) {
            String answer = client.send(GET).readToEnd();

            assertThat(answer).contains("Content-Length: 1000\r\n");
            assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).hasSize(500);
        }
    }

    @Test
    void truncatedChunks_answer_lacksItsLastChunk() throws Exception {
        try (TestServer server = TestServer.start(Faults.truncatedChunks());
                var client = new RawClient(server.port())) {
            assertThat(client.send(GET).readToEnd())
                    .contains("Transfer-Encoding: chunked\r\n", "\r\n64\r\nabc")
                    .doesNotContain("\r\n0\r\n");
        }
    }

    @Test
    void slowBody_tenBytes_takesTenPausesAfterAPromptHead() throws Exception {
        try (TestServer server = TestServer.start(Faults.slowBody(ofMillis(20), 10));
                var client = new RawClient(server.port())) {
            long start = System.nanoTime();
            client.send(GET);
            String head =
                    client.read("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\n".length());
            String body = client.read(10);

            assertThat(head).endsWith("\r\n\r\n");
            assertThat(body).isEqualTo("abcdefghij");
            assertThat(ofNanos(System.nanoTime() - start)).isBetween(ofMillis(200), ofSeconds(5));
        }
    }

    @Test
    void slowHeader_wholeAnswer_drips() throws Exception {
        try (TestServer server = TestServer.start(Faults.slowHeader(ofMillis(2)));
                var client = new RawClient(server.port())) {
            long start = System.nanoTime();

            assertThat(client.send(GET).read(OK.length())).isEqualTo(OK);
            assertThat(ofNanos(System.nanoTime() - start)).isBetween(ofMillis(2L * OK.length()), ofSeconds(10));
            assertThat(client.send(GET).read(1)).isEqualTo("H");
        }
    }

    @Test
    void garbage_answer_isNoHttp() throws Exception {
        try (TestServer server = TestServer.start(Faults.garbage());
                var client = new RawClient(server.port())) {
            assertThat(client.send(GET).readToEnd()).isEqualTo("HTTQ/9.9 abc nonsense\r\n\r\n");
        }
    }
}
