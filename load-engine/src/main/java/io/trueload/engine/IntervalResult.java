// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What happened in one second of a run.
 *
 * @param start when the interval began, counted from the beginning of the run
 * @param sent requests that were started in the interval
 * @param ok requests that ended in the interval as expected
 * @param failed requests that ended in the interval otherwise, those still in flight at the end not counted
 * @param failures the same by outcome, those that did not come left out; empty if it is not known how they failed
 * @param responseTime of the requests that were answered or timed out in the interval, or were in flight at its end if
 *     it was the last
 * @param serviceTime of the same requests as far as they were written
 * @since 0.1.0
 */
public record IntervalResult(
        Duration start,
        long sent,
        long ok,
        long failed,
        Map<Outcome, Long> failures,
        LatencyDistribution responseTime,
        ServiceTimes serviceTime) {

    /**
     * Copies the failures.
     *
     * @throws IllegalArgumentException if an outcome is no failure, or the failures are neither {@code failed} in all nor unknown
     */
    public IntervalResult {
        requireNonNull(start, "start");
        requireNonNull(responseTime, "responseTime");
        requireNonNull(serviceTime, "serviceTime");
        failures = failures.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(failures));
        if (!failures.isEmpty()
                && (!failures.keySet().stream().allMatch(Outcome::isError)
                        || failures.values().stream().mapToLong(Long::longValue).sum() != failed)) {
            throw new IllegalArgumentException(
                    "failures must be " + failed + " in all, by their outcomes: " + failures);
        }
    }

    /** Makes an interval of which neither the kinds of failures nor service times are known. */
    public IntervalResult(Duration start, long sent, long ok, long failed, LatencyDistribution responseTime) {
        this(start, sent, ok, failed, Map.of(), responseTime, ServiceTimes.UNKNOWN);
    }

    /** Returns whether it is known how the requests failed that did, if any did. */
    public boolean isFailureKnown() {
        return failed == 0 || !failures.isEmpty();
    }

    /**
     * What is kept of the service times of an interval. These cannot be added up, so they are not known of an interval that is
     * the sum of several.
     *
     * @param p50 zero if it is not known, or if there are too few times to carry it
     * @param p90 zero as above
     * @param p99 zero as above
     * @param max zero if there is none
     * @since 0.1.0
     */
    public record ServiceTimes(Duration p50, Duration p90, Duration p99, Duration max) {

        /** Nothing is known. */
        public static final ServiceTimes UNKNOWN =
                new ServiceTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

        /** Returns what is kept of a distribution. */
        public static ServiceTimes of(LatencyDistribution times) {
            return new ServiceTimes(
                    carried(times, 50),
                    carried(times, 90),
                    carried(times, 99),
                    times.isEmpty() ? Duration.ZERO : times.max());
        }

        private static Duration carried(LatencyDistribution times, double percentile) {
            return times.carries(percentile) ? times.percentile(percentile) : Duration.ZERO;
        }
    }
}
