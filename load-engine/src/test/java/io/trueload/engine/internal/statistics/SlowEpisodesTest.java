// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class SlowEpisodesTest {

    private static final int SECONDS = 60;
    private static final long PER_SECOND = 1_000;

    @Test
    void nothingBeyond_isNoEpisode_andEverythingIsOne() {
        assertThat(episodes(i -> 0)).isZero();
        assertThat(episodes(i -> PER_SECOND)).isEqualTo(1);
    }

    @Test
    void burstsApart_areCountedOneByOne_andLongOnesOnce() {
        assertThat(episodes(i -> i % 10 == 4 ? 100 : 0)).isEqualTo(6);
        assertThat(episodes(i -> i >= 20 && i < 26 ? 100 : 0)).isEqualTo(1);
        assertThat(episodes(i -> i == 20 || i == 21 || i == 40 ? 200 : 0)).isEqualTo(2);
    }

    /** Were all seconds with a sample beyond joined, independent samples would be one single episode. */
    @Test
    void independentSamples_areAnEpisodeInEachSecond() {
        SplittableRandom random = new SplittableRandom(3);
        int episodes = episodes(
                i -> random.ints(PER_SECOND, 0, 100).filter(each -> each == 0).count());

        assertThat(episodes).isBetween(58, 60);
    }

    @Test
    void secondsWithoutSamples_separateNothing() {
        long[] samples = {100, 100, 0, 0, 100, 100, 100, 100};
        long[] beyond = {0, 20, 0, 0, 30, 0, 0, 0};

        assertThat(SlowEpisodes.count(samples, beyond)).isEqualTo(1);
    }

    private static int episodes(IntToLongFunction beyond) {
        long[] samples = new long[SECONDS];
        Arrays.fill(samples, PER_SECOND);
        long[] counts = new long[SECONDS];
        Arrays.setAll(counts, beyond);
        return SlowEpisodes.count(samples, counts);
    }
}
