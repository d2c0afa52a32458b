// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.jline.utils.InfoCmp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveScreenTest {

    @Test
    void type_isTheNearestThatIsKnown() {
        assertThat(LiveScreen.type("xterm-kitty")).isEqualTo("xterm-256color");
        assertThat(LiveScreen.type("tmux-256color")).isEqualTo("screen-256color");
        assertThat(LiveScreen.type("screen")).isEqualTo("screen-256color");
        assertThat(LiveScreen.type("rxvt-unicode-256color")).isEqualTo("rxvt");
        assertThat(LiveScreen.type(null)).isEqualTo("xterm-256color");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm", "tmux", "rxvt"})
    void type_isKnownWithoutAnotherProgram(String term) {
        assertThat(InfoCmp.class.getResource(LiveScreen.type(term) + ".caps")).isNotNull();
    }
}
