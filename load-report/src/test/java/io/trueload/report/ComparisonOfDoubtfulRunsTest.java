// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static io.trueload.report.Run.TIMES;
import static io.trueload.report.Run.failing;
import static io.trueload.report.Run.side;
import static io.trueload.report.Run.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Verdict.Kind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Runs that were stopped, disturbed or full of errors: what they may say in a comparison. */
class ComparisonOfDoubtfulRunsTest {

    @Test
    void runsThatTellNothing_doNotCount_andAreNamed() {
        Run stopped = new Run(1);
        stopped.startedAt = Instant.parse("2026-01-01T00:00:00Z");
        stopped.unusable = "it was stopped before its plan was carried out";
        Baseline six = Run.side(new Run(100), new Run(101), stopped, new Run(102), new Run(103), new Run(104));
        Baseline five = Run.side(new Run(100), new Run(101), stopped, new Run(102), new Run(103));

        assertThat(Comparison.of(Run.side(TIMES), six).kind()).isEqualTo(Kind.PASS);
        assertThat(Comparison.of(Run.side(TIMES), six).notes())
                .containsExactly(
                        "the new run of 2026-01-01T00:00:00Z does not count: it was stopped before its plan was"
                                + " carried out");
        assertThat(Comparison.of(Run.side(TIMES), five).kind()).isEqualTo(Kind.INVALID);
        assertThat(Comparison.of(Run.side(TIMES), five).reasons())
                .containsExactly("too few runs count: 5 of the baseline and 4 new ones, but 5 of each are needed");
        assertThat(Comparison.of(Run.side(TIMES), five).render()).endsWith("""

                Verdict: INVALID
                  too few runs count: 5 of the baseline and 4 new ones, but 5 of each are needed
                """);
    }

    @Test
    void slowerRuns_thatTheGeneratorMayHaveDelayed_sayNothing() {
        Comparison bounded = Comparison.of(
                side(TIMES, Run::p99), side(times(1.42), time -> Run.p99(time).disturbed(Duration.ofMillis(40))));
        Comparison unbounded = Comparison.of(
                side(TIMES, Run::p99), side(times(9), time -> Run.p99(time).throttled()));

        assertThat(bounded.kind()).isEqualTo(Kind.INVALID);
        assertThat(unbounded.kind()).isEqualTo(Kind.INVALID);
        assertThat(bounded.notes())
                .containsExactly(
                        "the generator was not healthy in 5 of 5 new runs, whose times may be too long by that:"
                                + " schedule lag p99 was 48ms; use a faster machine");
        assertThat(bounded.reasons())
                .containsExactly(
                        "p99 is 42% slower than the baseline, 145ms instead of 102ms (medians of 5 and 5 runs), but"
                                + " the generator was not healthy in the new runs and may be why; make them again");
    }

    @Test
    void slowerRuns_thatTheGeneratorCannotExplain_fail() {
        Comparison comparison = Comparison.of(
                side(TIMES, Run::p99), side(times(1.42), time -> Run.p99(time).disturbed(Duration.ofMillis(10))));

        assertThat(comparison.kind()).isEqualTo(Kind.FAIL);
    }

    @Test
    void slowerRuns_fail_whereBothSidesWereDisturbedAlike() {
        Baseline base = side(TIMES, time -> new Run(time).throttled());

        assertThat(Comparison.of(base, side(times(1.42), time -> new Run(time).throttled()))
                        .kind())
                .isEqualTo(Kind.FAIL);
        assertThat(Comparison.of(base, side(TIMES, time -> new Run(time).throttled()))
                        .kind())
                .isEqualTo(Kind.PASS);
    }

    @Test
    void slowerRuns_thatWereDisturbedNowAndThenLikeTheOthers_fail() {
        Baseline base =
                Run.side(new Run(100).throttled(), new Run(101), new Run(102).throttled(), new Run(103), new Run(104));
        Baseline fresh = Run.side(
                new Run(142).throttled(),
                new Run(143).throttled(),
                new Run(144).throttled(),
                new Run(145).throttled(),
                new Run(146));

        assertThat(Comparison.of(base, fresh).kind()).isEqualTo(Kind.FAIL);
    }

    @Test
    void oneUndisturbedRunThatIsSlow_doesNotSpeakForTheDisturbedOnes() {
        Baseline base = Run.side(100.0, 101, 99, 102, 98);
        Baseline oneLike = Run.side(
                new Run(150),
                new Run(150).throttled(),
                new Run(151).throttled(),
                new Run(152).throttled(),
                new Run(149).throttled());
        Baseline mostLike =
                Run.side(new Run(150), new Run(151), new Run(152), new Run(149).throttled(), new Run(150).throttled());

        assertThat(Comparison.of(base, oneLike).kind()).isEqualTo(Kind.INVALID);
        assertThat(Comparison.of(base, mostLike).kind()).isEqualTo(Kind.FAIL);
    }

    @Test
    void disturbedRunsThatAreSlower_whereTheOthersAreNot_sayNothing() {
        double[] ten = {100, 101, 102, 103, 104, 105, 106, 107, 108, 109};
        Baseline fresh =
                side(ten, time -> time < 102 ? Run.p99(time) : Run.p99(time * 2).throttled());

        Comparison comparison = Comparison.of(side(ten, Run::p99), fresh);

        assertThat(comparison.percentiles().get(2).lower()).isGreaterThan(1.1);
        assertThat(comparison.kind()).isEqualTo(Kind.INVALID);
    }

    @Test
    void runsFullOfErrors_doNotPassAsQuick() {
        Comparison comparison = Comparison.of(Run.side(TIMES), side(times(0.01), failing(510)));

        assertThat(comparison.kind()).isEqualTo(Kind.FAIL);
        assertThat(comparison.reasons())
                .containsExactly(
                        "requests failed in 5 of 5 runs of the new ones, 51% of them at most, and 0% at most in"
                                + " those of the other side");
    }

    @Test
    void mostRunsFullOfErrors_fail_whateverTheOthersAre() {
        Run bad = new Run(1);
        bad.failed = 30;
        Run worse = new Run(1);
        worse.failed = 510;
        Run worst = new Run(1);
        worst.failed = 1_000;

        assertThat(Comparison.of(Run.side(TIMES), Run.side(new Run(100), bad, worse, worst, new Run(104)))
                        .kind())
                .isEqualTo(Kind.FAIL);
    }

    @Test
    void someRunsFullOfErrors_sayNothing() {
        Run bad = new Run(1);
        bad.failed = 510;
        Baseline fresh = Run.side(new Run(100), bad, new Run(102), new Run(103), new Run(104));

        Comparison comparison = Comparison.of(Run.side(TIMES), fresh);

        assertThat(comparison.kind()).isEqualTo(Kind.INVALID);
        assertThat(comparison.reasons())
                .containsExactly(
                        "requests failed in 1 of 5 runs of the new ones, 51% of them at most, and 0% at most in"
                                + " those of the other side: their times are of other answers; find out why, and make the runs again");
    }

    @Test
    void baselineFullOfErrors_saysNothing_evenIfTheServiceIsSlowerNow() {
        Comparison comparison = Comparison.of(side(times(0.01), failing(510)), Run.side(TIMES));

        assertThat(comparison.kind()).isEqualTo(Kind.INVALID);
        assertThat(comparison.reasons())
                .containsExactly(
                        "requests failed in 5 of 5 runs of the baseline, 51% of them at most, and 0% at most in"
                                + " those of the other side: their times are of other answers; record the baseline anew");
    }

    @Test
    void serviceThatAlwaysFailsNowAndThen_isCompared() {
        Baseline base = side(TIMES, failing(20));

        assertThat(Comparison.of(base, side(TIMES, failing(35))).kind()).isEqualTo(Kind.PASS);
        assertThat(Comparison.of(base, side(TIMES, failing(50))).kind()).isEqualTo(Kind.FAIL);
        assertThat(Comparison.of(side(TIMES, failing(1_000)), side(TIMES, failing(1_000)))
                        .kind())
                .isEqualTo(Kind.INVALID);
    }
}
