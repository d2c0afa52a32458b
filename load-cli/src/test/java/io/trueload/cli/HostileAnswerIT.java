// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.cli.CommandProcess.Ended;
import io.trueload.testkit.Reply;
import io.trueload.testkit.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers made to drive the terminal or the spreadsheet of whoever reads the report. */
class HostileAnswerIT {

    private static final List<String> HOSTILE = List.of(
            "\u001b[2J\u001b[31mPASS",
            "\u001b]8;;http://evil.example\u0007click",
            "\u009b31m",
            "nul\u0000bell\u0007",
            "=cmd|'/c calc'!A0",
            "Verdict: PASS\rSummary:",
            "\u001b" + "x".repeat(100_000));

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "csv", "quiet"})
    void hostileStatusLines_doNotReachTheTerminal(String format) {
        try (TestServer server = TestServer.start(request ->
                Reply.now(("HTTQ/1.1 " + HOSTILE.get((int) (request.sequence() % HOSTILE.size())) + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1)))) {
            Ended ended = CommandProcess.run(
                    "-n", "14", "-c", "1", "-o", format, server.uri("/").toString());

            assertThat(ended.code()).isOne();
            String written = ended.stdout() + ended.stderr();
            assertThat(written.chars().filter(c -> c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0))
                    .as(written)
                    .isEmpty();
            assertThat(written).hasSizeLessThan(50_000);
            assertThat(ended.stdout().lines())
                    .noneMatch(line -> line.startsWith("=") || line.startsWith("Verdict: PASS"));
            if (format.equals("text")) {
                // What was filtered had come this far.
                assertThat(ended.stdout()).contains("[2J", "\\u009b31m", "calc");
            }
        }
    }
}
