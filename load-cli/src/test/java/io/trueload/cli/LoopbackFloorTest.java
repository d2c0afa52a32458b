// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static io.trueload.cli.LoopbackFloor.highestRate;
import static io.trueload.cli.LoopbackFloor.isHonest;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.LoadResult.Counts;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopbackFloorTest {

    private static final GeneratorHealth HEALTHY = generator();
    private static final Rates DELIVERED = new Rates(1_000, 990, 990, 990);
    private static final Counts ALL_OK = counts(0, Map.of(Outcome.OK, 2_000L));

    private final List<Integer> runs = new ArrayList<>();

    @Test
    void run_withoutFault_isHonest() {
        assertThat(isHonest(HEALTHY, DELIVERED, ALL_OK)).isTrue();
    }

    @Test
    void run_ofAGeneratorThatIsNotHealthy_isNotHonest() {
        assertThat(isHonest(generator("it stood still"), DELIVERED, ALL_OK)).isFalse();
    }

    @Test
    void run_thatDidNotDeliverItsRate_isNotHonest() {
        assertThat(isHonest(HEALTHY, new Rates(1_000, 989, 989, 989), ALL_OK)).isFalse();
    }

    @Test
    void run_thatDroppedARequest_isNotHonest() {
        assertThat(isHonest(HEALTHY, DELIVERED, counts(1, Map.of(Outcome.OK, 1_999L))))
                .isFalse();
    }

    @Test
    void run_withAnError_isNotHonest() {
        assertThat(isHonest(HEALTHY, DELIVERED, counts(0, Map.of(Outcome.OK, 1_999L, Outcome.TIMED_OUT, 1L))))
                .isFalse();
    }

    @Test
    void rate_honestThroughout_isTheHighestTried_eachOnce() {
        assertThat(highestRate(runs::add)).isEqualTo(100_000);
        assertThat(runs).containsExactly(1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 50_000, 75_000, 100_000);
    }

    @Test
    void rate_notHonestTwice_endsTheSearch() {
        assertThat(highestRate(rate -> runs.add(rate) && rate != 5_000)).isEqualTo(2_000);
        assertThat(runs).containsExactly(1_000, 2_000, 5_000, 5_000);
    }

    @Test
    void rate_honestAtTheSecondAttempt_doesNotEndTheSearch() {
        assertThat(highestRate(rate -> runs.add(rate) && runs.size() > 1 && rate < 5_000))
                .isEqualTo(2_000);
        assertThat(runs).containsExactly(1_000, 1_000, 2_000, 5_000, 5_000);
    }

    @Test
    void rate_neverHonest_isNone() {
        assertThat(highestRate(rate -> !runs.add(rate))).isZero();
        assertThat(runs).containsExactly(1_000, 1_000);
    }

    private static GeneratorHealth generator(String... reasons) {
        return new GeneratorHealth(
                List.of(reasons),
                ZERO,
                ZERO,
                ZERO,
                ZERO,
                0,
                ZERO,
                ZERO,
                -1,
                -1,
                GeneratorHealth.Processors.UNKNOWN,
                GeneratorHealth.Pauses.NONE,
                ZERO);
    }

    private static Counts counts(long dropped, Map<Outcome, Long> outcomes) {
        return new Counts(2_000, dropped, 0, 0, outcomes);
    }
}
