// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LatencyDistribution;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.ObjLongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HeyHistogramTest {

    @Test
    void bars_areRoundedAsHeyRounds() {
        // hey drew 66, 31 and 1 as bars of 40, 19 and 1: see hey-errors.txt.
        var times = SortedTimes.ofMillis(concat(repeat(1, 1), repeat(15, 31), repeat(101, 66)));

        assertThat(text(times))
                .contains("  0.001 [1]\t|■\n")
                .contains(" [31]\t|" + "■".repeat(19) + "\n")
                .endsWith("  0.101 [66]\t|" + "■".repeat(40) + "\n");
    }

    @Test
    void counts_ofACoarseDistribution_stillAddUp() {
        var exact = SortedTimes.upToMillis(100);
        var coarse = new Coarse(exact);

        var hey = new HeyReader(text(coarse));

        assertThat(hey.bucketCounts()).hasSize(11).allMatch(count -> count >= 0);
        assertThat(hey.bucketCounts().stream().mapToLong(Long::longValue).sum()).isEqualTo(100);
    }

    @Test
    void noTime_noRow() {
        assertThat(text(SortedTimes.NONE)).isEmpty();
    }

    private static String text(LatencyDistribution times) {
        var text = new StringBuilder();
        new HeyHistogram(times).appendTo(text);
        return text.toString();
    }

    private static long[] repeat(long value, int times) {
        return LongStream.generate(() -> value).limit(times).toArray();
    }

    private static long[] concat(long[]... parts) {
        return Arrays.stream(parts).flatMapToLong(Arrays::stream).toArray();
    }

    /** Counts one time too few below each mark, as a distribution of three digits may. */
    private record Coarse(SortedTimes exact) implements LatencyDistribution {

        @Override
        public long count() {
            return exact.count();
        }

        @Override
        public Duration min() {
            return exact.min();
        }

        @Override
        public Duration max() {
            return exact.max();
        }

        @Override
        public Duration mean() {
            return exact.mean();
        }

        @Override
        public Duration stddev() {
            return exact.stddev();
        }

        @Override
        public Duration percentile(double percentile) {
            return exact.percentile(percentile);
        }

        @Override
        public long countAtOrBelow(Duration time) {
            return exact.countAtOrBelow(time) - 1;
        }

        @Override
        public void forEachTime(ObjLongConsumer<Duration> action) {
            exact.forEachTime(action);
        }
    }
}
