// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trueload.engine.Verdict.Judgment;
import io.trueload.engine.Verdict.Kind;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a verdict says of the times behind a percentile, and of the steady part. */
class SampleNotesTest {

    private static final long SEED = 7;

    @ParameterizedTest
    @CsvSource({"15, true", "21, true", "22, false", "60, false"})
    void missThatChanceMayMake_staysAMiss_andSaysSo(int slow, boolean chance) {
        Results results = Results.expecting("p99 < 50ms").responseTime(slow(1_000, slow));

        assertThat(results.verdict().kind()).isEqualTo(Kind.FAIL);
        assertThat(only(results).met()).isFalse();
        assertThat(only(results).note())
                .isEqualTo(
                        chance
                                ? "within chance: " + VerdictRules.percent(slow / 1_000.0)
                                        + " of the times exceed the limit, and where 1% of all do, 2.1% of 1,000"
                                        + " independent times may by chance"
                                : "");
    }

    @Test
    void expectationThatIsMet_orDemandsSlowness_isNotCalledChance() {
        assertThat(only(Results.expecting("p99 < 200ms").responseTime(slow(1_000, 15)))
                        .note())
                .isEmpty();
        assertThat(only(Results.expecting("p99 > 200ms").responseTime(slow(1_000, 15)))
                        .note())
                .isEmpty();
        assertThat(only(Results.expecting("max < 50ms").responseTime(slow(1_000, 15)))
                        .note())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "4, true", "5, false", "10, false"})
    void expectationThatIsMet_butMayWellNotBeInAnotherRun_saysSo(int slow, boolean proven) {
        Results results = Results.expecting("p99 < 50ms").responseTime(slow(1_000, slow));

        assertThat(results.verdict().kind()).isEqualTo(Kind.PASS);
        assertThat(only(results).note())
                .isEqualTo(
                        proven
                                ? ""
                                : "not proven: " + VerdictRules.percent(slow / 1_000.0)
                                        + " of the times exceed the limit, and of 1,000 independent ones up to 0.4%"
                                        + " would prove it");
    }

    @Test
    void asManyOverTheLimitAsJustProveIt_proveIt() {
        // A share in floating point, times the number, is a little more than 6.
        Results results = Results.expecting("p99 < 50ms").responseTime(slow(1_300, 6));

        assertThat(only(results).note()).isEmpty();
        assertThat(only(Results.expecting("p99 < 50ms").responseTime(slow(1_300, 7)))
                        .note())
                .startsWith("not proven: ");
    }

    @Test
    void p999_withinItsLimitByChance_isNotProven() {
        Results results = Results.expecting("p99.9 < 50ms").run(60, second -> slow(200, second % 5 == 0 ? 1 : 0));

        assertThat(only(results).met()).isTrue();
        assertThat(only(results).note())
                .isEqualTo(
                        "not proven: 0.1% of the times exceed the limit, and of 12,000 independent ones up to 0.05% would prove it");
    }

    @Test
    void timesOverTheLimit_thatAreAllOfOneSecond_proveNothing() {
        // What lies beyond the p99 comes from all seconds, what exceeds the limit from one.
        Judgment judgment = only(run(second -> SortedTimes.ofNanos(LongStream.range(0, 200)
                .map(i ->
                        i < 1 ? 40_000_000 : i < 4 ? 20_000_000 : second == 30 && i < 59 ? 100_000_000 : 1_000_000))));

        assertThat(judgment.met()).isTrue();
        assertThat(judgment.note())
                .isEqualTo(
                        "not proven: as to this limit 12,000 times are worth 217 independent ones, and it takes 299");
    }

    /** The same share of slow times, of 12,000: no chance if they came one by one, but all came in a few stalls. */
    @Test
    void sameShareInFewSeconds_isChance_whereSpreadOutItIsNot() {
        Judgment spread = only(run(second -> slow(200, 4)));
        Judgment inStalls = only(run(second -> slow(200, second % 5 == 2 ? 20 : 0)));
        Judgment inOneStall = only(run(second -> slow(200, second == 20 || second == 21 ? 120 : 0)));

        assertThat(spread.note()).isEmpty();
        assertThat(inOneStall.note()).isEqualTo("few episodes: the 240 times beyond it come from 1 slow episode");
        assertThat(inStalls.met()).isFalse();
        assertThat(inStalls.note())
                .contains("within chance: 2% of the times exceed the limit, and where 1% of all do, ");
    }

    @Test
    void fewEpisodes_areSaid_andManyAreNot() {
        IntFunction<SortedTimes> few = second -> slow(200, second == 10 || second == 40 ? 50 : 0);
        IntFunction<SortedTimes> many = new SimulatedService(SEED).independent(200, second -> 1);

        assertThat(only(Results.expecting("p99.5 < 10s").run(60, few)).note())
                .contains("few episodes: the 100 times beyond it come from 2 slow episodes");
        assertThat(only(Results.expecting("p99.5 < 10s").run(60, many)).note()).isEmpty();
    }

    @Test
    void effectiveSamples_belowTheUpperBound_areSaid() {
        Results results = Results.expecting("p99 < 10s").run(60, second -> slow(200, second % 5 == 2 ? 60 : 0));

        assertThat(only(results).note())
                .isEqualTo("no upper confidence bound: 12,000 times are worth 231 independent ones, and it takes 299");
    }

    @Test
    void effectiveSamples_ofAShortRun_areNotTold() {
        LoadResult result = Results.expecting()
                .run(29, new SimulatedService(SEED).independent(200, second -> 1))
                .result();

        assertThat(result.effectiveSamples(99)).isEmpty();
    }

    @Test
    void effectiveSamples_ofStalls_areFewOfTheirEpisodes() {
        LoadResult result = Results.expecting()
                .run(60, second -> slow(200, second == 10 || second == 11 || second == 40 ? 50 : 0))
                .result();

        assertThat(result.effectiveSamples(99)).hasValueSatisfying(samples -> {
            assertThat(samples.beyond()).isEqualTo(150);
            assertThat(samples.slowEpisodes()).isEqualTo(2);
            assertThat(samples.isOfFewEpisodes()).isTrue();
            assertThat(samples.effective()).isBetween(30L, 200L);
        });
    }

    @Test
    void effectiveSamples_ofEqualTimes_areAll() {
        LoadResult result = Results.expecting().run(60, second -> slow(200, 0)).result();

        assertThat(result.effectiveSamples(99)).hasValue(new EffectiveSamples(99, 12_000, 0, 0, 12_000));
    }

    @Test
    void steadyPart_isJudgedWithoutWhatCameBefore() {
        Results results = Results.expecting("steady p99 < 5ms", "p99 < 5ms", "steady max > 2ms")
                .planned(plan -> plan.duration(Duration.ofSeconds(60)))
                .run(60, new SimulatedService(SEED).independent(400, second -> second < 5 ? 20 : 1));

        assertThat(results.verdict().requirements()).extracting(Judgment::met).containsExactly(true, false, true);
        assertThat(results.verdict().kind()).isEqualTo(Kind.FAIL);
    }

    @Test
    void steadyPart_thatIsNot_isInconclusive() {
        Results results = Results.expecting("steady p99 < 1s")
                .planned(plan -> plan.duration(Duration.ofSeconds(60)))
                .run(60, new SimulatedService(SEED).independent(400, second -> 1 + second / 10.0));

        assertThat(results.verdict().kind()).isEqualTo(Kind.INCONCLUSIVE);
        assertThat(results.verdict().reasons())
                .containsExactly(
                        "steady p99 < 1s: response times still changed their level in the second half of the run");
    }

    @Test
    void steadyPart_thatNoRunOfThePlanCanTell_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlan.builder()
                        .target("http://127.0.0.1/")
                        .requests(3_999)
                        .expect("steady p50 < 1s")
                        .build())
                .withMessage("'steady p50 < 1s' needs at least 4000 requests to mean anything, but the plan sends 3999;"
                        + " send more or leave out 'steady'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlan.builder()
                        .target("http://127.0.0.1/")
                        .duration(Duration.ofMillis(19_900))
                        .expect("steady p50 < 1s")
                        .build())
                .withMessage("'steady p50 < 1s' needs at least 20s to mean anything, but the plan sends for 19.9s; send"
                        + " for longer or leave out 'steady'");
    }

    /** Returns a run of a minute whose p99 is missed. */
    private static Results run(IntFunction<SortedTimes> times) {
        return Results.expecting("p99 < 50ms").run(60, times);
    }

    /** Returns so many times, of which some are 100 ms and the rest 1 ms. */
    private static SortedTimes slow(int count, int slow) {
        return SortedTimes.ofNanos(LongStream.range(0, count).map(i -> i < slow ? 100_000_000 : 1_000_000));
    }

    private static Judgment only(Results results) {
        assertThat(results.verdict().requirements()).hasSize(1);
        return results.verdict().requirements().get(0);
    }
}
