// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.Stage;
import io.trueload.engine.Workload;
import java.time.Duration;
import java.util.List;

/** The rate that a plan asks for, from one moment of a run to another. */
final class OfferedRate {

    private static final double NANOS_PER_SECOND = 1e9;

    private final List<Stage> stages;

    private OfferedRate(List<Stage> stages) {
        this.stages = stages;
    }

    /** Returns the rate of a plan; a closed workload offers none. */
    static OfferedRate of(LoadPlan plan) {
        return new OfferedRate(plan.workload() instanceof Workload.Open open ? open.stages() : List.of());
    }

    boolean isKnown() {
        return !stages.isEmpty();
    }

    /**
     * Returns the mean rate per second between two moments, both counted from the beginning of the first stage; NaN if no
     * stage has any of that time. Where the schedule ends in between, the mean is that of the part before.
     */
    double between(Duration from, Duration to) {
        double asked = 0;
        double seconds = 0;
        double begun = 0;
        for (Stage stage : stages) {
            double length = seconds(stage.duration());
            double first = Math.max(0, seconds(from) - begun);
            double last = Math.min(length, seconds(to) - begun);
            if (last > first) {
                // As a rate changes linearly, its mean is that of the middle.
                asked += (last - first) * stage.rateAt(nanos((first + last) / 2));
                seconds += last - first;
            }
            begun += length;
        }
        return seconds == 0 ? Double.NaN : asked / seconds;
    }

    private static Duration nanos(double seconds) {
        return Duration.ofNanos(Math.round(seconds * NANOS_PER_SECOND));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS_PER_SECOND;
    }
}
