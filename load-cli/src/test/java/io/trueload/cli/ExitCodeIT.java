// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trueload.cli.CommandProcess.Ended;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.Faults;
import io.trueload.testkit.Ports;
import io.trueload.testkit.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The exit codes 0 to 4 of whole runs; 2 has a class of its own, and so have signals. */
class ExitCodeIT {

    private static final Map<String, Integer> CODES = Map.of("PASS", 0, "FAIL", 1, "INVALID", 3, "INCONCLUSIVE", 4);

    @Test
    void allAnswered_nothingExpected_isZero() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ofMillis(1)))) {
            Ended ended = CommandProcess.run("-n", "20", "-c", "2", url(server));

            assertThat(ended.code()).isZero();
            assertThat(ended.stdout()).contains("[200]\t20 responses");
            assertThat(ended.stderr()).isEmpty();
            assertThat(server.hits()).isEqualTo(20);
        }
    }

    @Test
    void allExpectationsMet_isZero() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ofMillis(1)))) {
            Ended ended = CommandProcess.run(
                    "-n", "200", "-c", "2", "--expect", "p99 < 20s", "--expect", "errors = 0", url(server));

            assertThat(ended.code()).isZero();
        }
    }

    @Test
    void nothingAnswered_isOne() {
        Ended ended = CommandProcess.run("-n", "5", "-c", "1", "http://127.0.0.1:" + Ports.closed() + "/");

        assertThat(ended.code()).isOne();
        assertThat(ended.stdout()).contains("Verdict: FAIL").contains("no request was answered as expected");
    }

    @Test
    void expectationMissed_isTheCodeOfTheVerdict() throws IOException {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ofMillis(20)))) {
            Ended ended =
                    CommandProcess.run("-n", "100", "-c", "1", "-o", "json", "--expect", "p50 < 10ms", url(server));

            String outcome = verdict(ended.stdout());
            // On a busy machine the generator may be unhealthy, and says so.
            assertThat(outcome).isIn("FAIL", "INVALID");
            assertThat(ended.code()).isEqualTo(CODES.get(outcome));
        }
    }

    @Test
    void requestsDropped_isThree() {
        try (TestServer server = TestServer.start(Faults.hang())) {
            Ended ended =
                    CommandProcess.run("--max-in-flight", "1", "--rate", "100/s", "-z", "1s", "-t", "1s", url(server));

            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.stdout()).contains("Verdict: INVALID").contains("planned requests were dropped");
        }
    }

    @Test
    void tooFewSamples_isFour() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ofMillis(50)))) {
            Ended ended = CommandProcess.run("-z", "1s", "-c", "1", "--expect", "p99.99 < 1s", url(server));

            assertThat(ended.code()).isEqualTo(4);
            assertThat(ended.stdout()).contains("Verdict: INCONCLUSIVE").contains("needs 10000 samples");
        }
    }

    private static String url(TestServer server) {
        return server.uri("/").toString();
    }

    /** Returns {@code verdict.outcome}, which proves besides that the text is JSON to its end. */
    private static String verdict(String json) throws IOException {
        String outcome = "";
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING
                        && parser.getParsingContext().pathAsPointer().toString().equals("/verdict/outcome")) {
                    outcome = parser.getText();
                }
            }
        }
        return outcome;
    }
}
