// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.schedule;

/** Request {@code i} starts when the rate, added up over time, reaches {@code i}. */
final class EvenlySpacedArrivals implements ArrivalSchedule {

    private final RateProfile profile;
    private long index;

    EvenlySpacedArrivals(RateProfile profile) {
        this.profile = profile;
    }

    @Override
    public long next() {
        return profile.nanosAt(index++, 0);
    }
}
