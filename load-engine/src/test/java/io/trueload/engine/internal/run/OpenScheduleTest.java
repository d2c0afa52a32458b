// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static io.trueload.engine.Rate.perSecond;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.RunListener.RequestResult;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When an open workload sends at rates whose gaps are no whole milliseconds: the schedule reaches the wire unrounded. */
class OpenScheduleTest {

    private static final long SECOND = 1_000_000_000;

    @ParameterizedTest
    @ValueSource(ints = {3, 300, 7_000})
    void constantRate_everyRequest_leavesOnItsNanosecond(int rate) {
        VirtualRun run =
                VirtualRun.begin(LoadPlan.builder().rate(perSecond(rate)).duration(ofSeconds(1)), sent -> sent + 1_000);

        run.toEnd();

        assertThat(run.sender.sentAt()).isEqualTo(starts(rate, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 300})
    void constantRate_afterAWarmUp_keepsItsNanoseconds(int rate) {
        VirtualRun run = VirtualRun.begin(
                LoadPlan.builder().rate(perSecond(rate)).duration(ofSeconds(1)).warmUp(ofSeconds(1)),
                sent -> sent + 1_000);

        run.toEnd();

        assertThat(run.sender.sentAt().subList(rate, 2 * rate)).isEqualTo(starts(rate, SECOND));
        assertThat(run.listener.requests())
                .extracting(RequestResult::offsetNanos)
                .isEqualTo(starts(rate, 0));
    }

    private static List<Long> starts(int rate, long from) {
        return LongStream.range(0, rate)
                .mapToObj(i -> from + Math.round((double) i * SECOND / rate))
                .toList();
    }
}
