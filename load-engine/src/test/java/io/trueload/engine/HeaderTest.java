// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {

    @Test
    void name_ofEveryTokenCharacter_isAccepted() {
        String name = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

        assertThat(new Header(name, "x").name()).isEqualTo(name);
    }

    @Test
    void name_withAnyOtherCharacter_isRefused() {
        String tokens = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        for (char c = 0; c < 0x250; c++) {
            String name = "X" + c;
            if (tokens.indexOf(c) < 0) {
                assertThatIllegalArgumentException()
                        .as("character %d", (int) c)
                        .isThrownBy(() -> new Header(name, "x"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "' ', ' '",
        "'X ', 'X '",
        "'X:', 'X:'",
        "Ünïcode, Ünïcode",
        "'X\r', X\\r",
        "'X\n', X\\n",
        "'X\u0000', X\\u0000",
        "'X\u000b', X\\u000b",
        "'X\f', X\\u000c",
        "'X\u001b[2J', X\\u001b[2J",
        "'X\u0085', X\\u0085",
    })
    void name_thatIsNoToken_isRefusedWithEscapes(String name, String shown) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Header(name, "x"))
                .withMessage("header name must be a token (letters, digits and !#$%&'*+-.^_`|~): " + shown);
    }

    @ParameterizedTest
    @CsvSource({
        "'a\rb', a\\rb",
        "'a\nb', a\\nb",
        "'a\r\nInjected: yes', a\\r\\nInjected: yes",
        "'a\r\n', a\\r\\n",
        "'\r\n a', \\r\\n a",
        "'a\u0000', a\\u0000",
        "'\u000ba', \\u000ba",
        "'a\f', a\\u000c",
        "'a\u007f', a\\u007f",
        "'a\u0085', a\\u0085",
        "aé, aé",
        "'\u010d\u010aInjected: yes', čĊInjected: yes",
    })
    void value_thatIsNotVisibleAscii_isRefusedWithEscapes(String value, String shown) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Header("X-Name", value))
                .withMessage("header X-Name must hold visible ASCII characters, blanks and tabs only, no CR or LF: "
                        + shown);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "' ', ''",
        "'\t \t', ''",
        "' a b ', 'a b'",
        "'\ta\tb\t', 'a\tb'",
        "'!~:;\"', '!~:;\"'",
    })
    void value_blanksAndTabsAtTheEnds_areRemoved(String value, String kept) {
        assertThat(new Header("X", value).value()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "X:, X, ''",
        "X:y, X, y",
        "X: y, X, y",
        "'X:\ty ', X, y",
        "X: y: z, X, y: z",
        "X::, X, :",
    })
    void parse_nameAndValue_areSplitAtTheFirstColon(String text, String name, String value) {
        assertThat(Header.parse(text)).isEqualTo(new Header(name, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X", ":", ": y", ":authority: y"})
    void parse_noName_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Header.parse(text))
                .withMessage("header must be written as 'Name: value', with a name and a colon");
    }

    @Test
    void parse_blankBeforeTheColon_isRefusedSinceServersDisagreeOnIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Header.parse("Content-Length : 5"))
                .withMessage("header name must be a token (letters, digits and !#$%&'*+-.^_`|~): Content-Length ");
    }

    @Test
    void part_missing_isNamed() {
        assertThatNullPointerException().isThrownBy(() -> new Header(null, "x")).withMessage("name");
        assertThatNullPointerException().isThrownBy(() -> new Header("X", null)).withMessage("value");
    }

    @Test
    void toString_header_parsesToTheSameHeader() {
        Header header = new Header("X-Name", "a\tb: c");

        assertThat(header).hasToString("X-Name: a\tb: c");
        assertThat(Header.parse(header.toString())).isEqualTo(header);
    }
}
