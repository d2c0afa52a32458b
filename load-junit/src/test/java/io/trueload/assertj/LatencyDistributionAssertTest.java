// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static io.trueload.assertj.LoadAssertions.assertThat;
import static io.trueload.assertj.Results.message;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.trueload.engine.LoadResult;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class LatencyDistributionAssertTest {

    private final LoadResult result = Results.open().result();

    @Test
    void navigation_leadsToTheTimeOfThatName() {
        Times upToASecond = new Times(
                IntStream.rangeClosed(1, 1_000).mapToObj(Duration::ofMillis).toList());
        LatencyDistributionAssert times =
                assertThat(Results.open().times(upToASecond).result()).responseTime();

        times.p50().isEqualTo(ofMillis(500));
        times.p90().isEqualTo(ofMillis(900));
        times.p95().isEqualTo(ofMillis(950));
        times.p99().isEqualTo(ofMillis(990));
        times.p999().isEqualTo(ofMillis(999));
        times.percentile(75).isEqualTo(ofMillis(750));
        times.mean().isEqualTo(ofNanos(500_500_000));
        times.max().isEqualTo(ofSeconds(1));
    }

    @Test
    void responseAndServiceTime_areToldApart() {
        assertThat(result).responseTime().p99().isEqualTo(ofMillis(412));
        assertThat(result).serviceTime().p99().isEqualTo(ofNanos(41_200_000));
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(
                        () -> assertThat(result).serviceTime().percentile(99.9).isLessThan(ofMillis(40)))
                .withMessage(message("p99.9 of service time < 40ms, but was 41.2ms (3% over)", result));
    }

    @Test
    void fails_when_the_samples_do_not_carry_the_percentile() {
        LoadResult few = Results.open().times(Times.repeat(40, ofMillis(10))).result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(few).responseTime().p99())
                .withMessage(message("p99 of response time: needs 100 samples, has 40", few))
                .satisfies(error -> {
                    assertThat(error.getExpected().getValue()).isEqualTo("samples >= 100");
                    assertThat(error.getActual().getValue()).isEqualTo("samples = 40");
                    assertThat(error.getStackTrace()[0].getClassName())
                            .isEqualTo(LatencyDistributionAssertTest.class.getName());
                });
    }

    @Test
    void fails_when_there_are_no_samples() {
        LoadResult empty = Results.empty().result();

        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(empty).serviceTime().max())
                .withMessage(message("max of service time: needs 1 sample, has 0", empty));
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> assertThat(empty).responseTime().p50())
                .withMessage(message("p50 of response time: needs 2 samples, has 0", empty));
    }

    @Test
    void refuses_what_is_no_percentile() {
        LatencyDistributionAssert times = assertThat(result).responseTime();

        for (double percentile : new double[] {0, 100, -1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> times.percentile(percentile))
                    .withMessage("percentile must be between 0 and 100, both excluded: " + percentile);
        }
    }
}
