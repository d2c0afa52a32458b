// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForegroundTest {

    @Test
    void isOurs_theGroupOfTheTerminalIsTheOwn() {
        assertThat(Foreground.isOurs("42 (ja va) S) S 1 42 40 34816 42 4194304 0"))
                .isTrue();
        assertThat(Foreground.isOurs("42 (java) S 1 42 40 34816 77 4194304 0")).isFalse();
        assertThat(Foreground.isOurs("42 (java) S 1 42 40 0 -1 4194304 0")).isFalse();
    }

    @Test
    void isOurs_unknown_isTrue() {
        assertThat(Foreground.isOurs("")).isTrue();
    }
}
