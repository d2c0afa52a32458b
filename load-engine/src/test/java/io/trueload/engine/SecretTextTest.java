// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTest {

    private static final Map<String, String> VARIABLES = Map.of("TOKEN", "canary", "EMPTY", "");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "ENV:TOKEN", " env:TOKEN", "x env:TOKEN", "env", "files:x", "\\x", "\\\\"})
    void otherText_isItself(String text) {
        assertThat(of(text)).isEqualTo(new SecretText(text, false)).hasToString(text);
    }

    @Test
    void variable_isItsValue_andIsNotShown() {
        assertThat(of("env:TOKEN")).isEqualTo(new SecretText("canary", true)).hasToString("***");
    }

    @ParameterizedTest
    @CsvSource({"\\env:TOKEN, env:TOKEN", "\\file:x, file:x", "\\\\env:TOKEN, \\env:TOKEN"})
    void escapedText_isTheTextItself(String written, String text) {
        assertThat(of(written)).isEqualTo(new SecretText(text, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"env:TOKEN", "file:/x", "\\env:TOKEN", "\\\\file:x", "plain", "\\plain", ""})
    void written_anyText_isReadAsItself(String text) {
        assertThat(of(SecretText.written(text))).isEqualTo(new SecretText(text, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "env:MISSING | the environment variable MISSING is not set; set it, or for the text itself write \\env:MISSING",
                "env:EMPTY | there is nothing in env:EMPTY",
                "env: | env: must be followed by the name of an environment variable; for the text itself write \\env:",
                "env:canary-1 | env: must be followed by the name of an environment variable; for the text itself write \\env:",
                "file:/no/such | the secret cannot be read: /no/such (no such file); for the text itself write \\file:"
            })
    void missingSecret_isRefused(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> of(text)).withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"'canary', 'canary'", "'canary\n', 'canary'", "'canary\r\n', 'canary'", "'canary\n\n', 'canary\n'"})
    void file_isWhatItHolds_withoutOneLineBreakAtItsEnd(String content, String value) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), content);

        assertThat(of("file:" + file)).isEqualTo(new SecretText(value, true));
    }

    @Test
    void file_thatIsNoSecret_isRefusedWithoutItsContent() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {'c', 'a', 'n', (byte) 0xff});
        Path large = Files.write(folder.resolve("large"), new byte[1024 * 1024 + 1]);
        Path empty = Files.writeString(folder.resolve("empty"), "\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("file:" + binary))
                .withMessage(
                        "the secret cannot be read: " + binary + " (not UTF-8); for the text itself write \\file:");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("file:" + large))
                .withMessageContaining("(larger than 1 MiB)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of("file:" + empty))
                .withMessage("there is nothing in file:" + empty);
    }

    @Test
    void header_wholeValueOrAfterTheScheme_isRead() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "canary\n");

        assertThat(Header.parse("X-Team: file:" + file)).isEqualTo(new Header("X-Team", "canary", true));
        assertThat(Header.parse("Authorization: Bearer  file:" + file).value()).isEqualTo("Bearer canary");
        assertThat(Header.parse("X-Team: a file:" + file).value()).isEqualTo("a file:" + file);
        assertThat(Header.parse("X-Team: \\env:a")).isEqualTo(new Header("X-Team", "env:a"));
    }

    @Test
    void header_withASecretThatCannotBeSent_isRefusedWithoutIt() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "canary\nX: y");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Header.parse("X-Team: file:" + file))
                .withMessage(
                        "header X-Team must hold visible ASCII characters, blanks and tabs only, no CR or LF: ***");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Header("Cookie", "a=canary\n"))
                .withMessageEndingWith(": ***");
    }

    @Test
    void plan_asText_holdsNoSecret() {
        LoadPlan plan = LoadPlan.builder()
                .target("http://127.0.0.1/a?token=canary&x=1")
                .header("Authorization", "Bearer canary")
                .header(new Header("X-Team", "canary", true))
                .body(new SecretText("canary", true))
                .build();
        RequestSpec request = plan.source().request(0);

        assertThat(plan.toString()).doesNotContain("canary").contains("http://127.0.0.1/a?token=***&x=1");
        assertThat(request).hasToString("GET /a?token=***&x=1");
        assertThat(request.headers()).hasToString("[Authorization: ***, X-Team: ***]");
        assertThat(request.isBodySecret()).isTrue();
        assertThat(request.toBuilder().build()).isEqualTo(request);
        assertThat(request.toBuilder().body("x").build().isBodySecret()).isFalse();
    }

    private static SecretText of(String text) {
        return SecretText.of(text, VARIABLES::get);
    }
}
