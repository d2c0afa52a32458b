// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import io.trueload.engine.internal.statistics.Trend;
import java.time.Duration;
import java.util.List;

/** Looks for a target that answers less than what is offered. */
final class ResponseTimeGrowth {

    /*
     * Where requests come at a rate λ and are answered in turn at a lower rate μ, the one that comes at t waits for t(μ⁻¹λ−1)
     * and its answer comes at tλ/μ: seen by the second in which answers come, response time grows by 1 − μ/λ a second. A
     * service that is only slow has long times too, but they do not grow. Medians, and the median of their slopes, since a
     * stall moves them less than means; the second half, since the first may still warm up.
     */

    /** Of five seconds and more a trend can be told from chance. */
    private static final int LEAST_SECONDS = 5;

    /** Longer runs are looked at in so many of their seconds: each is compared with each. */
    private static final int MOST_SECONDS = 120;

    /** So many standard deviations come by chance in one of fifty runs. */
    private static final double CERTAIN = 2;

    private ResponseTimeGrowth() {}

    /**
     * Returns by how many seconds response time grew in each second of the second half at the last offered rate, or 0 if that
     * may be chance or cannot be told.
     */
    static double of(LoadPlan plan, List<IntervalResult> intervals) {
        if (!(plan.workload() instanceof Workload.Open)) {
            return 0;
        }
        List<IntervalResult> sending =
                intervals.stream().filter(second -> second.sent() > 0).toList();
        if (sending.isEmpty()) {
            return 0;
        }
        Duration last = sending.get(sending.size() - 1).start();
        Duration constant = SteadySearch.constantFrom(plan, last);
        Duration middle = last.dividedBy(2);
        Duration from = constant.compareTo(middle) > 0 ? constant : middle;
        List<IntervalResult> half = sending.stream()
                .filter(second -> second.start().compareTo(from) >= 0)
                .toList();
        if (half.size() < LEAST_SECONDS || haveGaps(half)) {
            return 0;
        }
        int step = (half.size() + MOST_SECONDS - 1) / MOST_SECONDS;
        double[] medians = new double[half.size() / step];
        for (int i = 0; i < medians.length; i++) {
            medians[i] = half.get(i * step).responseTime().p50().toNanos() / 1e9;
        }
        Trend trend = Trend.of(medians);
        return trend.deviations() > CERTAIN ? trend.slope() / step : 0;
    }

    /** Returns whether some second has no time, where seconds in a row are needed. */
    private static boolean haveGaps(List<IntervalResult> seconds) {
        Duration span =
                seconds.get(seconds.size() - 1).start().minus(seconds.get(0).start());
        return span.toSeconds() >= seconds.size()
                || seconds.stream().anyMatch(second -> second.responseTime().isEmpty());
    }
}
