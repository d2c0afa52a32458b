// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TruthTest {

    @Test
    void ofCsv_writtenByToCsv_isTheSame() {
        var truth = new Truth(7, -1_000, 500, -400);

        assertThat(Truth.ofCsv(truth.toCsv())).isEqualTo(truth);
        assertThat(truth.tookNanos()).isEqualTo(600);
        assertThat(truth.lateNanos()).isEqualTo(100);
    }

    @Test
    void ofCsv_missingColumn_isRefused() {
        assertThatThrownBy(() -> Truth.ofCsv("1,2,3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a line of truth has 4 columns: 1,2,3");
    }
}
