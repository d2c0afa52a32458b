// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TimeRatioTest {

    private static final double[] BASE = {100, 102, 104, 106, 108};

    @Test
    void sameFactor_isTheEstimate_andWithinItsInterval() {
        double[] fresh = DoubleStream.of(BASE).map(time -> time * 1.5).toArray();

        TimeRatio ratio = TimeRatio.of(BASE, fresh);

        assertThat(ratio.estimate()).isCloseTo(1.5, within(1e-12));
        // The third smallest of 25: 100/106 and twice 102/108 and the like come before.
        assertThat(ratio.lower()).isCloseTo(1.5 * 102 / 108, within(1e-12));
        assertThat(ratio.upper()).isCloseTo(1.5 * 108 / 102, within(1e-12));
        assertThat(ratio.confidence()).isCloseTo(1 - 8.0 / 252, within(1e-12));
    }

    @Test
    void oneRunThatStoodStill_movesNeitherEstimateNorLowerEndMuch() {
        double[] fresh = {101, 103, 105, 107, 100_000};

        TimeRatio ratio = TimeRatio.of(BASE, fresh);

        assertThat(ratio.estimate()).isBetween(0.97, 1.05);
        assertThat(ratio.lower()).isLessThan(1);
    }

    @Test
    void timesOfZero_areTheShortest() {
        double[] fresh = {0, 0, 0, 0, 0};

        assertThat(TimeRatio.of(BASE, fresh).lower()).isZero();
        assertThat(TimeRatio.of(BASE, new double[] {0, 103, 105, 107, 109}).lower())
                .isZero();
    }

    @Test
    void shift_isTheMedianDifference() {
        assertThat(TimeRatio.shift(BASE, new double[] {110, 112, 114, 116, 118}))
                .isCloseTo(10, within(1e-12));
        assertThat(TimeRatio.shift(new double[] {1, 2}, new double[] {4, 7})).isCloseTo(4, within(1e-12));
    }
}
