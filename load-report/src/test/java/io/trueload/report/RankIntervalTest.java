// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankIntervalTest {

    @ParameterizedTest
    @CsvSource({
        "4, 4, 1, 0.971",
        "5, 5, 3, 0.968",
        "6, 6, 6, 0.959",
        "7, 7, 9, 0.962",
        "8, 8, 14, 0.950",
        "10, 10, 24, 0.957"
    })
    void samplesOfOneSize_haveTheRanksOfTheTables(int first, int second, int outside, double confidence) {
        RankInterval interval = RankInterval.of(first, second);

        assertThat(interval.outside()).isEqualTo(outside);
        assertThat(interval.confidence()).isCloseTo(confidence, within(0.0005));
    }

    @Test
    void counts_areThoseOfAllOrders() {
        for (int first = 1; first <= 6; first++) {
            for (int second = 1; second <= 6; second++) {
                assertThat(RankInterval.counts(first, second)).isEqualTo(counted(first, second));
            }
        }
    }

    @Test
    void interval_holdsNinetyFivePercent_andTheNextNarrowerOneDoesNot() {
        for (int first = 5; first <= 20; first++) {
            for (int second = 5; second <= 20; second++) {
                RankInterval interval = RankInterval.of(first, second);
                BigInteger[] counts = RankInterval.counts(first, second);

                assertThat(interval.confidence())
                        .isGreaterThanOrEqualTo(0.95)
                        .isCloseTo(held(counts, interval.outside()), within(1e-12));
                assertThat(held(counts, interval.outside() + 1)).isLessThan(0.95);
                assertThat(interval).isEqualTo(RankInterval.of(second, first));
            }
        }
    }

    @Test
    void mostRuns_haveAnIntervalToo() {
        RankInterval interval = RankInterval.of(Baseline.MOST_RUNS, Baseline.MOST_RUNS);

        // By the normal approximation: 100² / 2 − 1.96 · √(100² · 201 / 12).
        assertThat(interval.outside()).isBetween(4_190, 4_205);
        assertThat(interval.confidence()).isBetween(0.95, 0.9503);
    }

    private static double held(BigInteger[] counts, int outside) {
        BigInteger all = Arrays.stream(counts).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger below = Arrays.stream(counts).limit(outside).reduce(BigInteger.ZERO, BigInteger::add);
        return 1 - 2 * below.doubleValue() / all.doubleValue();
    }

    /** Counts the reversed pairs of every order of both samples, one by one. */
    private static BigInteger[] counted(int first, int second) {
        int[] counts = new int[first * second + 1];
        for (int order = 0; order < 1 << (first + second); order++) {
            if (Integer.bitCount(order) == first) {
                int reversed = 0;
                int seen = 0;
                for (int place = 0; place < first + second; place++) {
                    boolean ofFirst = (order >> place & 1) == 1;
                    seen += ofFirst ? 0 : 1;
                    reversed += ofFirst ? seen : 0;
                }
                counts[reversed]++;
            }
        }
        return Arrays.stream(counts).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
    }
}
