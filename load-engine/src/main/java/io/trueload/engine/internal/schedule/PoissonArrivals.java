// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.schedule;

import java.util.SplittableRandom;

/**
 * Arrivals of independent users.
 *
 * <p>The gaps are exponential with mean 1 in units of expected requests; the profile turns them into time, so that a
 * changing rate gives a non-homogeneous Poisson process (Lewis and Shedler, 1979, by inversion).
 */
final class PoissonArrivals implements ArrivalSchedule {

    private final RateProfile profile;
    private final SplittableRandom random;
    private long whole;
    private double fraction;

    PoissonArrivals(RateProfile profile, long seed) {
        this.profile = profile;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public long next() {
        // 1 - nextDouble() is never 0, so the logarithm is finite.
        fraction -= Math.log(1 - random.nextDouble());
        // Whole requests are kept apart: added to a large number, the small gaps would lose their digits.
        long carried = (long) fraction;
        whole += carried;
        fraction -= carried;
        return profile.nanosAt(whole, fraction);
    }
}
