// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramPointData;
import io.trueload.engine.LatencyDistribution;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times in buckets of powers of one base. */
class ExponentialTimesTest {

    @ParameterizedTest
    @CsvSource({
        "1000000000, 0, -1",
        "1000000001, 0, 0",
        "2000000000, 0, 0",
        "2000000001, 0, 1",
        "500000000, 0, -2",
        "250000000, 0, -3",
        "250000001, 0, -2",
        "1000000000, 3, -1",
        "1090507733, 3, 1",
        "1090507732, 3, 0",
        "125000000, 8, -769",
        "4000000000, -1, 0",
        "4000000001, -1, 1",
    })
    void index_isOfTheBucketWhoseUpperBoundIsNotExceeded(long nanos, int scale, int index) {
        assertThat(ExponentialTimes.index(nanos, scale)).isEqualTo(index);
    }

    @Test
    void point_hasExactCountSumAndExtremes_andEachTimeInItsBucket() {
        ExponentialHistogramPointData point = point(Runs.times(1_000_000, 1_000));

        assertThat(point.getCount()).isEqualTo(1_000);
        assertThat(point.getSum()).isCloseTo(500.5, within(1e-9));
        assertThat(point.getMin()).isEqualTo(0.001);
        assertThat(point.getMax()).isEqualTo(1.0);
        assertThat(point.getZeroCount()).isZero();
        assertThat(point.getScale()).isEqualTo(4);
        List<Long> counts = point.getPositiveBuckets().getBucketCounts();
        long sum = 0;
        for (int i = 0; i < counts.size(); i++) {
            sum += counts.get(i);
            double upper = Math.pow(2, (point.getPositiveBuckets().getOffset() + i + 1) / 16.0);
            long expected = LongStream.rangeClosed(1, 1_000)
                    .filter(millis -> millis / 1e3 <= upper * (1 + 1e-12))
                    .count();
            assertThat(sum).as("up to %s s", upper).isEqualTo(expected);
        }
        assertThat(sum).isEqualTo(1_000);
    }

    @Test
    void buckets_areTheNarrowestOfWhichThereAreNotTooMany() {
        assertThat(point(new ExactTimes(1, 1_000_000_000_000L)).getScale()).isEqualTo(2);
        assertThat(point(new ExactTimes(1_000_000)).getScale()).isEqualTo(8);
        for (long longest = 3_000; longest < 1_000_000_000_000L; longest *= 3) {
            ExponentialHistogramPointData point = point(new ExactTimes(1_000, longest + 1));
            int buckets = point.getPositiveBuckets().getBucketCounts().size();

            assertThat(buckets).isBetween(2, 160);
            assertThat(point.getScale() == 8 || buckets > 79)
                    .as("%s buckets at scale %s", buckets, point.getScale())
                    .isTrue();
        }
    }

    @Test
    void zeroTimes_areCountedApart() {
        ExponentialHistogramPointData point = point(new ExactTimes(0, 1_000));
        ExponentialHistogramPointData zeros = point(new ExactTimes(0));

        assertThat(point.getZeroCount()).isOne();
        assertThat(point.getCount()).isEqualTo(2);
        assertThat(point.getPositiveBuckets().getBucketCounts()).containsExactly(1L);
        assertThat(zeros.getZeroCount()).isOne();
        assertThat(zeros.getPositiveBuckets().getBucketCounts()).isEmpty();
    }

    @Test
    void noTimes_haveNoExtremes() {
        ExponentialHistogramPointData point = point(new ExactTimes());

        assertThat(point.getCount()).isZero();
        assertThat(point.getSum()).isZero();
        assertThat(point.hasMin()).isFalse();
        assertThat(point.hasMax()).isFalse();
    }

    private static ExponentialHistogramPointData point(LatencyDistribution times) {
        return ExponentialTimes.of(times).point(1, 2, Attributes.empty());
    }
}
