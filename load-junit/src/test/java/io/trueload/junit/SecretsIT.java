// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.testkit.Reply;
import io.trueload.testkit.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Secrets of a load test that a hostile server says back: in messages, on standard output, and in files. */
class SecretsIT {

    private static final String SECRET = "cAn4ry-junit-5e";
    private static final Path FILE = Path.of("target", "canary.secret");

    /** What a document of XML 1.0 may hold, such as the reports of JUnit and Surefire. */
    private static final String ALLOWED_IN_XML =
            "[\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]*";

    /** Says back what came in a header that is secret, in Base64 too, and in one that is not; in what is not HTTP. */
    private static TestServer server;

    @TempDir
    private Path output;

    @BeforeAll
    static void startServer() throws IOException {
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, SECRET + "\n");
        server = TestServer.builder(request -> {
                    String secret = request.header("X-Team").orElse("none");
                    List<String> echoes = List.of(
                            secret,
                            Base64.getEncoder().encodeToString(("x" + secret).getBytes(StandardCharsets.UTF_8)),
                            "\u001b[31m<b>]]>\u0001" + request.header("X-Plain").orElse("none"));
                    String echo = echoes.get((int) (request.sequence() % echoes.size()));
                    return Reply.now(("HTTQ/1.1 " + echo + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
                })
                .captureInput(true)
                .start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
        Files.delete(FILE);
    }

    @Test
    void secrets_saidBack_areInNoMessageNoOutputAndNoFile_andNothingDrivesATerminal() throws IOException {
        PrintStream before = System.out;
        var printed = new ByteArrayOutputStream();
        EngineExecutionResults results;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            results = new Launch(output).run(Echoed.class);
        } finally {
            System.setOut(before);
        }
        var trace = new StringWriter();
        results.allEvents().failed().stream()
                .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
                .flatMap(result -> result.getThrowable().stream())
                .forEach(thrown -> thrown.printStackTrace(new PrintWriter(trace, true)));
        String events = results.allEvents().stream().map(Object::toString).reduce("", String::concat);

        String sent = new String(server.captured().get(0), StandardCharsets.ISO_8859_1);
        assertThat(sent).contains("X-Team: " + SECRET, "token=" + SECRET, "\r\n\r\n" + SECRET);
        assertThat(trace.toString()).contains("no request was answered as expected", "***");
        for (String text : List.of(trace.toString(), printed.toString(StandardCharsets.UTF_8), events, files())) {
            assertThat(text)
                    .contains("pl4in")
                    .matches(ALLOWED_IN_XML)
                    .doesNotContainIgnoringCase(SECRET)
                    .doesNotContain(Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8)))
                    .doesNotContain(Base64.getEncoder()
                            .encodeToString(("x" + SECRET).getBytes(StandardCharsets.UTF_8))
                            .substring(2, 20))
                    .doesNotContain("\u001b");
        }
    }

    @Test
    void secretThatIsMissing_isAMistakeThatNamesTheVariable() {
        assertThat(new Launch(output).failure(Missing.class))
                .hasMessageContaining("headers: the environment variable TRUELOAD_NO_SUCH_VARIABLE is not set");
    }

    private String files() throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> found = Files.walk(output)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    static class Echoed {

        @LoadTarget
        static URI service = server.uri("");

        @LoadTest(
                requests = 9,
                concurrency = 1,
                confirm = 1,
                method = "POST",
                path = "/items?token=" + SECRET,
                headers = {"X-Team: file:target/canary.secret", "X-Plain: pl4in"},
                body = "file:target/canary.secret")
        void load() {}
    }

    static class Missing {

        @LoadTarget
        static URI service = server.uri("");

        @LoadTest(requests = 1, concurrency = 1, headers = "Authorization: Bearer env:TRUELOAD_NO_SUCH_VARIABLE")
        void load() {}
    }
}
