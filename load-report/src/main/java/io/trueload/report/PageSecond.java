// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.IntervalResult.ServiceTimes;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One point of the charts over time: a second of a run, or several where there are more than a chart has points for.
 *
 * @param offered requests per second that the plan asks for; NaN if it does not
 * @param sent requests per second; this and what follows NaN if it is not known
 * @param ok requests per second that were answered as expected
 * @param failed requests per second that ended in an error
 * @param failures the same by outcome; empty if it is not known of all
 * @param service not known where there are several seconds
 */
record PageSecond(
        Duration start,
        double offered,
        double sent,
        double ok,
        double failed,
        Map<Outcome, Double> failures,
        LatencyDistribution times,
        ServiceTimes service) {

    /** More than any screen has columns, and an hour of seconds. */
    static final int MOST = 3_600;

    /** A point is for no less time than this, unless the whole run is shorter. */
    private static final double LEAST_SECONDS = 0.5;

    private static final double NANOS_PER_SECOND = 1e9;

    /** Returns the points of a run, in their order. */
    static List<PageSecond> of(LoadResult result) {
        boolean single = result.intervals().size() <= MOST;
        return points(
                result.intervals(),
                IntervalResult::start,
                result.elapsed(),
                (seconds, end) -> of(seconds, single, end, result.plan()));
    }

    /** Returns the points of response times alone; the rates are not known. */
    static List<PageSecond> of(TimesLog times) {
        return points(
                times.seconds(),
                TimesLog.Second::start,
                times.elapsed(),
                (seconds, end) -> new PageSecond(
                        seconds.get(0).start(),
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Map.of(),
                        LatencyDistribution.sum(seconds.stream()
                                .map(TimesLog.Second::responseTime)
                                .toList()),
                        ServiceTimes.UNKNOWN));
    }

    /** Makes a point of as many seconds each as it takes, and of what is left of the last with those before. */
    private static <T> List<PageSecond> points(
            List<T> all,
            Function<T, Duration> startOf,
            Duration elapsed,
            BiFunction<List<T>, Duration, PageSecond> pointUntil) {
        int each = Math.max(1, (all.size() + MOST - 1) / MOST);
        List<PageSecond> points = new ArrayList<>();
        int from = 0;
        while (from < all.size()) {
            int to = Math.min(all.size(), from + each);
            // A rate over a moment at the end would be one out of nothing.
            boolean last = to == all.size() || seconds(startOf.apply(all.get(to)), elapsed) < LEAST_SECONDS;
            Duration end = last ? elapsed : startOf.apply(all.get(to));
            points.add(pointUntil.apply(all.subList(from, last ? all.size() : to), end));
            from = last ? all.size() : to;
        }
        return points;
    }

    /** Returns the point of some seconds, behind which there may be what is left of the last. */
    private static PageSecond of(List<IntervalResult> seconds, boolean single, Duration end, LoadPlan plan) {
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
                failures(seconds, length),
                LatencyDistribution.sum(
                        seconds.stream().map(IntervalResult::responseTime).toList()),
                single ? withMax(seconds) : ServiceTimes.UNKNOWN);
    }

    private static Map<Outcome, Double> failures(List<IntervalResult> seconds, double length) {
        Map<Outcome, Double> rates = new EnumMap<>(Outcome.class);
        if (!seconds.stream().allMatch(IntervalResult::isFailureKnown)) {
            return rates;
        }
        for (IntervalResult second : seconds) {
            second.failures().forEach((outcome, count) -> rates.merge(outcome, count / length, Double::sum));
        }
        return rates;
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
