// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static io.trueload.report.Run.TIMES;
import static io.trueload.report.Run.changed;
import static io.trueload.report.Run.side;
import static io.trueload.report.Run.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.Verdict.Kind;
import io.trueload.report.Comparison.Limits;
import io.trueload.report.Comparison.Percentile;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void sameService_passes_withATable() {
        Comparison comparison = Comparison.of(Run.side(TIMES), Run.side(100.5, 101.5, 102.5, 103.5, 104.5));

        assertThat(comparison.render()).isEqualTo("""
                                    baseline        new    ratio  96.8% interval        difference
                        p50            102ms      103ms    1.005  0.976 to 1.035             500us  PASS
                        p90            204ms      205ms    1.005  0.976 to 1.035               1ms  PASS
                        p99            408ms      410ms    1.005  0.976 to 1.035               2ms  PASS
                        achieved     400.0/s    400.0/s

                        Runs: 5 of the baseline, 5 new ones; response times and rates are medians of runs; slower by more than 10% and 1ms fails

                        Verdict: PASS
                        """);
    }

    @Test
    void slowerService_fails_andSaysByHowMuch() {
        Comparison comparison = Comparison.of(Run.side(TIMES), Run.side(times(1.42)));

        assertThat(comparison.kind()).isEqualTo(Kind.FAIL);
        assertThat(comparison.percentiles()).extracting(Percentile::kind).containsOnly(Kind.FAIL);
        assertThat(comparison.reasons())
                .startsWith(
                        "p50 is 42% slower than the baseline, 145ms instead of 102ms (medians of 5 and 5 runs): the whole"
                                + " 96.8% interval of the ratio, 1.379 to 1.462, is beyond the tolerance of 10%");
        assertThat(comparison.render()).contains("\nVerdict: FAIL\n  p50 is 42% slower than the baseline, ");
    }

    @Test
    void onePercentileAlone_isEnoughToFail() {
        Comparison comparison = Comparison.of(side(TIMES, Run::p99), side(times(1.42), Run::p99));

        assertThat(comparison.kind()).isEqualTo(Kind.FAIL);
        assertThat(comparison.percentiles())
                .extracting(Percentile::kind)
                .containsExactly(Kind.PASS, Kind.PASS, Kind.FAIL);
        assertThat(comparison.reasons()).hasSize(1).first().asString().startsWith("p99 is 42% slower");
    }

    @Test
    void slowerWithinTheTolerance_passes() {
        assertThat(Comparison.of(Run.side(TIMES), Run.side(times(1.05))).kind()).isEqualTo(Kind.PASS);
        assertThat(Comparison.of(Run.side(TIMES), Run.side(times(1.42)), new Limits(0.5, Duration.ZERO))
                        .kind())
                .isEqualTo(Kind.PASS);
    }

    @Test
    void fasterService_passes() {
        Comparison comparison = Comparison.of(Run.side(TIMES), Run.side(times(0.5)));

        assertThat(comparison.kind()).isEqualTo(Kind.PASS);
        assertThat(comparison.render()).contains("-51ms");
    }

    @Test
    void slowerByLessThanAMillisecond_passes() {
        double[] quick = {0.30, 0.31, 0.32, 0.33, 0.34};
        double[] twice = {0.50, 0.51, 0.52, 0.53, 0.54};

        assertThat(Comparison.of(Run.side(quick), Run.side(twice)).kind()).isEqualTo(Kind.PASS);
        assertThat(Comparison.of(Run.side(quick), Run.side(twice), new Limits(0.1, Duration.ofNanos(100_000)))
                        .kind())
                .isEqualTo(Kind.FAIL);
    }

    @Test
    void ratioBeyondTheTolerance_butNotItsInterval_isInconclusive() {
        double[] noisy = {95, 108, 118, 130, 140};

        Comparison comparison = Comparison.of(side(TIMES, Run::p99), side(noisy, Run::p99));

        assertThat(comparison.kind()).isEqualTo(Kind.INCONCLUSIVE);
        assertThat(comparison.reasons())
                .containsExactly(
                        "p99 is 15.7% slower than the baseline, 118ms instead of 102ms (medians of 5 and 5 runs), which may"
                                + " be chance: the 96.8% interval of the ratio, 0.931 to 1.373, is not all beyond the"
                                + " tolerance of 10%; make more runs, or longer ones");
    }

    @Test
    void passThatMoreRunsMightRefute_isNotProven() {
        double[] noisy = {88, 95, 103, 112, 120};

        Comparison comparison =
                Comparison.of(side(noisy, Run::p99), side(new double[] {89, 96, 104, 113, 121}, Run::p99));

        assertThat(comparison.kind()).isEqualTo(Kind.PASS);
        assertThat(comparison.notes())
                .containsExactly(
                        "p99 not proven: the 96.8% interval of the ratio, 0.800 to 1.274, also holds ratios beyond"
                                + " the tolerance; more runs make it narrower");
    }

    @Test
    void fewerThanFiveRuns_areRefused_withHowManyAreMissing() {
        assertThatThrownBy(() -> Comparison.of(Run.side(10, 11, 12, 13), Run.side(10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "there are 4 runs of the baseline, but 5 are needed to tell a slower service from chance: make"
                                + " 1 more; there is 1 run to compare with it, but 5 are needed to tell a slower service from"
                                + " chance: make 4 more");
    }

    @Test
    void anotherPlan_isRefused_withWhatDiffers() {
        Baseline fresh = side(TIMES, changed(run -> {
            run.plan.put("workload.requests", "200");
            run.plan.put("url", "http://*/items?\u001b[2J");
            run.plan.put("ofALaterVersion", "1");
        }));

        assertThatThrownBy(() -> Comparison.of(Run.side(TIMES), fresh))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "the new runs are not of the baseline's plan: ",
                        "workload.requests was 1000 and is 200",
                        "url was http://*/items and is http://*/items?\\u001b[2J",
                        "; make them with the same plan, or record the baseline anew")
                .hasMessageNotContaining("ofALaterVersion");
    }

    @Test
    void otherUrls_areCompared_whereThatIsAskedFor() {
        Baseline fresh = side(TIMES, changed(run -> run.plan.put("url", "http://*/other")));

        assertThat(Comparison.of(Run.side(TIMES).anywhere(), fresh.anywhere()).kind())
                .isEqualTo(Kind.PASS);
    }

    @Test
    void runOnBothSides_isRefused() {
        Run run = new Run(100);
        run.startedAt = Instant.parse("2026-01-01T00:00:00Z");
        Baseline base = Run.side(run, new Run(101), new Run(102), new Run(103), new Run(104));
        Baseline fresh = Run.side(new Run(101), new Run(102), new Run(103), new Run(104), run);

        assertThatThrownBy(() -> Comparison.of(base, fresh))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 run is on both sides, the first that of 2026-01-01T00:00:00Z");
    }

    @Test
    void anotherMachine_saysNothing_neitherGoodNorBad() {
        for (double factor : new double[] {1, 2}) {
            Baseline fresh = side(times(factor), changed(run -> {
                run.generator.put("processors", "8");
                run.generator.put("cpuLimit", "1.5");
            }));

            Comparison comparison = Comparison.of(Run.side(TIMES), fresh);

            assertThat(comparison.kind()).isEqualTo(Kind.INVALID);
            assertThat(comparison.percentiles()).hasSize(3);
            assertThat(comparison.reasons())
                    .containsExactly(
                            "the baseline is of another machine, and nobody can tell its speed from the service's:"
                                    + " processors was 2 and is 8; cpuLimit was none and is 1.5; record the baseline on this one");
        }
    }

    @Test
    void oneRunOfAnotherMachine_isNoticed() {
        Run other = new Run(102);
        other.generator.put("os", "Linux 6.1.0-18 aarch64");
        Baseline fresh = Run.side(new Run(100), new Run(101), other, new Run(103), new Run(104));

        assertThat(Comparison.of(Run.side(TIMES), fresh).reasons())
                .singleElement()
                .asString()
                .contains("os was Linux 6.1.0-18 amd64 and is Linux 6.1.0-18 aarch64");
    }

    @Test
    void otherSoftware_isNoted_andDecidesNothing() {
        Baseline fresh = side(times(1.42), changed(run -> {
            run.generator.put("java", "OpenJDK 64-Bit Server VM 25.0.1+8");
            run.generator.put("os", "Linux 6.1.0-19 amd64");
        }));

        Comparison comparison = Comparison.of(Run.side(TIMES), fresh);

        assertThat(comparison.kind()).isEqualTo(Kind.FAIL);
        assertThat(comparison.notes())
                .containsExactly(
                        "what made the load is not the same, which may be the difference: java was OpenJDK 64-Bit"
                                + " Server VM 17.0.15+6 and is OpenJDK 64-Bit Server VM 25.0.1+8; os was Linux 6.1.0-18 amd64 and"
                                + " is Linux 6.1.0-19 amd64");
    }

    @Test
    void percentileThatNotEveryRunCarries_isNotCompared() {
        Run few = new Run(102);
        few.times.remove(99.0);
        Baseline fresh = Run.side(new Run(100), new Run(101), few, new Run(103), new Run(104));
        Baseline none = side(TIMES, changed(run -> run.times.clear()));

        assertThat(Comparison.of(Run.side(TIMES), fresh).notes())
                .containsExactly("p99 is not compared: not every run has the samples for it");
        assertThat(Comparison.of(Run.side(TIMES), fresh).percentiles()).hasSize(2);
        assertThat(Comparison.of(Run.side(TIMES), none).kind()).isEqualTo(Kind.INCONCLUSIVE);
        assertThat(Comparison.of(Run.side(TIMES), none).reasons())
                .containsExactly("no percentile is carried by all runs: make longer ones");
    }

    @Test
    void limits_outOfRange_areRefused() {
        assertThatThrownBy(() -> new Limits(-0.1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tolerance must be from 0% to 1000%: -10%");
        assertThatThrownBy(() -> new Limits(0.1, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("floor must not be negative: PT-0.001S");
        assertThat(Limits.DEFAULT).hasToString("10% and 1ms");
    }
}
