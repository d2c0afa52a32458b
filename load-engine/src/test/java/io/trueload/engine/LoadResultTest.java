// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trueload.engine.LoadResult.Counts;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadResultTest {

    @Test
    void counts_nothing_areZeroWithoutDivision() {
        Counts counts = new Counts(0, 0, 0, 0, Map.of());

        assertThat(counts.sent()).isZero();
        assertThat(counts.errors()).isZero();
        assertThat(counts.answered()).isZero();
        assertThat(counts.errorRate()).isZero();
    }

    @Test
    void counts_everyOutcome_balanceTheBooks() {
        Counts counts = everyOutcome();

        assertThat(counts.sent()).isEqualTo(511).isEqualTo(counts.planned() - counts.dropped());
        assertThat(counts.errors()).isEqualTo(511 - 1 - 256);
        assertThat(counts.answered()).isEqualTo(1 + 2 + 4);
        assertThat(counts.errorRate()).isEqualTo(254 / 511.0);
        assertThat(counts.errors() + counts.of(Outcome.OK) + counts.of(Outcome.IN_FLIGHT_AT_END))
                .isEqualTo(counts.sent());
    }

    @Test
    void counts_outcomesLeftOut_areFilledInAsZeros() {
        Counts counts = new Counts(5, 0, 0, 0, Map.of(Outcome.TIMED_OUT, 5L));

        assertThat(counts.outcomes()).containsOnlyKeys(Outcome.values());
        assertThat(counts.of(Outcome.TIMED_OUT)).isEqualTo(5);
        assertThat(counts.of(Outcome.OK)).isZero();
        assertThat(counts.errorRate()).isEqualTo(1);
    }

    @Test
    void counts_onlyInFlight_areSentButNoErrors() {
        Counts counts = new Counts(5, 0, 0, 0, Map.of(Outcome.IN_FLIGHT_AT_END, 5L));

        assertThat(counts.sent()).isEqualTo(5);
        assertThat(counts.errors()).isZero();
        assertThat(counts.errorRate()).isZero();
    }

    @Test
    void counts_mapChangedByTheCaller_stayAsTheyWere() {
        Map<Outcome, Long> outcomes = new HashMap<>(Map.of(Outcome.OK, 5L));
        Counts counts = new Counts(5, 0, 0, 0, outcomes);

        outcomes.put(Outcome.OK, 9L);

        assertThat(counts.of(Outcome.OK)).isEqualTo(5);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> counts.outcomes().put(Outcome.OK, 9L));
    }

    @Test
    void outcomes_ofCounts_areInTheOrderOfTheBooks() {
        assertThat(everyOutcome().outcomes().keySet()).containsExactly(Outcome.values());
    }

    @Test
    void result_collections_cannotBeChanged() {
        LoadResult result = Results.expecting().result();

        assertThat(List.of(result.errors(), result.intervals()))
                .allSatisfy(list -> assertThat(list).isUnmodifiable());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> result.statusCodes().put(200, 1L));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> result.environment().put("java", "17"));
    }

    @Test
    void judge_requirementThatThePlanLacks_isWhatAVerdictWouldSay() {
        LoadResult result = Results.expecting().result();

        for (String text : List.of("p99 < 5ms", "p99 < 50ms", "p99.99 < 5ms", "errors = 0", "rate >= 200/s")) {
            Verdict verdict = Results.expecting(text).verdict();
            assertThat(result.judge(Requirement.parse(text)))
                    .isEqualTo(verdict.requirements().get(0));
        }
        assertThat(result.judge(Requirement.parse("p99 < 5ms")).met()).isFalse();
        assertThat(result.verdict().requirements()).isEmpty();
    }

    /** Returns counts of 1, 2, 4 and so on, so that every sum tells what it was made of. */
    private static Counts everyOutcome() {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        long count = 1;
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, count);
            count *= 2;
        }
        return new Counts(514, 3, 0, 20, outcomes);
    }
}
