// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a run has confidence intervals, and what they are where that can be said by hand. */
class ConfidenceIntervalTest {

    @Test
    void lessThanThirtySeconds_haveNone() {
        assertThat(run(29, second -> SortedTimes.millisUpTo(1_000)).confidenceInterval(99))
                .isEmpty();
        assertThat(run(30, second -> SortedTimes.millisUpTo(1_000)).confidenceInterval(99))
                .isPresent();
    }

    @Test
    void secondsWithoutTimes_doNotCount() {
        assertThat(run(31, second -> second < 2 ? SortedTimes.none() : SortedTimes.millisUpTo(1_000))
                        .confidenceInterval(99))
                .isEmpty();
        assertThat(run(32, second -> second < 2 ? SortedTimes.none() : SortedTimes.millisUpTo(1_000))
                        .confidenceInterval(99))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"50, 31, 1", "90, 36, 36", "99, 40, 368", "99.9, 100, 3688"})
    void fewerSamplesThanTheUpperEndTakes_haveNone(double percentile, int seconds, int samples) {
        int enough = Math.max(samples, seconds);

        assertThat(run(seconds, spread(enough, seconds)).confidenceInterval(percentile))
                .isPresent();
        if (enough > seconds) {
            assertThat(run(seconds, spread(enough - 1, seconds)).confidenceInterval(percentile))
                    .isEmpty();
        }
    }

    @Test
    void noInterval_ofARunOfNothing() {
        assertThat(run(0, second -> SortedTimes.none()).confidenceInterval(50)).isEmpty();
        assertThat(run(40, second -> SortedTimes.none()).confidenceInterval(50)).isEmpty();
    }

    @Test
    void equalTimes_areOnePoint() {
        assertThat(run(60, second -> SortedTimes.repeat(100, Duration.ofMillis(38)))
                        .confidenceInterval(99))
                .contains(new ConfidenceInterval(Duration.ofMillis(38), Duration.ofMillis(38)));
    }

    @Test
    void equalSeconds_areOnePoint_thePercentile() {
        assertThat(run(60, second -> SortedTimes.millisUpTo(100)).confidenceInterval(90))
                .contains(new ConfidenceInterval(Duration.ofMillis(90), Duration.ofMillis(90)));
    }

    @Test
    void oneSlowSecondInThirty_isAbsentFromMoreThanATwentiethOfTheDraws() {
        // A run drawn from thirty seconds lacks any given one with (29/30)^30 = 36 %.
        LoadResult result =
                run(30, second -> SortedTimes.repeat(100, second == 7 ? Duration.ofSeconds(1) : Duration.ofMillis(10)));

        assertThat(result.confidenceInterval(99))
                .contains(new ConfidenceInterval(Duration.ofMillis(10), Duration.ofSeconds(1)));
        assertThat(result.confidenceInterval(50))
                .contains(new ConfidenceInterval(Duration.ofMillis(10), Duration.ofMillis(10)));
    }

    @Test
    void sameRun_sameInterval() {
        LoadResult result = run(60, random(60, 100, 11));

        assertThat(result.confidenceInterval(99)).isPresent().isEqualTo(result.confidenceInterval(99));
        assertThat(run(60, random(60, 100, 11)).confidenceInterval(99)).isEqualTo(result.confidenceInterval(99));
    }

    @Test
    void severalPercentiles_haveTheSameIntervalsAsEachAlone_andNoneWhereItHasNone() {
        LoadResult result = run(60, random(60, 100, 11));

        assertThat(result.confidenceIntervals(List.of(99.99, 50.0, 99.0)))
                .containsExactly(
                        entry(50.0, result.confidenceInterval(50).orElseThrow()),
                        entry(99.0, result.confidenceInterval(99).orElseThrow()));
        assertThat(run(29, random(29, 100, 11)).confidenceIntervals(List.of(50.0)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {299, 300, 301, 1_000})
    void longRun_whoseSecondsAreMerged_losesNone(int seconds) {
        LoadResult equal = run(seconds, second -> SortedTimes.millisUpTo(100));
        LoadResult random = run(seconds, random(seconds, 50, 12));

        assertThat(equal.confidenceInterval(90))
                .contains(new ConfidenceInterval(Duration.ofMillis(90), Duration.ofMillis(90)));
        // Exponential of 2 ms, so that p99 is 2 ms · ln 100.
        ConfidenceInterval interval = random.confidenceInterval(99).orElseThrow();
        assertThat(Duration.ofNanos(9_210_340))
                .as("%s, %s seconds with seed 12", interval, seconds)
                .isBetween(interval.lower(), interval.upper());
        assertThat(interval.upper().minus(interval.lower())).isLessThan(Duration.ofMillis(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 100, -1, 100.1, Double.NaN})
    void percentile_outOfRange_isRefused(double percentile) {
        LoadResult result = run(30, second -> SortedTimes.millisUpTo(100));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> result.confidenceInterval(percentile))
                .withMessage("percentile must be between 0 and 100, both excluded: " + percentile);
    }

    @Test
    void interval_readsFromItsLowerToItsUpperEnd() {
        assertThat(new ConfidenceInterval(Duration.ofMillis(371), Duration.ofMillis(447)))
                .hasToString("371ms to 447ms");
    }

    @Test
    void interval_whoseEndsAreSwapped_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfidenceInterval(Duration.ofMillis(447), Duration.ofMillis(371)))
                .withMessage("lower must not be longer than upper: 447ms > 371ms");
        assertThatNullPointerException()
                .isThrownBy(() -> new ConfidenceInterval(null, Duration.ZERO))
                .withMessage("lower");
        assertThatNullPointerException()
                .isThrownBy(() -> new ConfidenceInterval(Duration.ZERO, null))
                .withMessage("upper");
    }

    private static LoadResult run(int seconds, IntFunction<SortedTimes> times) {
        return Results.expecting().seconds(seconds, times).result();
    }

    /** Returns seconds that together have so many times. */
    private static IntFunction<SortedTimes> spread(int samples, int seconds) {
        return second -> SortedTimes.millisUpTo(samples / seconds + (second < samples % seconds ? 1 : 0));
    }

    private static IntFunction<SortedTimes> random(int seconds, int each, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SortedTimes[] times = new SortedTimes[seconds];
        Arrays.setAll(
                times,
                second -> SortedTimes.of(random.doubles(each)
                        .mapToObj(uniform -> Duration.ofNanos((long) (-2e6 * Math.log(1 - uniform))))
                        .toArray(Duration[]::new)));
        return second -> times[second];
    }
}
