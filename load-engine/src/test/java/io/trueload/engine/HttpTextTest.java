// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpTextTest {

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "plain text, plain text",
        "'\r\n', \\r\\n",
        "'\u0000\u0007\b\t\u000b\f', \\u0000\\u0007\\u0008\\u0009\\u000b\\u000c",
        "'\u001b[31m', \\u001b[31m",
        "'\u007f\u0085\u009b', \\u007f\\u0085\\u009b",
        "grün, grün",
        "'\ud83d\ude80', '\ud83d\ude80'",
    })
    void visible_controlCharacters_areEscaped(String text, String shown) {
        assertThat(HttpText.visible(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "' \t ', ''", "'\t a b \t', a b", "'\r\n', '\r\n'", "' \n ', '\n'", "'\u00a0', '\u00a0'"})
    void trimBlanks_bothEnds_losesBlanksAndTabsOnly(String text, String trimmed) {
        assertThat(HttpText.trimBlanks(text)).isEqualTo(trimmed);
    }
}
