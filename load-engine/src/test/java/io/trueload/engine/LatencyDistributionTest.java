// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyDistributionTest {

    @Test
    void namedPercentiles_each_areThePercentileOfThatName() {
        LatencyDistribution times = SortedTimes.millisUpTo(1_000);

        assertThat(times.p50()).isEqualTo(Duration.ofMillis(500));
        assertThat(times.p90()).isEqualTo(Duration.ofMillis(900));
        assertThat(times.p95()).isEqualTo(Duration.ofMillis(950));
        assertThat(times.p99()).isEqualTo(Duration.ofMillis(990));
        assertThat(times.p999()).isEqualTo(Duration.ofMillis(999));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, false",
        "1, 0, true",
        "1, 50, false",
        "2, 50, true",
        "99, 99, false",
        "100, 99, true",
        "999, 99.9, false",
        "1000, 99.9, true",
        "1000, 100, false",
    })
    void carries_percentile_needsOneSampleBeyondIt(int samples, double percentile, boolean carried) {
        assertThat(SortedTimes.millisUpTo(samples).carries(percentile)).isEqualTo(carried);
    }

    @Test
    void of_whatContradictsItself_isRefused() {
        var summary = new LatencyDistribution.Summary(
                Duration.ofNanos(1_000), Duration.ofNanos(5_000), Duration.ofNanos(2_000), Duration.ZERO);

        assertThat(LatencyDistribution.of(new long[] {1_023, 5_119}, new long[] {1, 2}, summary)
                        .count())
                .isEqualTo(3);
        assertThatThrownBy(() -> LatencyDistribution.of(new long[] {5_119, 1_023}, new long[] {1, 2}, summary))
                .hasMessage("times must ascend from zero and their counts be positive: 2 times 1023 ns at index 1");
        assertThatThrownBy(() -> LatencyDistribution.of(new long[] {1_023}, new long[] {0}, summary))
                .hasMessage("times must ascend from zero and their counts be positive: 0 times 1023 ns at index 0");
        assertThatThrownBy(() -> LatencyDistribution.of(new long[] {1_023}, new long[0], summary))
                .hasMessage("each time needs its count: 1 times, 0 counts");
        assertThatThrownBy(() -> LatencyDistribution.of(
                        new long[] {1_023, 5_119}, new long[] {1, 2}, LatencyDistribution.Summary.NONE))
                .hasMessage(
                        "the shortest and the longest time must lie in the first and the last bucket: PT0S and PT0S");
    }

    @Test
    void isEmpty_ofNoTimes_isTrue() {
        assertThat(SortedTimes.none().isEmpty()).isTrue();
        assertThat(SortedTimes.of(Duration.ZERO).isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1000, 1",
        "0.01, 1000, 1",
        "50, 2, 1",
        "50, 3, 2",
        "99, 100, 99",
        "99.9, 1000, 999",
        "90.04, 10000, 9004",
        "100, 7, 7"
    })
    void nearestRank_isTheSmallestThatCoversTheShare(double percentile, long count, long rank) {
        assertThat(LatencyDistribution.nearestRank(percentile, count)).isEqualTo(rank);
    }
}
