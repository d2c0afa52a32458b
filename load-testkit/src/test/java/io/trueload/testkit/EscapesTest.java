// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EscapesTest {

    @Test
    void resolve_everyEscape_isItsCharacter() {
        assertThat(Escapes.resolve("a\\r\\n\\0\\\\b")).isEqualTo("a\r\n\0\\b");
    }

    @Test
    void resolve_unknownEscape_isRefused() {
        assertThatThrownBy(() -> Escapes.resolve("\\x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown escape: \\x");
    }
}
