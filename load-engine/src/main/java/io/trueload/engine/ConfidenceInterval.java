// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * A range of times that holds the true percentile of 95 in 100 runs like the measured one.
 *
 * @param lower not longer than {@code upper}
 * @since 0.1.0
 */
public record ConfidenceInterval(Duration lower, Duration upper) {

    /** With fewer seconds to draw from, the intervals are too narrow: they hold the true p99 far less often than they say. */
    public static final int LEAST_SECONDS = 30;

    /** Checks the order. */
    public ConfidenceInterval {
        requireNonNull(lower, "lower");
        requireNonNull(upper, "upper");
        if (lower.compareTo(upper) > 0) {
            throw new IllegalArgumentException("lower must not be longer than upper: " + PlanSyntax.format(lower)
                    + " > " + PlanSyntax.format(upper));
        }
    }

    @Override
    public String toString() {
        return PlanSyntax.format(lower) + " to " + PlanSyntax.format(upper);
    }
}
