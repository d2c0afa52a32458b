// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.cli.CommandProcess.Ended;
import io.trueload.testkit.Answers;
import io.trueload.testkit.Behavior;
import io.trueload.testkit.Ports;
import io.trueload.testkit.Reply;
import io.trueload.testkit.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets are planted wherever one can be, a server says them back, and nothing that the command writes holds one. */
class CanaryIT {

    private static final Canary HEADER = new Canary("cAn4ry-Header/+1a");
    private static final Canary COOKIE = new Canary("cAn4ry-Cookie/+2b");
    private static final Canary VARIABLE = new Canary("cAn4ry-Variable/+3c");
    private static final Canary PASSWORD = new Canary("cAn4ry-Password/+4d");
    private static final Canary BODY = new Canary("cAn4ry-Body/+5e");
    private static final Canary QUERY = new Canary("cAn4ry-Query/+6f");
    private static final Canary PROXY = new Canary("cAn4ry-Proxy/+7g");
    private static final Canary HOST = new Canary("cAn4ryhost8h");
    private static final List<Canary> ALL = List.of(HEADER, COOKIE, VARIABLE, PASSWORD, BODY, QUERY, PROXY, HOST);

    /** Goes the same way as the secrets, but is none: what finds no secret must find this. */
    private static final Canary MARKER = new Canary("pl4inMarker/+9i");

    private static final List<String> ECHOES = Stream.concat(ALL.stream(), Stream.of(MARKER))
            .flatMap(each -> each.echoes().stream())
            .toList();

    @TempDir
    private Path folder;

    private Path password;
    private Path body;

    @BeforeEach
    void writeSecrets() throws IOException {
        password = Files.writeString(folder.resolve("password"), PASSWORD.secret() + "\n");
        body = Files.writeString(folder.resolve("body"), BODY.secret() + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "csv", "quiet"})
    void secrets_echoedInWhatIsNotHttp_areInNoOutput(String format) {
        Behavior echo = request -> Reply.now(bytes("HTTQ/1.1 200 " + echo(request.sequence()) + "\r\n\r\n"));
        try (TestServer server = TestServer.builder(echo).captureInput(true).start()) {
            Ended ended = run(server, format, Integer.toString(ECHOES.size()));

            assertNoSecret(ended);
            assertThat(ended.code()).isOne();
            if (format.equals("text") || format.equals("json")) {
                assertThat(MARKER.foundIn(ended.stdout())).hasSizeGreaterThanOrEqualTo(3);
                assertThat(ended.stdout()).contains("***");
            }
            String sent = String.join(
                    "", server.captured().stream().map(CanaryIT::text).toList());
            assertThat(Stream.of(HEADER, COOKIE, VARIABLE, PASSWORD, BODY, QUERY, PROXY))
                    .allSatisfy(each -> assertThat(each.foundIn(sent)).isNotEmpty());
        }
    }

    @Test
    void secrets_echoedInChunksHeadersBodiesAndReasons_areInNoOutput() {
        List<Behavior> behaviors = List.of(
                request -> Reply.now(bytes(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + echo(request.sequence()) + "\r\n")),
                request -> Reply.now(bytes("HTTP/1.1 200 OK\r\n" + echo(request.sequence()) + "\r\n\r\n")),
                request ->
                        Reply.now(bytes("HTTP/1.1 500 " + echo(request.sequence()) + "\r\nContent-Length: 0\r\n\r\n")),
                request ->
                        Reply.now(Answers.text(500, echo(request.sequence()), "X-Echo: " + echo(request.sequence()))));
        for (Behavior behavior : behaviors) {
            try (TestServer server = TestServer.start(behavior)) {
                assertNoSecret(run(server, "text", Integer.toString(ECHOES.size())));
            }
        }
    }

    @Test
    void secrets_echoedInRedirects_areInNoOutput() {
        Behavior redirect = request -> Reply.now(Answers.text(
                302,
                "",
                "Location: "
                        + (request.sequence() % 2 == 0
                                ? "http://" + HOST.secret() + ".invalid/?token=" + QUERY.percentEncoded()
                                : "http://[" + HEADER.secret() + QUERY.secret())));
        try (TestServer server = TestServer.start(redirect)) {
            String url = server.uri("/?token=" + QUERY.percentEncoded()).toString();
            Ended ended = CommandProcess.run(
                    "-n", "4", "-c", "1", "--redirects", "2", "-H", "X-Token: " + HOST.secret(), url);

            assertNoSecret(ended);
            assertThat(ended.stdout()).contains("host cannot be resolved: ***.invalid");
        }
    }

    @Test
    void secrets_ofRunsThatFail_areInNoOutput() {
        try (TestServer server = TestServer.start(request -> Reply.now(Answers.ok("x")))) {
            assertNoSecret(CommandProcess.run(
                    variables(), words("-n", "2", "-c", "1", "http://127.0.0.1:" + Ports.closed() + query())));
            assertNoSecret(CommandProcess.run(
                    variables(),
                    words("-n", "2", "-c", "1", "-t", "1", "https://127.0.0.1:" + server.port() + query())));
            assertNoSecret(CommandProcess.run(variables(), words("-n", "2", "http://no-such-host.invalid" + query())));
        }
    }

    @Test
    void secrets_inBadValues_areInNoMessage() throws IOException {
        String secret = HEADER.secret();
        Path binary =
                Files.write(folder.resolve("binary"), (secret + "\n\u0000\r\nX: y").getBytes(StandardCharsets.UTF_8));
        List<List<String>> lines = List.of(
                List.of("-H", secret),
                List.of("-H", "Authorization Bearer " + secret + ":"),
                List.of("-H", "Authorization: Bearer " + secret + "\r\n"),
                List.of("-H", "X-Team: file:" + binary),
                List.of("-H", "X-Team: env:" + secret),
                List.of("-HAuthorization:" + secret),
                List.of("-d" + secret),
                List.of("-a", secret),
                List.of("-auser:" + secret),
                List.of("-a", "user:file:" + folder.resolve("none")),
                List.of("-a", "user:env:" + secret),
                List.of("-d", "env:" + secret),
                List.of("-x", "http://user:" + secret + "@127.0.0.1:1"),
                List.of("-x", "ftp://user:" + PROXY.percentEncoded() + "@127.0.0.1:1"),
                List.of("-x", "http://user:" + secret + "@[bad"),
                List.of("-x", "file:" + password),
                List.of("--autt=" + secret),
                List.of("http://127.0.0.1/", "http://127.0.0.1/?token=" + secret),
                List.of("http://127.0.0.1/?token=" + secret, "http://127.0.0.1/"),
                List.of("ftp://127.0.0.1/?token=" + secret),
                List.of("ftp://user:" + secret + "@127.0.0.1/"),
                List.of("127.0.0.1/?token=" + secret),
                List.of("http://user:" + secret + "@127.0.0.1/"),
                List.of("http://127.0.0.1/\u00e9?token=" + secret),
                List.of("http://[127.0.0.1/?token=" + secret),
                List.of("--demo", "http://127.0.0.1/?token=" + secret));
        for (List<String> line : lines) {
            List<String> words = new ArrayList<>(line);
            if (line.stream().noneMatch(word -> word.contains("127.0.0.1/"))) {
                words.add("http://127.0.0.1:1/");
            }
            var out = new ByteArrayOutputStream();
            var err = new ByteArrayOutputStream();
            int code = new TrueloadCommand(out, new PrintStream(err, true, StandardCharsets.UTF_8))
                    .run(words.toArray(String[]::new));

            assertThat(code).as("%s", words).isEqualTo(2);
            assertThat(out.size()).isZero();
            String said = err.toString(StandardCharsets.UTF_8);
            assertThat(said).as("%s", words).isNotEmpty();
            assertThat(ALL)
                    .as("%s", words)
                    .allSatisfy(each -> assertThat(each.foundIn(said)).as(said).isEmpty());
        }
    }

    private Ended run(TestServer server, String format, String requests) {
        return CommandProcess.run(
                variables(),
                words("-n", requests, "-c", "1", "-o", format, "-x", proxy(server), "http://127.0.0.1" + query()));
    }

    /** Returns the options that plant the secrets, and more. */
    private String[] words(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "-H", "X-Api-Key: " + HEADER.secret(),
                "-H", "Cookie: lang=de; id=" + COOKIE.secret(),
                "-H", "X-Team: env:CANARY_VARIABLE",
                "-H", "X-Token: " + HOST.secret(),
                "-H", "X-Plain: " + MARKER.secret(),
                "-a", "user:file:" + password,
                "-m", "POST",
                "-d", "file:" + body));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private static String query() {
        return "/items?x=1&token=" + QUERY.percentEncoded();
    }

    private static String proxy(TestServer server) {
        return "http://user:" + PROXY.percentEncoded() + "@127.0.0.1:" + server.port();
    }

    private static Map<String, String> variables() {
        return Map.of("CANARY_VARIABLE", VARIABLE.secret());
    }

    private static String echo(long sequence) {
        return ECHOES.get((int) (sequence % ECHOES.size()));
    }

    private static void assertNoSecret(Ended ended) {
        String written = ended.stdout() + ended.stderr();
        assertThat(ALL)
                .allSatisfy(
                        each -> assertThat(each.foundIn(written)).as(written).isEmpty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
