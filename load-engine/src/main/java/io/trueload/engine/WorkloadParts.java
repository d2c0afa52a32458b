// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a builder of plans has been told of the workload, and the defaults for what it has not. */
final class WorkloadParts {

    private static final long DEFAULT_REQUESTS = 200;
    private static final int DEFAULT_CONCURRENCY = 50;
    private static final int DEFAULT_MAX_CONNECTIONS = 1_000;
    private static final int DEFAULT_MAX_IN_FLIGHT = 100_000;

    /** 0 until given. */
    long requests;

    int concurrency = DEFAULT_CONCURRENCY;
    boolean concurrencyGiven;

    /** Zero until given. */
    Duration duration = Duration.ZERO;

    @Nullable
    Rate rate;

    final List<Stage> stages = new ArrayList<>();
    Arrivals arrivals = Arrivals.EVENLY_SPACED;
    long seed = 1;

    /** 0 until given. */
    int maxConnections;

    int maxInFlight = DEFAULT_MAX_IN_FLIGHT;

    /** Takes a workload apart. */
    static WorkloadParts of(Workload workload) {
        var parts = new WorkloadParts();
        parts.concurrency = workload.concurrency();
        // The default stays a default, which gives way to fewer requests.
        parts.concurrencyGiven = parts.concurrency != DEFAULT_CONCURRENCY;
        parts.requests = workload.requests() == Workload.UNLIMITED ? 0 : workload.requests();
        if (workload instanceof Workload.Closed closed) {
            parts.duration = closed.duration();
        } else if (workload instanceof Workload.Open open) {
            parts.from(open);
        } else {
            throw new AssertionError(workload);
        }
        return parts;
    }

    private void from(Workload.Open open) {
        // One hold stage is what a rate becomes, so that another rate or duration can replace it.
        if (open.stages().size() == 1 && open.stages().get(0) instanceof Stage.Hold hold) {
            rate = hold.rate();
            duration = hold.duration();
        } else {
            stages.addAll(open.stages());
        }
        arrivals = open.arrivals();
        maxConnections = open.maxConnections();
        maxInFlight = open.maxInFlight();
        seed = open.seed();
    }

    Workload build() {
        if (rate == null && stages.isEmpty()) {
            return closed();
        }
        if (rate != null && !stages.isEmpty()) {
            throw new IllegalArgumentException("rate and stages exclude each other; write the rate as a hold stage");
        }
        if (!stages.isEmpty() && !duration.isZero()) {
            throw new IllegalArgumentException("duration and stages exclude each other; the stages have durations");
        }
        int most = maxConnections > 0 ? maxConnections : Math.max(concurrency, DEFAULT_MAX_CONNECTIONS);
        // The default concurrency gives way to a smaller limit; one that was asked for does not.
        int connections = concurrencyGiven ? concurrency : Math.min(concurrency, most);
        List<Stage> schedule = rate == null ? stages : List.of(Stage.hold(rate, scheduleLength(rate)));
        return new Workload.Open(schedule, arrivals, connections, openRequests(), most, maxInFlight, seed);
    }

    private Workload closed() {
        long unlessGiven = duration.isZero() ? DEFAULT_REQUESTS : Workload.UNLIMITED;
        long total = requests > 0 ? requests : unlessGiven;
        // The default concurrency gives way to fewer requests; one that was asked for does not.
        int connections = concurrencyGiven ? concurrency : (int) Math.min(concurrency, total);
        return new Workload.Closed(connections, total, duration);
    }

    private long openRequests() {
        if (requests > 0) {
            return requests;
        }
        return rate != null && duration.isZero() ? DEFAULT_REQUESTS : Workload.UNLIMITED;
    }

    /** Returns the given duration, or one that is just long enough for the number of requests. */
    private Duration scheduleLength(Rate rate) {
        if (!duration.isZero()) {
            return duration;
        }
        double seconds = openRequests() / rate.perSecond();
        // Poisson arrivals take a random time: twice as long and then some is all but certain to hold them.
        double length = arrivals == Arrivals.POISSON ? 2 * seconds + 10 / rate.perSecond() : seconds;
        return Checks.positive("duration", Duration.ofNanos((long) Math.ceil(length * 1e9)));
    }
}
