// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which seconds of a run are named. */
class TroubleTest {

    private static final String LIMIT = "p99 < 100ms";

    @Test
    void longStall_isNamedToItsEnds_soThatTheOthersAreClean() {
        // Nine tenths of it would be 18 seconds, and two slow ones would count among the others.
        Trouble trouble = slow(LIMIT, 60, 20, 39, 50);

        assertThat(trouble.text())
                .isEqualTo("seconds 21 to 40 of 60, with all of the response times over 100ms; p99 of the others 10ms");
    }

    @Test
    void fewStragglersElsewhere_doNotWidenTheStretch() {
        Results results = new Results().seconds(30, second -> second == 9 ? times(100) : times(second == 20 ? 5 : 0));

        assertThat(trouble(results.build(), LIMIT).text())
                .isEqualTo("second 10 of 30, with 95% of the response times over 100ms; p99 of the others 10ms");
    }

    @Test
    void halfOfTheRun_isAStretch_moreIsAllThrough() {
        assertThat(slow(LIMIT, 10, 0, 4, 50).text())
                .isEqualTo("seconds 1 to 5 of 10, with all of the response times over 100ms; p99 of the others 10ms");
        assertThat(slow(LIMIT, 10, 0, 5, 50).text())
                .isEqualTo("all through the run: 6 of 10 seconds have response times over 100ms");
    }

    @Test
    void firstAndLastSecond_canBeTheStretch() {
        assertThat(slow(LIMIT, 2, 0, 0, 50).text())
                .isEqualTo("second 1 of 2, with all of the response times over 100ms; p99 of the others 10ms");
        assertThat(slow(LIMIT, 2, 1, 1, 50).text())
                .isEqualTo("second 2 of 2, with all of the response times over 100ms; p99 of the others 10ms");
    }

    @Test
    void secondsWithoutAnswers_countAndKeepTheirNumbers() {
        Results results = new Results().seconds(6, second -> second == 5 ? times(100) : SortedTimes.NONE);

        assertThat(trouble(results.build(), LIMIT).text())
                .isEqualTo(
                        "second 6 of 6, with all of the response times over 100ms; nothing was answered in the others");
    }

    @Test
    void secondsThatTheGeneratorOverslept_areNotNumberedAway() {
        var results = new Results();
        results.intervals = List.of(
                Results.second(0, times(0), 0), Results.second(1, times(0), 0), Results.second(7, times(50), 0));

        assertThat(trouble(results.build(), LIMIT).text())
                .isEqualTo("second 8 of 8, with all of the response times over 100ms; p99 of the others 10ms");
    }

    @Test
    void othersTooFewForP99_areToldByTheirLongest() {
        Results results =
                new Results().seconds(3, second -> SortedTimes.repeat(30, ofMillis(second == 1 ? 200 : 10 + second)));

        assertThat(trouble(results.build(), "p50 < 100ms").text())
                .isEqualTo("second 2 of 3, with all of the response times over 100ms; longest of the others 12ms");
    }

    @Test
    void withoutAnExpectation_theSlowestHundredthCounts() {
        Results results = new Results().seconds(20, second -> times(second == 3 ? 20 : 0));
        results.responseTime = SortedTimes.sum(List.of(
                SortedTimes.repeat(1_980, Duration.ofNanos(10_123_456)), SortedTimes.repeat(20, ofMillis(200))));

        assertThat(trouble(results.build(), null).text())
                .isEqualTo(
                        "second 4 of 20, with all of the response times over 10.1ms (the slowest hundredth); p99 of the"
                                + " others 10ms");
    }

    @Test
    void equalTimes_noSecondStandsOut() {
        Results results = new Results().seconds(20, second -> times(0));

        assertThat(trouble(results.build(), null).text()).isEqualTo("no second of the run stands out");
    }

    @Test
    void limitsThatAreNotUpperOnesOfATime_areNoLimitOfSlowness() {
        for (String text : List.of("stddev < 1ms", "p50 > 1s", "requests > 1000000", "rate > 1000/s")) {
            assertThat(slow(text, 20, 3, 3, 10).text())
                    .as(text)
                    .startsWith("second 4 of 20, with all of the response times over 10ms (the slowest hundredth)");
        }
    }

    @Test
    void failures_withoutAnExpectation_areTheTrouble() {
        var results = new Results();
        results.intervals = IntStream.range(0, 20)
                .mapToObj(second -> Results.second(second, times(0), second % 2))
                .toList();
        results.counts = Results.counts(2_000, 0, Map.of(Outcome.OK, 1_990L, Outcome.BAD_STATUS, 10L));

        assertThat(trouble(results.build(), null).text()).isEqualTo("now and then: 10 of 20 seconds have failures");
        assertThat(trouble(results.build(), LIMIT).text()).isEqualTo("no second of the run stands out");
    }

    @Test
    void clock_overMidnight_goesOn() {
        var results = new Results();
        results.elapsed = Duration.ofHours(9);
        results.intervals = List.of(
                new IntervalResult(Duration.ZERO, 100, 100, 0, times(0)),
                new IntervalResult(Duration.ofHours(8).plusMinutes(47).plusSeconds(35), 100, 100, 0, times(50)));

        assertThat(trouble(results.build(), LIMIT).clock()).isEqualTo("23:59:59 to 00:00:01 UTC");
    }

    @Test
    void clock_withoutAStretch_isTheWholeRun() {
        assertThat(trouble(new Results().build(), null).clock()).isEqualTo("15:12:24 to 15:12:25 UTC");
    }

    /** Makes a run of 100 requests a second, some of which took 200 ms in the seconds from first to last. */
    private static Trouble slow(String missed, int seconds, int first, int last, int slow) {
        Results results = new Results().seconds(seconds, second -> times(second >= first && second <= last ? slow : 0));
        return trouble(results.build(), missed);
    }

    private static Trouble trouble(LoadResult result, @Nullable String missed) {
        return new Trouble(result, missed == null ? null : Requirement.parse(missed));
    }

    /** Returns a hundred times of which so many are 200 ms, the others 10 ms. */
    private static SortedTimes times(int slow) {
        return SortedTimes.sum(
                List.of(SortedTimes.repeat(100 - slow, ofMillis(10)), SortedTimes.repeat(slow, ofMillis(200))));
    }
}
