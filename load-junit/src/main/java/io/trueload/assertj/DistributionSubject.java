// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import io.trueload.engine.LatencyDistribution;
import org.jspecify.annotations.Nullable;

/**
 * A distribution and the way to it.
 *
 * @param actual the distribution; null only after a failure
 * @param said how the user described the result, or an empty text
 */
record DistributionSubject(
        @Nullable LatencyDistribution actual,
        boolean ofServiceTime,
        String said,
        LoadResultAssert parent,
        Chain chain) {

    /** Returns what is asserted, in words. */
    Description description() {
        return new Description(said, ofServiceTime ? "service time" : "response time");
    }
}
