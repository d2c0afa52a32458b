// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trueload.engine.IntervalResult.ServiceTimes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Results of several generators, added up. */
class ResultSumTest {

    private static final LoadPlan WHOLE = LoadPlan.builder()
            .target("http://127.0.0.1/")
            .duration(Duration.ofSeconds(10))
            .expect("p50 < 50ms")
            .build();

    @Test
    void percentiles_areThoseOfAllTimes_notTheMeanOfPercentiles() {
        LoadResult quick = Results.expecting()
                .responseTime(SortedTimes.repeat(900, Duration.ofMillis(10)))
                .result();
        LoadResult slow = Results.expecting()
                .responseTime(SortedTimes.repeat(100, Duration.ofMillis(500)))
                .result();

        LatencyDistribution times = LoadResult.sum(WHOLE, List.of(quick, slow)).responseTime();

        assertThat(times.count()).isEqualTo(1_000);
        assertThat(times.p50()).isBetween(Duration.ofMillis(10), Duration.ofNanos(10_010_000));
        assertThat(times.p99()).isEqualTo(Duration.ofMillis(500));
        assertThat(times.min()).isEqualTo(Duration.ofMillis(10));
        assertThat(times.mean()).isEqualTo(Duration.ofMillis(59));
        assertThat((double) times.stddev().toMillis()).isCloseTo(147, within(1.0));
    }

    @Test
    void books_andRates_areAdded() {
        LoadResult one = Results.expecting()
                .outcome(Outcome.TIMED_OUT, 7)
                .dropped(2)
                .rates(100, 99, 98)
                .result();
        LoadResult other = Results.expecting()
                .outcome(Outcome.OK, 5)
                .dropped(1)
                .rates(200, 200, 150)
                .result();

        LoadResult sum = LoadResult.sum(WHOLE, List.of(one, other));

        assertThat(sum.counts().of(Outcome.OK)).isEqualTo(1_005);
        assertThat(sum.counts().of(Outcome.TIMED_OUT)).isEqualTo(7);
        assertThat(sum.counts().dropped()).isEqualTo(3);
        assertThat(sum.counts().planned())
                .isEqualTo(one.counts().planned() + other.counts().planned());
        assertThat(sum.rates()).isEqualTo(new LoadResult.Rates(300, 299, 299, 248));
        assertThat(sum.elapsed()).isEqualTo(one.elapsed());
    }

    @Test
    void rates_ofANumberOfRequests_areOverTheLongestPart() {
        LoadPlan fixed = LoadPlan.builder().target("http://127.0.0.1/").build();
        LoadResult part = Results.expecting().rates(0, 100, 100).result();

        assertThat(LoadResult.sum(fixed, List.of(part, part)).rates().achieved())
                .isEqualTo(200);
    }

    @Test
    void seconds_areAddedBySecond() {
        LoadResult three = Results.expecting()
                .seconds(3, second -> SortedTimes.millisUpTo(10))
                .result();
        LoadResult two = Results.expecting()
                .seconds(2, second -> SortedTimes.millisUpTo(20))
                .result();

        List<IntervalResult> sums = LoadResult.sum(WHOLE, List.of(three, two)).intervals();

        assertThat(sums).extracting(IntervalResult::sent).containsExactly(30L, 30L, 10L);
        assertThat(sums).extracting(sum -> sum.responseTime().count()).containsExactly(30L, 30L, 10L);
        assertThat(sums.get(1).responseTime().max()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void failuresOfASecond_areAddedByOutcome_ifTheyAreKnownOfAll() {
        LoadResult one = failing(4, Map.of(Outcome.TIMED_OUT, 3L, Outcome.BAD_STATUS, 1L));
        LoadResult other = failing(4, Map.of(Outcome.TIMED_OUT, 4L));
        LoadResult none = failing(0, Map.of());
        LoadResult unknown = failing(20, Map.of());

        IntervalResult sum =
                LoadResult.sum(WHOLE, List.of(one, other, none)).intervals().get(0);
        IntervalResult doubtful =
                LoadResult.sum(WHOLE, List.of(one, unknown)).intervals().get(0);

        assertThat(sum.failed()).isEqualTo(8);
        assertThat(sum.failures()).isEqualTo(Map.of(Outcome.TIMED_OUT, 7L, Outcome.BAD_STATUS, 1L));
        assertThat(doubtful.failed()).isEqualTo(24);
        assertThat(doubtful.isFailureKnown()).isFalse();
    }

    @Test
    void oneUnhealthyGenerator_isNamed_andJudged() {
        LoadResult well = Results.expecting().result();
        LoadResult badly = Results.expecting()
                .unhealthy("cpu 97%")
                .responseTime(SortedTimes.repeat(3_000, Duration.ofMillis(80)))
                .result();

        LoadResult sum = LoadResult.sum(WHOLE, List.of(well, badly));

        assertThat(sum.generator().reasons()).containsExactly("generator 2: cpu 97%");
        assertThat(sum.generator().scheduleLagP50()).hasNanos(50);
        assertThat(sum.generator().scheduleLagP99()).hasNanos(99);
        assertThat(sum.generator().scheduleLagP999()).hasNanos(999);
        assertThat(sum.generator().scheduleLagMax()).hasNanos(1000);
        assertThat(sum.verdict().kind()).isEqualTo(Verdict.Kind.INVALID);
    }

    @Test
    void environment_thatOnlyOneKnows_isKept() {
        LoadResult one = Results.expecting().result().describing(Map.of("processors", "1"));
        LoadResult two = one.describing(Map.of("failedAddresses", "127.0.0.2 (10 attempts)"));

        assertThat(LoadResult.sum(WHOLE, List.of(one, two)).environment())
                .containsEntry("failedAddresses", "127.0.0.2 (10 attempts)")
                .containsEntry("processors", "1");
    }

    @Test
    void environment_namesWhatDiffers_andHowMany() {
        LoadResult one = Results.expecting().result().describing(Map.of("processors", "1"));
        LoadResult two = Results.expecting().result().describing(Map.of("processors", "2"));

        assertThat(LoadResult.sum(WHOLE, List.of(one, two, one)).environment())
                .containsEntry("processors", "1, 2")
                .containsEntry("generators", "3");
    }

    @Test
    void countsOfEachGenerator_areListed_evenIfTheyAreAlike() {
        LoadResult one = Results.expecting()
                .result()
                .describing(Map.of("tlsHandshakes", "1 full and 39 resumed", "connectionsOpened", "40"));

        assertThat(LoadResult.sum(WHOLE, List.of(one, one)).environment())
                .containsEntry("tlsHandshakes", "1 full and 39 resumed + 1 full and 39 resumed")
                .containsEntry("connectionsOpened", "40 + 40");
    }

    @Test
    void none_cannotBeAddedUp() {
        assertThatThrownBy(() -> LoadResult.sum(WHOLE, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there must be one result or more to add up");
    }

    private static LoadResult failing(long failed, Map<Outcome, Long> failures) {
        return Results.expecting()
                .second(new IntervalResult(
                        Duration.ZERO, failed, 0, failed, failures, SortedTimes.none(), ServiceTimes.UNKNOWN))
                .result();
    }
}
