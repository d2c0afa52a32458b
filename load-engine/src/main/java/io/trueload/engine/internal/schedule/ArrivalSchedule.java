// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.schedule;

import io.trueload.engine.Arrivals;
import io.trueload.engine.Stage;
import java.util.List;

/** The intended starts of requests, in order. Confined to one thread. */
public interface ArrivalSchedule {

    /** What {@link #next} returns when no request is left. */
    long END = Long.MAX_VALUE;

    /** Returns when the next request should start, in nanoseconds since the schedule began, or {@link #END}. */
    long next();

    /**
     * Returns the schedule of some stages.
     *
     * @param most where the schedule is cut off
     * @param seed for {@link Arrivals#POISSON}
     */
    static ArrivalSchedule of(List<Stage> stages, Arrivals arrivals, long most, long seed) {
        RateProfile profile = new RateProfile(stages);
        ArrivalSchedule schedule = switch (arrivals) {
            case EVENLY_SPACED -> new EvenlySpacedArrivals(profile);
            case POISSON -> new PoissonArrivals(profile, seed);
        };
        return new LimitedArrivals(schedule, most);
    }
}
