// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSpecTest {

    private static final long SEED = 20_260_102;

    /** Control characters, blanks, and letters whose low byte is CR or LF once somebody cuts them to Latin-1. */
    private static final String NASTY =
            "\0\u0001\t\n\u000b\f\r\u001b \u007f\u0085\u009b\u00a0é\u010a\u010d\u2028\u202e\ud83d\udc80\ud800\ufeff";

    /** The places of a request that hold a text from outside; each gives back what it accepted. */
    enum Place {
        METHOD(text -> RequestSpec.builder().method(text).build().method()),
        PATH(text -> RequestSpec.builder().path("/" + text).build().path()),
        HEADER_NAME(
                text -> only(RequestSpec.builder().header(text, "x").build()).name()),
        HEADER_VALUE(
                text -> only(RequestSpec.builder().header("X", text).build()).value()),
        HEADER_LINE(text -> Header.parse("X: " + text).toString()),
        TARGET(text ->
                path(LoadPlan.builder().target("http://127.0.0.1/" + text).build()));

        private final Function<String, String> accept;

        Place(Function<String, String> accept) {
            this.accept = accept;
        }

        private static Header only(RequestSpec request) {
            return request.headers().get(0);
        }

        private static String path(LoadPlan plan) {
            return plan.source().request(0).path();
        }
    }

    @ParameterizedTest
    @EnumSource
    void request_randomTextAnywhere_neverHoldsAControlCharacter(Place place) {
        var random = new Random(SEED);
        int accepted = 0;
        for (int i = 0; i < 10_000; i++) {
            String text = randomText(random);
            try {
                String kept = place.accept.apply(text);
                accepted++;
                assertThat(kept.chars())
                        .as(() -> "seed " + SEED + ": " + HttpText.visible(text))
                        .allMatch(c -> c > ' ' && c < 0x7f || place.name().startsWith("HEADER_") && isBlank(c));
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage().chars())
                        .as(() -> "message of seed " + SEED + ": " + HttpText.visible(text))
                        .noneMatch(Character::isISOControl);
            }
        }
        assertThat(accepted).as("accepted with seed %d", SEED).isBetween(1_000, 9_000);
    }

    private static String randomText(Random random) {
        var text = new StringBuilder();
        boolean nasty = random.nextBoolean();
        for (int length = 1 + random.nextInt(8); length > 0; length--) {
            boolean next = nasty && random.nextInt(3) == 0;
            text.append(next ? NASTY.charAt(random.nextInt(NASTY.length())) : (char) ('0' + random.nextInt(75)));
        }
        return text.toString();
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    @Test
    void builder_nothingGiven_isGetOfTheRoot() {
        RequestSpec request = RequestSpec.builder().build();

        assertThat(request).hasToString("GET /").isEqualTo(RequestSpec.get("/"));
        assertThat(request.headers()).isEmpty();
        assertThat(request.body()).isEmpty();
        assertThat(request.bodyLength()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "' ', ' '",
        "G T, G T",
        "GET/, GET/",
        "'GET\r\nX', GET\\r\\nX",
        "'GET\u0000', GET\\u0000",
        "'GET\u000b', GET\\u000b",
        "'GET\f', GET\\u000c",
        "GÉT, GÉT",
    })
    void method_thatIsNoToken_isRefused(String method, String shown) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestSpec.builder().method(method))
                .withMessage("method must be a token such as GET: " + shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "connect", "Connect"})
    void method_connect_isRefused(String method) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestSpec.builder().method(method))
                .withMessage("method must not be CONNECT: it opens tunnels and has no answer to time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "PURGE", "M-SEARCH", "x!#$%&'*+-.^_`|~"})
    void method_anyToken_isKeptAsWritten(String method) {
        assertThat(RequestSpec.builder().method(method).build().method()).isEqualTo(method);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "items, items",
        "?a=b, ?a=b",
        "**, **",
        "http://h/, http://h/",
        "/a b, /a b",
        "/a#b, /a#b",
        "/é, /é",
        "'/a\r\nX: y', /a\\r\\nX: y",
        "'/\u0000', /\\u0000",
        "'/\t', /\\u0009",
        "'/\u000b', /\\u000b",
        "'/\f', /\\u000c",
        "'/\u007f', /\\u007f",
        "'/\u010d\u010a', /čĊ",
    })
    void path_relativeOrNotVisibleAscii_isRefused(String path, String shown) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestSpec.get(path))
                .withMessage(
                        "path must begin with / and hold visible ASCII characters only; percent-encode the others: "
                                + shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "*", "//", "/a?b=c&d=%20", "/a|b\"<>{}[]^`\\", "/~"})
    void path_visibleAscii_isKeptAsWritten(String path) {
        assertThat(RequestSpec.get(path).path()).isEqualTo(path);
    }

    @Test
    void headers_nameRepeats_keepTheirOrder() {
        RequestSpec request = RequestSpec.builder()
                .header("B", "1")
                .header("A", "2")
                .header(new Header("b", "3"))
                .build();

        assertThat(request.headers()).containsExactly(new Header("B", "1"), new Header("A", "2"), new Header("b", "3"));
        assertThat(request.hasHeader("a")).isTrue();
        assertThat(request.hasHeader("c")).isFalse();
    }

    @Test
    void body_changedByTheCaller_staysAsItWas() {
        byte[] body = {1, 2, 3};
        RequestSpec request = RequestSpec.builder().body(body).build();

        body[0] = 9;
        request.body()[1] = 9;

        assertThat(request.body()).containsExactly(1, 2, 3);
        assertThat(request.bodyLength()).isEqualTo(3);
    }

    @Test
    void bodyBuffer_eachCall_isANewOneThatCannotBeWrittenTo() {
        RequestSpec request = RequestSpec.builder().body("é").build();

        request.bodyBuffer().get();

        assertThat(StandardCharsets.UTF_8.decode(request.bodyBuffer()).toString())
                .isEqualTo("é");
        assertThatExceptionOfType(ReadOnlyBufferException.class)
                .isThrownBy(() -> request.bodyBuffer().put((byte) 0));
    }

    @Test
    void toBuilder_unchanged_buildsAnEqualRequest() {
        RequestSpec request = RequestSpec.builder()
                .method("POST")
                .path("/a?b")
                .header("X", "1")
                .header("X", "2")
                .body("body")
                .build();

        assertThat(request.toBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
    }

    @Test
    void equals_oneOtherPart_isFalse() {
        RequestSpec request = RequestSpec.get("/");

        assertThat(List.of(
                        RequestSpec.get("/a"),
                        RequestSpec.builder().method("PUT").build(),
                        RequestSpec.builder().header("X", "1").build(),
                        RequestSpec.builder().body("b").build()))
                .doesNotContain(request);
        assertThat(request).isNotEqualTo("GET /");
    }

    @Test
    void builder_usedAgain_leavesTheFirstRequestAlone() {
        RequestSpec.Builder builder = RequestSpec.builder().header("X", "1");
        RequestSpec first = builder.build();

        builder.header("Y", "2").path("/b").method("PUT").body("b").build();

        assertThat(first).isEqualTo(RequestSpec.builder().header("X", "1").build());
    }

    @Test
    void part_missing_isNamed() {
        RequestSpec.Builder builder = RequestSpec.builder();

        assertThatNullPointerException().isThrownBy(() -> builder.method(null)).withMessage("method");
        assertThatNullPointerException().isThrownBy(() -> builder.path(null)).withMessage("path");
        assertThatNullPointerException().isThrownBy(() -> builder.header(null)).withMessage("header");
    }
}
