// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.schedule;

/** Another schedule, cut off after a number of requests. */
final class LimitedArrivals implements ArrivalSchedule {

    private final ArrivalSchedule schedule;
    private long left;

    LimitedArrivals(ArrivalSchedule schedule, long most) {
        this.schedule = schedule;
        this.left = most;
    }

    @Override
    public long next() {
        return left-- > 0 ? schedule.next() : END;
    }
}
