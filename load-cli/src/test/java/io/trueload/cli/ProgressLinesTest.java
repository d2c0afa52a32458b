// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressLinesTest {

    private final ProgressLines lines = new ProgressLines();

    @Test
    void show_everyFiveSeconds_isOneLine() {
        assertThat(lines.show(Progresses.at(1, 0.05, 0))).isEmpty();
        assertThat(lines.show(Progresses.at(4, 0.2, 0))).isEmpty();
        assertThat(lines.show(Progresses.at(5, 0.25, 0)))
                .isEqualTo("trueload: 5s  25%  246.8/s  p99 12.3ms  0 errors\n");
        assertThat(lines.show(Progresses.at(6, 0.3, 0))).isEmpty();
        assertThat(lines.show(Progresses.at(11, 0.55, 1)))
                .isEqualTo("trueload: 11s  55%  246.8/s  p99 12.3ms  1 error\n");
    }

    @Test
    void show_warmUpThenRecording_countsAnew() {
        assertThat(lines.show(Progresses.warmingUp(9))).isEqualTo("trueload: 9s  warm-up  0.0/s  p99 -  0 errors\n");
        assertThat(lines.show(Progresses.at(1, 0.1, 0))).isEmpty();
        assertThat(lines.show(Progresses.at(5, 0.5, 0))).startsWith("trueload: 5s  50%");
    }

    @Test
    void rateOfTheFirstLine_behindAWarmUpThatHadNone_isThatOfTheRecordingAlone() {
        for (int second = 1; second <= 3; second++) {
            assertThat(lines.show(Progresses.warmingUp(second))).isEmpty();
        }
        assertThat(lines.show(Progresses.at(4, 0.4, 0))).isEmpty();
        String first = lines.show(Progresses.at(5, 0.5, 0));

        assertThat(first)
                .isEqualTo("trueload: 5s  "
                        + ProgressFigures.of(Progresses.at(5, 0.5, 0)).line() + "\n");
    }

    @Test
    void end_leavesTheLinesAlone() {
        lines.show(Progresses.at(5, 0.5, 0));

        assertThat(lines.end()).isEmpty();
    }
}
