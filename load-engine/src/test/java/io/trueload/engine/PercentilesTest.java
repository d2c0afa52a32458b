// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentilesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 2",
        "50, 2",
        "75, 4",
        "90, 10",
        "95, 20",
        "97.5, 40",
        "99, 100",
        "99.5, 200",
        "99.9, 1000",
        "99.95, 2000",
        "99.99, 10000",
        "99.999, 100000",
        "99.999999, 100000000",
    })
    void samplesNeeded_percentile_isOneExpectedBeyondIt(double percentile, long samples) {
        assertThat(Percentiles.samplesNeeded(percentile)).isEqualTo(samples);
    }

    /** The column "one-sided 95 %" of the table in Hahn and Meeker's sense: the least n with p^n <= 0.05. */
    @ParameterizedTest
    @CsvSource({"50, 5", "90, 29", "95, 59", "99, 299", "99.9, 2995", "99.99, 29956"})
    void samplesForUpperBound_percentile_isTheLeastThatBoundsIt(double percentile, int samples) {
        assertThat(Percentiles.samplesForUpperBound(percentile)).isEqualTo(samples);
        assertThat(Math.pow(percentile / 100, samples)).isLessThanOrEqualTo(0.05);
        assertThat(Math.pow(percentile / 100, samples - 1)).isGreaterThan(0.05);
    }
}
