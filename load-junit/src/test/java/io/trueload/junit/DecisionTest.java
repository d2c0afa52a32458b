// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.Verdict.Kind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run and its repeats come to: every combination that matters. */
class DecisionTest {

    private static final LoadPlan PLAN = LoadPlan.builder()
            .target("http://localhost/")
            .requests(300)
            .expect("p99 < 250ms")
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // first and what repeats would be | at most | kind | repeats made | which one stands
                "PASS                           | 2 | PASS         | 0 | 0",
                "INVALID, PASS                  | 2 | INVALID      | 0 | 0",
                "FAIL, PASS                     | 0 | FAIL         | 0 | 0",
                "FAIL, PASS, PASS               | 2 | PASS         | 2 | 1",
                "FAIL, PASS, FAIL               | 2 | FAIL         | 2 | 0",
                "FAIL, FAIL, PASS               | 2 | FAIL         | 2 | 0",
                "FAIL, FAIL                     | 1 | FAIL         | 1 | 0",
                "FAIL, INVALID, PASS            | 2 | PASS         | 2 | 2",
                "FAIL, INVALID, FAIL            | 2 | FAIL         | 2 | 0",
                "FAIL, INVALID, INVALID         | 2 | INVALID      | 2 | 0",
                "FAIL, PASS, PASS, PASS, PASS   | 4 | PASS         | 4 | 1",
            })
    void decision_followsTheRuns(String kinds, int most, Kind kind, int repeats, int standing) {
        Deque<LoadResult> runs = new ArrayDeque<>(Arrays.stream(kinds.split(","))
                .map(each -> result(Kind.valueOf(each.strip())))
                .toList());
        LoadResult first = runs.pop();

        Decision decision = Decision.of(first, most, runs::pop);

        assertThat(decision.kind()).isEqualTo(kind);
        assertThat(decision.repeats()).hasSize(repeats);
        assertThat(decision.result())
                .isSameAs(standing == 0 ? first : decision.repeats().get(standing - 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void targetThatIsGone_confirmsTheMiss_whateverRepeatsThereWere(int repeats) {
        Deque<LoadResult> passing = new ArrayDeque<>(Collections.nCopies(repeats, result(Kind.PASS)));

        Decision decision = Decision.of(result(Kind.FAIL), 2, () -> {
            if (passing.isEmpty()) {
                throw new LoadRunException("the service is gone");
            }
            return passing.pop();
        });

        assertThat(decision.kind()).isEqualTo(Kind.FAIL);
        assertThat(decision.unrepeatable()).isEqualTo("the service is gone");
        assertThat(decision.result()).isSameAs(decision.first());
    }

    @Test
    void expectation_thatTwoRunsMissed_isConfirmed_othersAreAccidents() {
        LoadPlan plan = PLAN.toBuilder().expect("p50 < 100ms").build();
        LoadResult both = Results.of(plan).time(ofMillis(300)).result();
        LoadResult second = Results.of(plan).time(ofMillis(150)).result();
        LoadResult none = Results.of(plan).time(ofMillis(10)).result();

        Deque<LoadResult> repeats = new ArrayDeque<>(List.of(second, none));
        Decision decision = Decision.of(both, 2, repeats::pop);

        assertThat(decision.kind()).isEqualTo(Kind.FAIL);
        assertThat(decision.missed()).containsExactly(1);
        assertThat(decision.judgment(1).actual()).isEqualTo("300ms");
        assertThat(decision.confirmations(1)).isEqualTo(1);
    }

    @Test
    void runsThatMissDifferentExpectations_doNotConfirmOneAnother() {
        LoadPlan plan = LoadPlan.builder()
                .target("http://localhost/")
                .requests(300)
                .expect("p99 < 250ms", "min > 20ms")
                .build();
        LoadResult slow = Results.of(plan).time(ofMillis(300)).result();
        LoadResult quick = Results.of(plan).time(ofMillis(10)).result();
        LoadResult good = Results.of(plan).time(ofMillis(100)).result();

        assertThat(decide(slow, quick, good).kind()).isEqualTo(Kind.PASS);
        assertThat(decide(slow, quick, slow).kind()).isEqualTo(Kind.FAIL);
        // None of three runs was good: that is no accident.
        assertThat(decide(slow, quick, quick).kind()).isEqualTo(Kind.FAIL);
    }

    @Test
    void repeatThatWasInterrupted_confirmsNothing() {
        LoadResult failed = Results.of(PLAN).time(ofMillis(300)).result();
        LoadResult interrupted =
                Results.of(PLAN).time(ofMillis(300)).interrupted().result();

        assertThat(decide(failed, interrupted).kind()).isEqualTo(Kind.INVALID);
    }

    private static Decision decide(LoadResult first, LoadResult... repeats) {
        Deque<LoadResult> rest = new ArrayDeque<>(Arrays.asList(repeats));
        return Decision.of(first, repeats.length, rest::pop);
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 1"})
    void interruptedRun_isNotRepeatedAnyMore(boolean first, int repeats) {
        LoadResult failed = Results.of(PLAN).time(ofMillis(300)).result();
        LoadResult interrupted =
                Results.of(PLAN).time(ofMillis(300)).interrupted().result();

        Decision decision = Decision.of(first ? interrupted : failed, 2, () -> interrupted);

        assertThat(decision.repeats()).hasSize(repeats);
        assertThat(decision.isInterrupted()).isTrue();
    }

    private static LoadResult result(Kind kind) {
        return switch (kind) {
            case PASS -> Results.of(PLAN).time(ofMillis(10)).result();
            case FAIL -> Results.of(PLAN).time(ofMillis(300)).result();
            case INVALID ->
                Results.of(PLAN).time(ofMillis(300)).unhealthy("it was asleep").result();
            case INCONCLUSIVE -> throw new AssertionError("no plan that can be built is inconclusive from the start");
        };
    }
}
