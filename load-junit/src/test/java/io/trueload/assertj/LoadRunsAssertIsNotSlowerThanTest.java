// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static io.trueload.assertj.BddLoadAssertions.then;
import static io.trueload.assertj.LoadAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trueload.engine.LoadResult;
import io.trueload.report.Baseline;
import io.trueload.report.Comparison.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class LoadRunsAssertIsNotSlowerThanTest {

    private static int minutes;

    private final Baseline baseline = Baseline.of(runs(100, 101, 102, 103, 104));

    @Test
    void passes_when_the_runs_are_as_quick() {
        assertThat(runs(100, 101, 102, 103, 104)).isNotSlowerThan(baseline);
        then(runs(100, 101, 102, 103, 104)).isNotSlowerThan(baseline);
    }

    @Test
    void passes_when_the_runs_are_slower_within_the_limits() {
        assertThat(runs(142, 143, 144, 145, 146)).isNotSlowerThan(baseline, new Limits(0.5, Duration.ZERO));
        assertThat(runs(142, 143, 144, 145, 146)).isNotSlowerThan(baseline, new Limits(0.1, ofMillis(50)));
    }

    @Test
    void fails_when_the_runs_are_slower() {
        AssertionFailedError failure = catchThrowableOfType(
                AssertionFailedError.class,
                () -> assertThat(runs(142, 143, 144, 145, 146)).as("items").isNotSlowerThan(baseline));

        assertThat(failure)
                .hasMessageStartingWith(
                        "[items] not slower than the baseline by more than 10% and 1ms, but p50 is 41.2%"
                                + " slower than the baseline, 144ms instead of 102ms (medians of 5 and 5 runs): the whole 96.8%"
                                + " interval of the ratio, 1.379 to 1.446, is beyond the tolerance of 10%; p90 is ")
                .hasMessageContaining(
                        "\n\n            baseline        new    ratio  96.8% interval        difference\np50  ")
                .hasMessageEndingWith(" is beyond the tolerance of 10%");
        assertThat(failure.getExpected().getStringRepresentation())
                .isEqualTo("not slower than the baseline by more than 10% and 1ms");
        assertThat(failure.getActual().getStringRepresentation()).startsWith("p50 is 41.2% slower");
        assertThat(failure.getStackTrace()[0].getClassName())
                .startsWith(getClass().getName());
    }

    @Test
    void aborts_when_the_runs_cannot_tell() {
        assertThatExceptionOfType(TestAbortedException.class)
                .isThrownBy(() -> assertThat(runs(95, 105, 118, 130, 150)).isNotSlowerThan(baseline))
                .withMessageStartingWith("INCONCLUSIVE: p50 is ");
    }

    @Test
    void refuses_a_single_run() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> assertThat(runs(100)).isNotSlowerThan(baseline))
                .withMessage(
                        "there is 1 run to compare with it, but 5 are needed to tell a slower service from chance: make"
                                + " 4 more");
    }

    @Test
    void lists_of_other_things_are_left_to_AssertJ() {
        assertThat(List.of("a", "b")).hasSize(2);
    }

    private static List<LoadResult> runs(long... millis) {
        return LongStream.of(millis)
                .mapToObj(each -> Results.open()
                        .times(Times.repeat(1_000, ofMillis(each)))
                        .result())
                .map(LoadRunsAssertIsNotSlowerThanTest::later)
                .toList();
    }

    /** Returns the same result of another minute, since no two runs begin at once. */
    private static LoadResult later(LoadResult result) {
        return new LoadResult(
                result.plan(),
                Instant.EPOCH.plusSeconds(60L * minutes++),
                result.elapsed(),
                result.interrupted(),
                result.counts(),
                result.rates(),
                result.bytes(),
                result.responseTime(),
                result.serviceTime(),
                result.okResponseTime(),
                result.phases(),
                result.statusCodes(),
                result.errors(),
                result.intervals(),
                result.generator(),
                result.target(),
                result.environment());
    }
}
