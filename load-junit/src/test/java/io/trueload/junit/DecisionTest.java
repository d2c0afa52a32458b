// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Verdict.Kind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
