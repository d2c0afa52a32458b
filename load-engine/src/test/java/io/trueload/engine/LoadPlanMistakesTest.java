// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What {@link LoadPlan.Builder#build} says about mistakes, of which it is to name every one. */
class LoadPlanMistakesTest {

    private static final String TARGET = "http://127.0.0.1:8080/";

    @Test
    void target_missing_isSaid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlan.builder().build())
                .withMessage("target is missing: give the URL that the load goes to");
    }

    @Test
    void mistakes_several_areNamedTogetherInTheirOrder() {
        LoadPlan.Builder plan = LoadPlan.builder()
                .target("ftp://h/")
                .requests(0)
                .concurrency(-1)
                .duration(Duration.ZERO)
                .maxConnections(0)
                .maxInFlight(0)
                .method("G T")
                .header("a b", "c")
                .header("X", "a\r\nb")
                .accept("20x");

        assertThatIllegalArgumentException().isThrownBy(plan::build).withMessage("""
                target must begin with http:// or https://: ftp://h/
                requests must be at least 1: 0
                concurrency must be at least 1: -1
                duration must be longer than zero: 0s
                maxConnections must be at least 1: 0
                maxInFlight must be at least 1: 0
                method must be a token such as GET: G T
                header name must be a token (letters, digits and !#$%&'*+-.^_`|~): a …
                header X must hold visible ASCII characters, blanks and tabs only, no CR or LF: a\\r\\nb
                not a set of status codes: '20x'; write it like 2xx,3xx or 200,404 or 200-299""");
    }

    @Test
    void expectations_wrong_areNamedTogetherWithTheirCarets() {
        LoadPlan.Builder plan = LoadPlan.builder().target(TARGET).expect("p99 < 5", "max < 1s", "latency < 1s");

        assertThatIllegalArgumentException().isThrownBy(plan::build).withMessage("""
                not an expectation: expected a time with its unit, such as 250ms or 1.5s
                  p99 < 5
                        ^
                  write [service|steady] METRIC OP VALUE, such as 'p99 < 250ms', 'error rate = 0%' or 'rate >= 199/s'
                not an expectation: expected a metric: p50 to p99.99, mean, min, max, stddev, errors, error rate, \
                requests or rate
                  latency < 1s
                  ^
                  write [service|steady] METRIC OP VALUE, such as 'p99 < 250ms', 'error rate = 0%' or 'rate >= 199/s'""");
    }

    @Test
    void target_missingBesideAnotherMistake_isSaidToo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlan.builder().requests(0).build())
                .withMessageContainingAll("requests must be at least 1: 0", "target is missing");
    }

    @Test
    void durations_severalWrong_areNamedTogether() {
        LoadPlan.Builder plan = LoadPlan.builder()
                .target(TARGET)
                .requests(0)
                .warmUp(Duration.ofSeconds(-1))
                .timeout(Duration.ZERO)
                .connectTimeout(Duration.ZERO)
                .grace(Duration.ofSeconds(-1));

        assertThatIllegalArgumentException()
                .isThrownBy(plan::build)
                .withMessageContainingAll(
                        "requests must be at least 1: 0",
                        "warmUp must not be negative: -1s",
                        "timeout must be longer than zero: 0s",
                        "connectTimeout must be longer than zero: 0s",
                        "grace must not be negative: -1s");
    }

    @Test
    void expectations_severalThatCannotBeCarried_areNamedTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlan.builder()
                        .target(TARGET)
                        .requests(10)
                        .expect("p95 < 1s", "p90 < 1s", "p99 < 1s")
                        .build())
                .withMessageContainingAll(
                        "'p95 < 1s' needs at least 20 requests", "'p99 < 1s' needs at least 100 requests");
    }

    @Test
    void clashOfParts_besideAnotherMistake_isNamedToo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlan.builder()
                        .target(TARGET)
                        .requests(10)
                        .concurrency(20)
                        .timeout(Duration.ZERO)
                        .build())
                .withMessage(
                        "timeout must be longer than zero: 0s\nconcurrency must not exceed requests: 20 > 10; lower the"
                                + " concurrency or raise the requests");
    }

    @Test
    void clashWithAPartThatIsWrongByItself_isNotInvented() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlan.builder()
                        .target(TARGET)
                        .duration(Duration.ZERO)
                        .concurrency(300)
                        .expect("p99.9 < 1s")
                        .build())
                .withMessage("duration must be longer than zero: 0s");
    }

    @Test
    void build_wrongTwice_saysTheSameTwice() {
        LoadPlan.Builder plan = LoadPlan.builder().requests(0).concurrency(0);

        Throwable first = catchThrowable(plan::build);
        Throwable second = catchThrowable(plan::build);

        assertThat(first).isInstanceOf(IllegalArgumentException.class);
        assertThat(second).isInstanceOf(IllegalArgumentException.class).hasMessage(first.getMessage());
    }

    @Test
    void build_targetGivenAfterAFailure_isMended() {
        LoadPlan.Builder plan = LoadPlan.builder();

        assertThatIllegalArgumentException().isThrownBy(plan::build);

        assertThat(plan.target(TARGET).build())
                .isEqualTo(LoadPlan.builder().target(TARGET).build());
    }

    @Test
    void part_null_isNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> LoadPlan.builder().target(TARGET).rate(null).build())
                .withMessage("rate");
        assertThatNullPointerException()
                .isThrownBy(() -> LoadPlan.builder().target(TARGET).stage(null).build())
                .withMessage("stage");
        assertThatNullPointerException()
                .isThrownBy(() -> LoadPlan.builder().target(TARGET).check(null).build())
                .withMessage("check");
        assertThatNullPointerException()
                .isThrownBy(
                        () -> LoadPlan.builder().target(TARGET).timeout(null).build())
                .withMessage("timeout");
    }
}
