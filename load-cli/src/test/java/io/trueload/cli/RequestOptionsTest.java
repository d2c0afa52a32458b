// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static io.trueload.cli.CommandLines.mistakes;
import static io.trueload.cli.CommandLines.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Header;
import io.trueload.engine.RequestSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestOptionsTest {

    @Test
    void nothingGiven_request_isABareGet() {
        assertThat(request()).isEqualTo(RequestSpec.get("/"));
    }

    @Test
    void method_shortAndLong_isTaken() {
        assertThat(request("-m", "PUT").method()).isEqualTo("PUT");
        assertThat(request("--method=DELETE").method()).isEqualTo("DELETE");
    }

    @Test
    void repeatedHeaders_allAreSent_inOrder() {
        assertThat(request("-H", "X-A: 1", "--header", "X-A: 2", "-H", "Empty:").headers())
                .containsExactly(new Header("X-A", "1"), new Header("X-A", "2"), new Header("Empty", ""));
    }

    @Test
    void body_likeHey_leavesTheMethodAndIsHtml() {
        RequestSpec request = request("-d", "täglich");

        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.body()).isEqualTo("täglich".getBytes(StandardCharsets.UTF_8));
        assertThat(request.headers()).containsExactly(new Header("Content-Type", "text/html"));
    }

    @Test
    void body_withAnEmptyContentType_hasNone() {
        assertThat(request("-d", "x", "-T", "").headers()).isEmpty();
    }

    @Test
    void body_beginningWithAt_isNotAFileOfArguments() {
        assertThat(new String(request("-d", "@pom.xml").body(), StandardCharsets.UTF_8))
                .isEqualTo("@pom.xml");
    }

    @Test
    void bodyFile_ofAnyBytes_isSentAsItIs(@TempDir Path folder) throws IOException {
        byte[] bytes = {0, 1, (byte) 0xff, '\r', '\n'};
        Path file = Files.write(folder.resolve("body"), bytes);

        assertThat(request("-D", file.toString()).body()).isEqualTo(bytes);
        assertThat(request("--body-file", file.toString()).body()).isEqualTo(bytes);
    }

    @Test
    void contentType_asked_isSentWithAndWithoutABody() {
        var json = new Header("Content-Type", "application/json");

        assertThat(request("-T", "application/json").headers()).containsExactly(json);
        assertThat(request("--content-type=application/json", "--body={}").headers())
                .containsExactly(json);
    }

    @Test
    void contentType_amongTheHeaders_winsAsInHey() {
        assertThat(request("-H", "content-type: text/csv", "-T", "text/plain", "-d", "a")
                        .headers())
                .containsExactly(new Header("content-type", "text/csv"));
    }

    @Test
    void acceptUserAgentAndHost_replaceHeadersOfTheirNames() {
        assertThat(request(
                                "-H",
                                "accept: a",
                                "-H",
                                "USER-AGENT: b",
                                "-H",
                                "Host: c",
                                "-A",
                                "x",
                                "-U",
                                "y",
                                "-host",
                                "z")
                        .headers())
                .containsExactly(new Header("Accept", "x"), new Header("User-Agent", "y"), new Header("Host", "z"));
        assertThat(request("--accept=x", "--user-agent=y", "--host=z").headers())
                .containsExactly(new Header("Accept", "x"), new Header("User-Agent", "y"), new Header("Host", "z"));
    }

    @Test
    void auth_userAndPassword_isSentBeforeItIsAskedFor() {
        var aladdin = new Header("Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");

        assertThat(request("-a", "Aladdin:open sesame").headers()).containsExactly(aladdin);
        assertThat(request("--auth", "Aladdin:open sesame").headers()).containsExactly(aladdin);
    }

    @Test
    void auth_withoutUser_isRefusedAndNotShown() {
        assertThat(mistakes("-a", "hunter2")).containsExactly("--auth: must be written as USER:PASSWORD");
        assertThat(mistakes("-a", ":hunter2")).containsExactly("--auth: must be written as USER:PASSWORD");
    }
}
