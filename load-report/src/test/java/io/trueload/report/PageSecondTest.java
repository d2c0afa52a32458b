// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.IntervalResult.ServiceTimes;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The points of the charts over time. */
class PageSecondTest {

    private static final ServiceTimes SERVICE = ServiceTimes.of(SortedTimes.upToMillis(200));

    @Test
    void rateThatWasDelivered_isToldSoAtTheEnd_whereAnswersComeLater() {
        // Answers take 400 ms, so a tenth of them and four come when nothing is sent anymore.
        List<PageSecond> points = PageSecond.of(run(10, ofMillis(10_400), true));

        assertThat(points).hasSize(10);
        PageSecond last = points.get(9);
        assertThat(last.offered()).isEqualTo(200);
        assertThat(last.sent()).isEqualTo(200);
        assertThat(last.ok()).isCloseTo((120 + 80) / 1.4, within(1e-9));
    }

    @Test
    void restOfASecond_leavesTheServiceTimesOfTheOneBeforeIt_andItsOwnLongest() {
        PageSecond last = PageSecond.of(run(10, ofMillis(10_400), true)).get(9);

        assertThat(last.service().p50()).isEqualTo(SERVICE.p50());
        assertThat(last.service().max()).isEqualTo(ofMillis(900));
    }

    @Test
    void restOfHalfASecondOrMore_isAPointOfItsOwn() {
        List<PageSecond> points = PageSecond.of(run(10, ofMillis(10_600), true));

        assertThat(points).hasSize(11);
        assertThat(points.get(10).sent()).isZero();
        assertThat(points.get(10).offered()).isNaN();
        assertThat(points.get(10).ok()).isCloseTo(80 / 0.6, within(1e-9));
    }

    @Test
    void moreSecondsThanPoints_areTakenTogether_andTheirServiceTimesAreNotKnown() {
        List<PageSecond> points = PageSecond.of(run(7_201, Duration.ofSeconds(7_201), false));

        assertThat(points).hasSize(2_401);
        assertThat(points.get(1).start()).isEqualTo(Duration.ofSeconds(3));
        assertThat(points.get(1).sent()).isCloseTo(200, within(1e-9));
        assertThat(points.get(1).times().count()).isEqualTo(3);
        assertThat(points.get(1).service()).isEqualTo(ServiceTimes.UNKNOWN);
    }

    @Test
    void failures_areRatesByOutcome_alsoOfSeveralSecondsTakenTogether() {
        var results = new Results();
        results.elapsed = Duration.ofHours(2);
        List<IntervalResult> intervals = new ArrayList<>();
        for (int second = 0; second < 7_200; second++) {
            Map<Outcome, Long> failures =
                    second % 2 == 0 ? Map.of(Outcome.TIMED_OUT, 6L) : Map.of(Outcome.BAD_STATUS, 2L);
            intervals.add(new IntervalResult(
                    Duration.ofSeconds(second),
                    8,
                    0,
                    second % 2 == 0 ? 6 : 2,
                    failures,
                    SortedTimes.NONE,
                    ServiceTimes.UNKNOWN));
        }
        results.intervals = intervals;

        List<PageSecond> points = PageSecond.of(results.build());

        assertThat(points).hasSize(3_600);
        assertThat(points.get(9).failures()).isEqualTo(Map.of(Outcome.TIMED_OUT, 3.0, Outcome.BAD_STATUS, 1.0));
    }

    @Test
    void failuresThatAreNotKnownOfAllSeconds_areNotToldOfTheirPoint() {
        var results = new Results();
        results.elapsed = Duration.ofHours(2);
        List<IntervalResult> intervals = new ArrayList<>();
        for (int second = 0; second < 7_200; second++) {
            Map<Outcome, Long> failures = second % 2 == 0 ? Map.of(Outcome.TIMED_OUT, 6L) : Map.of();
            intervals.add(new IntervalResult(
                    Duration.ofSeconds(second), 8, 0, 6, failures, SortedTimes.NONE, ServiceTimes.UNKNOWN));
        }
        results.intervals = intervals;

        PageSecond point = PageSecond.of(results.build()).get(9);

        assertThat(point.failed()).isEqualTo(6);
        assertThat(point.failures()).isEmpty();
    }

    @Test
    void timesAlone_haveTheSamePoints_withoutRates() {
        List<PageSecond> points = PageSecond.of(TimesLog.of(run(7_201, Duration.ofSeconds(7_201), false)));

        assertThat(points).hasSize(2_401);
        assertThat(points.get(1).start()).isEqualTo(Duration.ofSeconds(3));
        assertThat(points.get(1).times().count()).isEqualTo(3);
        assertThat(points.get(1).sent()).isNaN();
        assertThat(points.get(1).ok()).isNaN();
    }

    /** Returns a run at 200/s; where there is a tail, answers come 400 ms later. */
    private static LoadResult run(int seconds, Duration elapsed, boolean tail) {
        var results = new Results();
        results.plan = LoadPlan.builder()
                .target("http://127.0.0.1/")
                .rate(Rate.perSecond(200))
                .duration(Duration.ofSeconds(seconds));
        results.elapsed = elapsed;
        List<IntervalResult> intervals = new ArrayList<>();
        for (int second = 0; second < seconds; second++) {
            long ok = tail && second == 0 ? 120 : 200;
            ok = tail && second == seconds - 1 ? 120 : ok;
            intervals.add(new IntervalResult(
                    Duration.ofSeconds(second), 200, ok, 0, Map.of(), SortedTimes.ofMillis(5), SERVICE));
        }
        if (tail) {
            intervals.add(new IntervalResult(
                    Duration.ofSeconds(seconds),
                    0,
                    80,
                    0,
                    Map.of(),
                    SortedTimes.ofMillis(900),
                    ServiceTimes.of(SortedTimes.ofMillis(900))));
        }
        results.intervals = intervals;
        return results.build();
    }
}
