// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.LatencyDistribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveHistoryTest {

    private final LiveHistory history = new LiveHistory();

    @Test
    void add_evenIfSomeMomentsWereMissed_isTheSumOfAllSeconds() {
        List<IntervalResult> seconds = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            seconds.add(LiveStates.second(i, 20 + i));
            if (i % 3 != 0) {
                history.add(List.copyOf(seconds), Duration.ofSeconds(i + 1));
            }
        }

        LatencyDistribution all = LatencyDistribution.sum(
                seconds.stream().map(IntervalResult::responseTime).toList());
        assertThat(history.soFar().count()).isEqualTo(all.count()).isEqualTo(50 * 200);
        assertThat(history.soFar().p50()).isEqualTo(all.p50());
        assertThat(history.soFar().p99()).isEqualTo(all.p99());
        assertThat(history.soFar().max()).isEqualTo(all.max());
        assertThat(history.seconds()).hasSize(50);
    }

    @Test
    void seconds_ofALongRun_areTheLast() {
        List<IntervalResult> seconds = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            seconds.add(LiveStates.second(i, 20 + i));
        }
        history.add(seconds, Duration.ofSeconds(700));

        assertThat(history.seconds()).hasSize(500);
        assertThat(history.seconds().get(499).ok()).isEqualTo(200);
        assertThat(history.seconds().get(499).p99Nanos()).isBetween(718_000_000L, 720_000_000L);
    }

    @Test
    void standstill_takesAsMuchRoomAsItTookTime() {
        IntervalResult first = LiveStates.second(0, 20);
        IntervalResult second = LiveStates.second(1, 20);
        IntervalResult after = LiveStates.second(6, 30);

        // Told of when it is over, and 200 ms late.
        history.add(List.of(first, second), Duration.ofMillis(6_200));
        history.add(List.of(first, second, after), Duration.ofSeconds(7));

        assertThat(history.seconds())
                .extracting(LiveState.Second::ok)
                .containsExactly(200.0, 40.0, 40.0, 40.0, 40.0, 40.0, 200.0);
        assertThat(history.soFar().count()).isEqualTo(600);
    }

    @Test
    void standstillOfDays_isNoMoreThanAScreenIsWide() {
        history.add(List.of(LiveStates.second(0, 20)), Duration.ofDays(3));

        assertThat(history.seconds()).hasSize(500);
    }

    @Test
    void nothingYet_isEmpty() {
        assertThat(history.soFar().isEmpty()).isTrue();
        assertThat(history.seconds()).isEmpty();
    }
}
