// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.Rate;
import io.trueload.engine.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan asks for, second by second. */
class OfferedRateTest {

    /** Ten seconds of 100/s, ten from there to 300/s, five of 50/s. */
    private static final OfferedRate RATE = OfferedRate.of(LoadPlan.builder()
            .target("http://127.0.0.1/")
            .stage(Stage.hold(Rate.perSecond(100), Duration.ofSeconds(10)))
            .stage(Stage.ramp(Rate.perSecond(100), Rate.perSecond(300), Duration.ofSeconds(10)))
            .stage(Stage.hold(Rate.perSecond(50), Duration.ofSeconds(5)))
            .build());

    @ParameterizedTest
    @CsvSource({
        "0, 1000, 100",
        "9000, 10000, 100",
        // The mean of a ramp is that of its middle.
        "10000, 11000, 110",
        "19000, 20000, 290",
        "10000, 20000, 200",
        // Half of it at 100, half at 110 on the average.
        "9000, 11000, 105",
        "19500, 20500, 172.5",
        // What lies behind the end of the schedule asks for nothing, and takes nothing from the mean.
        "24000, 26000, 50",
        "0, 25000, 130"
    })
    void mean_betweenTwoMoments(long fromMillis, long toMillis, double expected) {
        assertThat(RATE.between(Duration.ofMillis(fromMillis), Duration.ofMillis(toMillis)))
                .isCloseTo(expected, within(1e-9));
    }

    @Test
    void afterTheEnd_andInAClosedWorkload_nothingIsOffered() {
        OfferedRate closed =
                OfferedRate.of(LoadPlan.builder().target("http://127.0.0.1/").build());

        assertThat(RATE.isKnown()).isTrue();
        assertThat(RATE.between(Duration.ofSeconds(25), Duration.ofSeconds(26))).isNaN();
        assertThat(closed.isKnown()).isFalse();
        assertThat(closed.between(Duration.ZERO, Duration.ofSeconds(1))).isNaN();
    }
}
