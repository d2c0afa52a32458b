// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static io.trueload.assertj.BddLoadAssertions.then;
import static io.trueload.assertj.Results.message;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trueload.engine.LoadResult;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class BddLoadAssertionsTest {

    private final LoadResult result = Results.open().result();

    @Test
    void passes_when_the_claims_hold() {
        then(result).hasNoErrors().responseTime().p50().isLessThan(ofMillis(250));
    }

    @Test
    void fails_when_a_claim_does_not_hold() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> then(result).hasSent(1_001))
                .withMessage(message("requests sent = 1001, but was 1000 (1 fewer)", result));
    }
}
