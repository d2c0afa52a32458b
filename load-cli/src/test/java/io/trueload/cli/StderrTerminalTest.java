// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StderrTerminalTest {

    @Test
    void columns_asSttyTellsThem_areRead() {
        assertThat(StderrTerminal.columns("24 132\n")).isEqualTo(132);
    }

    @Test
    void columns_unknown_areEighty() {
        assertThat(StderrTerminal.columns("0 0\n")).isEqualTo(80);
        assertThat(StderrTerminal.columns("")).isEqualTo(80);
        assertThat(StderrTerminal.columns(null)).isEqualTo(80);
    }

    @Test
    void find_aTerminalThatCannotMoveItsCursor_isNone() {
        assertThat(StderrTerminal.find(Map.of("TERM", "dumb"))).isNull();
    }
}
