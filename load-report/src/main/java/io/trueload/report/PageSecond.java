// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.IntervalResult.ServiceTimes;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * One point of the charts over time: a second of a run, or several where there are more than a chart has points for.
 *
 * @param offered requests per second that the plan asks for; NaN if it does not
 * @param sent requests per second
 * @param ok requests per second that were answered as expected
 * @param failed requests per second that ended in an error
 * @param service not known where there are several seconds
 */
record PageSecond(
        Duration start,
        double offered,
        double sent,
        double ok,
        double failed,
        LatencyDistribution times,
        ServiceTimes service) {

    /** More than any screen has columns, and an hour of seconds. */
    static final int MOST = 3_600;

    /** A point is for no less time than this, unless the whole run is shorter. */
    private static final double LEAST_SECONDS = 0.5;

    private static final double NANOS_PER_SECOND = 1e9;

    /** Returns the points of a run, in their order. */
    static List<PageSecond> of(LoadResult result) {
        List<IntervalResult> all = result.intervals();
        int each = Math.max(1, (all.size() + MOST - 1) / MOST);
        List<PageSecond> points = new ArrayList<>();
        int from = 0;
        while (from < all.size()) {
            int to = Math.min(all.size(), from + each);
            // A rate over a moment at the end would be one out of nothing.
            boolean last = to == all.size() || seconds(all.get(to).start(), result.elapsed()) < LEAST_SECONDS;
            Duration end = last ? result.elapsed() : all.get(to).start();
            points.add(of(all.subList(from, last ? all.size() : to), each, end, result.plan()));
            from = last ? all.size() : to;
        }
        return points;
    }

    /** Returns the point of some seconds, behind which there may be what is left of the last. */
    private static PageSecond of(List<IntervalResult> seconds, int each, Duration end, LoadPlan plan) {
        Duration start = seconds.get(0).start();
        double length = seconds(start, end);
        Duration sending = sendingUntil(plan, end);
        double sendingLength = seconds(start, sending);
        return new PageSecond(
                start,
                OfferedRate.of(plan).between(start, sending),
                sendingLength > 0 ? total(seconds, IntervalResult::sent) / sendingLength : 0,
                total(seconds, IntervalResult::ok) / length,
                total(seconds, IntervalResult::failed) / length,
                LatencyDistribution.sum(
                        seconds.stream().map(IntervalResult::responseTime).toList()),
                each == 1 ? withMax(seconds) : ServiceTimes.UNKNOWN);
    }

    /** Returns until when requests were started, if that is before the end: a rate is that of the time in which it was sent. */
    private static Duration sendingUntil(LoadPlan plan, Duration end) {
        Duration sending = plan.sending().minus(plan.warmUp());
        return sending.isZero() || sending.compareTo(end) > 0 ? end : sending;
    }

    /** Returns the service times of a second, whose longest may lie in what is left behind it. */
    private static ServiceTimes withMax(List<IntervalResult> seconds) {
        ServiceTimes first = seconds.get(0).serviceTime();
        Duration max = seconds.stream()
                .map(second -> second.serviceTime().max())
                .max(Duration::compareTo)
                .orElse(first.max());
        return new ServiceTimes(first.p50(), first.p90(), first.p99(), max);
    }

    private static double seconds(Duration from, Duration to) {
        return to.minus(from).toNanos() / NANOS_PER_SECOND;
    }

    private static double total(List<IntervalResult> seconds, ToLongFunction<IntervalResult> count) {
        return seconds.stream().mapToLong(count).sum();
    }
}
