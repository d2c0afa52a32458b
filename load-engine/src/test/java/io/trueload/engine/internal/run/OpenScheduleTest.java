// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static io.trueload.engine.Rate.perSecond;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trueload.engine.Arrivals;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.RunListener.RequestResult;
import io.trueload.engine.Stage;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When an open workload sends: by its nanosecond where gaps are no whole milliseconds, by chance, in stages, up to a number. */
class OpenScheduleTest {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    @ParameterizedTest
    @ValueSource(ints = {3, 300, 7_000})
    void constantRate_everyRequest_leavesOnItsNanosecond(int rate) {
        VirtualRun run =
                VirtualRun.begin(LoadPlan.builder().rate(perSecond(rate)).duration(ofSeconds(1)), sent -> sent + 1_000);

        run.toEnd();

        assertThat(run.sender.sentAt()).isEqualTo(starts(rate, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 300})
    void constantRate_afterAWarmUp_keepsItsNanoseconds(int rate) {
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder().rate(perSecond(rate)).duration(ofSeconds(1)).warmUp(ofSeconds(1)),
                sent -> sent + 1_000);

        run.toEnd();

        assertThat(run.sender.sentAt().subList(rate, 2 * rate)).isEqualTo(starts(rate, SECOND));
        assertThat(run.listener.requests())
                .extracting(RequestResult::offsetNanos)
                .isEqualTo(starts(rate, 0));
    }

    @Test
    void requests_cutTheSchedule_andItsRate() {
        VirtualRun run =
                VirtualRun.begin(LoadPlan.builder().rate(perSecond(500)).requests(1000), sent -> sent + MILLI / 2);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.counts().of(Outcome.OK)).isEqualTo(1000);
        assertThat(result.rates().offered()).isCloseTo(500, within(0.001));
        assertThat(result.rates().achieved()).isCloseTo(500, within(0.001));
    }

    @Test
    void poisson_thatDrawsFewerThanAreExpected_leavesNoneUnsent() {
        for (long seed = 1; seed <= 5; seed++) {
            VirtualRun run = VirtualRun.begin(
                    LoadPlan.builder()
                            .rate(perSecond(50))
                            .duration(ofSeconds(2))
                            .arrivals(Arrivals.POISSON)
                            .seed(seed),
                    sent -> sent + MILLI / 2);

            LoadResult result = run.toEnd();

            Books.assertBalanced(result);
            assertThat(result.counts().unsentAtStop()).as("seed %s", seed).isZero();
        }
    }

    @Test
    void poisson_cutByNumber_reportsTheRateThatWasDrawn() {
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder()
                        .rate(perSecond(500))
                        .requests(1000)
                        .arrivals(Arrivals.POISSON)
                        .seed(7),
                sent -> sent + MILLI / 2);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.counts().of(Outcome.OK)).isEqualTo(1000);
        assertThat(result.rates().offered()).isCloseTo(500, within(50.0));
        assertThat(result.rates().sent()).isEqualTo(result.rates().offered());
    }

    @Test
    void stages_followEachOther_withoutGapOrOverlap() {
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder()
                        .stage(Stage.hold(perSecond(100), ofSeconds(2)))
                        .stage(Stage.ramp(perSecond(100), perSecond(300), ofSeconds(2)))
                        .stage(Stage.hold(perSecond(300), ofSeconds(1))),
                sent -> sent + MILLI);

        LoadResult result = run.toEnd();

        Books.assertBalanced(result);
        assertThat(result.counts().sent()).isEqualTo(200 + 400 + 300);
        assertThat(result.intervals().subList(0, 5))
                .extracting(interval -> interval.sent())
                .containsExactly(100L, 100L, 150L, 250L, 300L);
    }

    private static List<Long> starts(int rate, long from) {
        return LongStream.range(0, rate)
                .mapToObj(i -> from + Math.round((double) i * SECOND / rate))
                .toList();
    }
}
