// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private static final String ERASE = "\r\u001b[K";

    private StderrTerminal terminal = new StderrTerminal(80, true, true);
    private final ProgressBar bar = new ProgressBar(() -> terminal);

    @Test
    void show_onAWideTerminal_hasAllAndLeavesTheLastColumnFree() {
        String text = bar.show(Progresses.at(5, 0.5, 0));

        assertThat(text)
                .isEqualTo(ERASE + "[====================                    ]  50%  246.8/s  p99 12.3ms  0 errors");
        assertThat(text.length() - ERASE.length()).isLessThan(80);
    }

    @Test
    void show_errors_areRed() {
        assertThat(bar.show(Progresses.at(5, 0.999, 1)))
                .endsWith("  99%  246.8/s  p99 12.3ms  \u001b[31m1 error\u001b[0m");
    }

    @Test
    void show_withoutColors_isPlain() {
        terminal = new StderrTerminal(80, false, true);

        assertThat(bar.show(Progresses.at(5, 0.5, 3))).endsWith("]  50%  246.8/s  p99 12.3ms  3 errors");
    }

    @Test
    void show_narrowTerminal_shrinksThenDropsTheBarThenCutsTheText() {
        terminal = new StderrTerminal(50, true, true);
        assertThat(bar.show(Progresses.at(5, 0.5, 0)))
                .isEqualTo(ERASE + "[=====      ]  50%  246.8/s  p99 12.3ms  0 errors");

        terminal = new StderrTerminal(40, true, true);
        assertThat(bar.show(Progresses.at(5, 0.5, 0))).isEqualTo(ERASE + "50%  246.8/s  p99 12.3ms  0 errors");

        terminal = new StderrTerminal(20, true, true);
        assertThat(bar.show(Progresses.at(5, 0.5, 9))).isEqualTo(ERASE + "50%  246.8/s  p99 1");
    }

    @Test
    void show_duringWarmUp_saysSo() {
        assertThat(bar.show(Progresses.warmingUp(1))).endsWith("]  warm-up  0.0/s  p99 -  0 errors");
    }

    @Test
    void end_onlyAfterSomethingWasDrawn_erases() {
        assertThat(bar.end()).isEmpty();

        bar.show(Progresses.at(1, 0.1, 0));

        assertThat(bar.end()).isEqualTo(ERASE);
    }
}
