// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadinessTest {

    private static final int WINDOWS = 60;
    private static final long SEED = 34;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 12, 25})
    void slowStart_ofAnyLengthUpToHalf_isLeftOut(int slow) {
        assertThat(from(0.05, i -> i < slow ? Math.log(20) : 0)).hasValue(slow);
    }

    @Test
    void startThatIsATenthSlower_isLeftOut() {
        assertThat(from(0.02, i -> i < 10 ? Math.log(1.1) : 0).getAsInt()).isBetween(9, 11);
    }

    @Test
    void stepBelowFivePercent_doesNotMatter() {
        assertThat(from(0.001, i -> i < 20 ? Math.log(1.04) : 0)).hasValue(0);
    }

    @Test
    void steadyWindows_areAllKept() {
        assertThat(from(0.05, i -> 0)).hasValue(0);
    }

    @Test
    void lastThirdSlow_isNeitherKeptNorCutAtTheEnd() {
        assertThat(from(0.05, i -> i < 40 ? 0 : 0.5)).isEmpty();
    }

    @Test
    void drift_isNotSteady() {
        assertThat(from(0.05, i -> i * 0.01)).isEmpty();
    }

    @Test
    void driftThatSettles_isLeftOut() {
        assertThat(from(0.02, i -> 2 * Math.exp(-i / 3.0)).getAsInt()).isBetween(6, 16);
    }

    @Test
    void singleStallsNowAndThen_areSteady() {
        assertThat(from(0.05, i -> i % 7 == 3 ? 3 : 0)).hasValue(0);
    }

    @Test
    void disturbanceForLong_endsWhatIsSteady_andAStallDoesNot() {
        assertThat(from(0.05, i -> i >= 15 && i < 25 ? 0.5 : 0)).hasValue(25);
        assertThat(from(0.05, i -> i >= 15 && i < 25 ? -0.5 : 0)).hasValue(25);
        assertThat(from(0.05, i -> i >= 35 && i < 45 ? 0.5 : 0)).isEmpty();
        assertThat(from(0.05, i -> i >= 35 && i < 39 ? 0.5 : 0)).hasValue(0);
    }

    @Test
    void oneStallLikeLaterOnes_atTheStart_isNotLeftOut() {
        assertThat(from(0.05, i -> i == 0 || i == 30 ? 3 : 0)).hasValue(0);
    }

    @Test
    void allowedPlaces_areKept() {
        double[] slowUntil20 = values(0.05, i -> i < 20 ? 1 : 0, SEED);

        assertThat(Steadiness.from(List.of(slowUntil20), 0, 19)).isEmpty();
        assertThat(Steadiness.from(List.of(slowUntil20), 0, 20)).hasValue(20);
        assertThat(Steadiness.from(List.of(slowUntil20), 25, 30)).hasValue(25);
    }

    @Test
    void oneSeriesThatChanges_isEnough() {
        double[] flat = values(0.05, i -> 0, SEED);
        double[] slowStart = values(0.05, i -> i < 8 ? 1 : 0, SEED + 1);

        assertThat(Steadiness.from(List.of(flat, slowStart), 0, WINDOWS / 2)).hasValue(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 60, 200})
    void falseAlarms_onNormalNoise_areRare(int windows) {
        Random random = new Random(SEED);
        int runs = 200;
        int whole = 0;
        for (int run = 0; run < runs; run++) {
            double[] noise = random.doubles(windows)
                    .map(unused -> 0.1 * random.nextGaussian())
                    .toArray();
            whole += Steadiness.from(List.of(noise), 0, windows / 2).equals(OptionalInt.of(0)) ? 1 : 0;
        }

        assertThat(whole).as("of %s, seed %s", runs, SEED).isGreaterThanOrEqualTo(196);
    }

    private static OptionalInt from(double noise, IntToDoubleFunction level) {
        return Steadiness.from(List.of(values(noise, level, SEED)), 0, WINDOWS / 2);
    }

    private static double[] values(double noise, IntToDoubleFunction level, long seed) {
        Random random = new Random(seed);
        double[] values = new double[WINDOWS];
        Arrays.setAll(values, i -> level.applyAsDouble(i) + noise * random.nextGaussian());
        return values;
    }
}
