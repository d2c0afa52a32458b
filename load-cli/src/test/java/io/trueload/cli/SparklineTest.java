// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {

    @Test
    void values_areBarsOfTheLargest_andNothingIsAGap() {
        assertThat(Sparkline.of(List.of(0, 1, 25, 50, 100), 10)).isEqualTo(" ▁▂▄█");
        assertThat(Sparkline.mostOf(List.of(0, 1, 25, 50, 100), 10)).isEqualTo(100);
    }

    @Test
    void moreValuesThanColumns_areTheLast_andTheirLargestCounts() {
        assertThat(Sparkline.of(List.of(1_000, 50, 100), 2)).isEqualTo("▄█");
        assertThat(Sparkline.mostOf(List.of(1_000, 50, 100), 2)).isEqualTo(100);
    }

    @Test
    void noValuesOrNoRoom_isEmpty() {
        assertThat(Sparkline.of(List.of(), 10)).isEmpty();
        assertThat(Sparkline.of(List.of(1), 0)).isEmpty();
        assertThat(Sparkline.of(List.of(1), -3)).isEmpty();
        assertThat(Sparkline.mostOf(List.of(), 10)).isZero();
        assertThat(Sparkline.of(List.of(0, 0), 10)).isEqualTo("  ");
    }
}
