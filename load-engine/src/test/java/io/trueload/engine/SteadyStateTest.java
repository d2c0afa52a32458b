// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.SteadyState.Answer;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyStateTest {

    private static final int SECONDS = 60;
    private static final int PER_SECOND = 400;
    private static final long SEED = 13;

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20})
    void slowFirstSeconds_areLeftOut_andTheFiguresAreThoseOfTheRest(int slow) {
        LoadResult result = run(second -> second < slow ? 20 : 1);
        SteadyState steady = result.steadyState();

        assertThat(steady.answer()).isEqualTo(Answer.STEADY);
        assertThat(steady.start().toSeconds()).isCloseTo(slow, Offset.offset(1L));
        assertThat(steady.responseTime().count()).isEqualTo((60 - steady.start().toSeconds()) * PER_SECOND);
        assertThat(steady.responseTime().p99()).isLessThan(Duration.ofMillis(4));
        assertThat(result.responseTime().p99()).isGreaterThan(Duration.ofMillis(15));
        assertThat(steady.reason()).isEmpty();
    }

    @Test
    void intervals_ofTheSteadyPart_areNarrowerThanOfTheWholeRun() {
        LoadResult result = run(second -> second < 5 ? 20 : 1);

        assertThat(result.steadyState().confidenceInterval(99).orElseThrow().upper())
                .isLessThan(Duration.ofMillis(4));
        assertThat(result.confidenceInterval(99).orElseThrow().upper()).isGreaterThan(Duration.ofMillis(15));
    }

    @Test
    void steadyRun_isKeptWhole() {
        LoadResult result = run(second -> 5);

        assertThat(result.steadyState().start()).isZero();
        assertThat(result.steadyState().isSteady()).isTrue();
        assertThat(result.steadyState().intervals()).isEqualTo(result.intervals());
        assertThat(result.steadyState().responseTime().count())
                .isEqualTo(result.responseTime().count());
    }

    @Test
    void driftingRun_hasNoSteadyPart() {
        assertUnsteady(run(second -> 1 + second * 0.02));
    }

    @Test
    void generatorThatIsStillCompiled_isNotSteady() {
        Results results =
                Results.expecting().run(SECONDS, new SimulatedService(SEED).independent(PER_SECOND, second -> 1));
        assertThat(results.compiling(0.05).result().steadyState().isSteady()).isTrue();

        SteadyState state = results.compiling(0.06).result().steadyState();
        assertThat(state.answer()).isEqualTo(Answer.UNSTEADY);
        assertThat(state.reason())
                .isEqualTo("the JVM that made the load was still compiling in the second half of the run");
    }

    @Test
    void slowLastThird_isNotCutOffAtTheEnd() {
        assertUnsteady(run(second -> second < 40 ? 1 : 2));
    }

    @Test
    void slowLastSecond_staysInTheSteadyPart() {
        SteadyState steady = run(second -> second == 59 ? 20 : 1).steadyState();

        assertThat(steady.start()).isZero();
        assertThat(steady.responseTime().max()).isGreaterThan(Duration.ofMillis(20));
    }

    @Test
    void stallsNowAndThen_areSteady() {
        long[] nanos = new SimulatedService(SEED).stalling(SECONDS, PER_SECOND);
        SteadyState steady = Results.expecting()
                .run(SECONDS, second -> SimulatedService.second(nanos, second, PER_SECOND))
                .result()
                .steadyState();

        assertThat(steady.start()).isZero();
        assertThat(steady.isSteady()).isTrue();
    }

    @Test
    void fewTimesASecond_joinSeconds_andTheirLastRest() {
        LoadResult result = Results.expecting()
                .run(103, new SimulatedService(SEED).independent(50, second -> second < 12 ? 20 : 1))
                .result();
        SteadyState steady = result.steadyState();

        assertThat(steady.start()).isEqualTo(Duration.ofSeconds(12));
        assertThat(steady.responseTime().count()).isEqualTo(91 * 50);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 19})
    void shortRun_isNotKnown(int seconds) {
        SteadyState state = run(seconds, second -> 1).steadyState();

        assertThat(state.answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(state.responseTime().isEmpty()).isTrue();
        assertThat(state.reason())
                .isEqualTo("a steady state takes 20 windows of a second or more with 200 times each, and the run has "
                        + seconds);
    }

    @Test
    void twentySeconds_areEnough() {
        assertThat(run(20, second -> second < 4 ? 20 : 1).steadyState().start()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void runWithoutSeconds_orWithoutTimes_isNotKnown() {
        assertThat(Results.expecting().result().steadyState().answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(Results.expecting()
                        .run(60, second -> SortedTimes.none())
                        .result()
                        .steadyState()
                        .answer())
                .isEqualTo(Answer.UNKNOWN);
    }

    @Test
    void longRun_isJoinedToWindowsOfSeveralSeconds() {
        IntFunction<SortedTimes> times = new SimulatedService(SEED).independent(200, second -> second < 10 ? 20 : 1);
        SteadyState steady = Results.expecting().run(1_000, times).result().steadyState();

        assertThat(steady.start().toSeconds()).isBetween(9L, 18L);
    }

    @Test
    void ramp_isNeverSteady_butTheHoldBehindIt() {
        Stage ramp = Stage.ramp(Rate.perSecond(10), Rate.perSecond(400), Duration.ofSeconds(20));
        Stage hold = Stage.hold(Rate.perSecond(400), Duration.ofSeconds(40));
        Results results =
                Results.expecting().run(SECONDS, new SimulatedService(SEED).independent(PER_SECOND, second -> 1));

        SteadyState behind =
                results.planned(plan -> plan.stage(ramp).stage(hold)).result().steadyState();
        SteadyState before =
                results.planned(plan -> plan.stage(hold).stage(ramp)).result().steadyState();

        assertThat(behind.start()).isEqualTo(Duration.ofSeconds(20));
        assertThat(before.answer()).isEqualTo(Answer.UNSTEADY);
        assertThat(before.reason()).isEqualTo("the offered rate still changed in the second half of the run");
    }

    @Test
    void stagesOfOneRate_areOne_andThoseAfterTheEndDoNotCount() {
        Stage hold = Stage.hold(Rate.perSecond(400), Duration.ofSeconds(30));
        Stage later = Stage.hold(Rate.perSecond(800), Duration.ofSeconds(30));
        SteadyState steady = Results.expecting()
                .run(SECONDS, new SimulatedService(SEED).independent(PER_SECOND, second -> 1))
                .planned(plan -> plan.stage(hold).stage(hold).stage(later))
                .result()
                .steadyState();

        assertThat(steady.start()).isZero();
        assertThat(steady.isSteady()).isTrue();
    }

    private static void assertUnsteady(LoadResult result) {
        SteadyState state = result.steadyState();
        assertThat(state.answer()).isEqualTo(Answer.UNSTEADY);
        assertThat(state.start()).isZero();
        assertThat(state.intervals()).isEmpty();
        assertThat(state.reason()).isEqualTo("response times still changed their level in the second half of the run");
    }

    private static LoadResult run(IntToDoubleFunction meanMillis) {
        return run(SECONDS, meanMillis);
    }

    private static LoadResult run(int seconds, IntToDoubleFunction meanMillis) {
        return Results.expecting()
                .run(seconds, new SimulatedService(SEED).independent(PER_SECOND, meanMillis))
                .result();
    }
}
