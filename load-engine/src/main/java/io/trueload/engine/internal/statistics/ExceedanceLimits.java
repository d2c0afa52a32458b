// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.statistics;

/**
 * How many samples may lie beyond a limit that a share of all is allowed to exceed.
 *
 * @param failAbove more than this are no chance: the share is exceeded
 * @param provenUpTo so few prove that the share is kept; negative if no number does
 */
public record ExceedanceLimits(long failAbove, long provenUpTo) {

    /**
     * Returns the limits.
     *
     * @param samples independent ones
     * @param share what is allowed, between 0 and 1: 0.01 for p99
     * @param error the probability with which either statement may be wrong, such as 0.001
     */
    public static ExceedanceLimits of(long samples, double share, double error) {
        Binomial beyond = new Binomial(samples, share);
        return new ExceedanceLimits(beyond.exceededByAtMost(error), beyond.reachedByMoreThan(error) - 1);
    }
}
