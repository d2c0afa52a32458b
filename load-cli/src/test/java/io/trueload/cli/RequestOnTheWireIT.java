// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.testkit.Behaviors;
import io.trueload.testkit.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** From options to bytes. */
class RequestOnTheWireIT {

    @Test
    void optionsOfARequest_together_areWhatTheServerReceives() {
        assertThat(received(
                        "-m",
                        "POST",
                        "-H",
                        "X-A: 1",
                        "-H",
                        "X-A: 2",
                        "-d",
                        "hello",
                        "-T",
                        "text/plain",
                        "-A",
                        "text/csv",
                        "-U",
                        "me/1",
                        "-a",
                        "joe:secret",
                        "-host",
                        "shop.example"))
                .startsWith("POST /items?q=1 HTTP/1.1\r\n")
                .contains("\r\nX-A: 1\r\nX-A: 2\r\n")
                .contains("\r\nHost: shop.example\r\n")
                .contains("\r\nContent-Type: text/plain\r\n")
                .contains("\r\nAccept: text/csv\r\n")
                .contains("\r\nUser-Agent: me/1\r\n")
                .contains("\r\nAuthorization: Basic am9lOnNlY3JldA==\r\n")
                .contains("\r\nContent-Length: 5\r\n")
                .endsWith("\r\n\r\nhello");
    }

    @Test
    void nothingAskedFor_isABareGetOfTrueload() {
        assertThat(received().split("\r\n")[0]).isEqualTo("GET /items?q=1 HTTP/1.1");
        assertThat(received())
                .containsPattern("\r\nUser-Agent: trueload/\\d+\\.\\d+\\.\\d+\\S*\r\n")
                .doesNotContainIgnoringCase("accept")
                .doesNotContainIgnoringCase("content-");
    }

    private static String received(String... options) {
        try (TestServer server = TestServer.builder(Behaviors.fixedDelay(Duration.ZERO))
                .captureInput(true)
                .start()) {
            String[] words = new String[options.length + 4];
            System.arraycopy(options, 0, words, 0, options.length);
            words[options.length] = "-n";
            words[options.length + 1] = "1";
            words[options.length + 2] = "--no-priming";
            words[options.length + 3] = server.uri("/items?q=1").toString();

            assertThat(CommandProcess.run(words).code()).isZero();
            assertThat(server.captured()).hasSize(1);
            return new String(server.captured().get(0), StandardCharsets.ISO_8859_1);
        }
    }
}
