// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {

    @Test
    void text_whateverATerminalActsUpon_isEscaped() {
        assertThat(VisibleText.of("a\u001b[31mb\r\n\t\u202ec ü€")).isEqualTo("a\\u001b[31mb\\r\\n\\t\\u202ec ü€");
    }

    @Test
    void text_thatNoFontDraws_isEscaped() {
        assertThat(VisibleText.of("\ue000\ud800\u2028\u0378")).isEqualTo("\\ue000\\ud800\\u2028\\u0378");
    }
}
