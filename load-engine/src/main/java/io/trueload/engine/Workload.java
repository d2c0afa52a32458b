// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * When the requests of a run start: after the answer before ({@link Closed}) or on a schedule ({@link Open}).
 *
 * @since 0.1.0
 */
public sealed interface Workload {

    /** The number of requests of a workload that only time ends. */
    long UNLIMITED = Long.MAX_VALUE;

    /** More connections than one machine has ports for; beyond it a number is a slip of the hand. */
    int MOST_CONNECTIONS = 1_000_000;

    /** More requests than the memory of a generator should be asked to hold. */
    int MOST_IN_FLIGHT = 10_000_000;

    /** Returns how many connections the run starts with. */
    int concurrency();

    /** Returns how many requests the run sends at most, or {@link #UNLIMITED}. */
    long requests();

    /**
     * Each connection waits for its answer before it sends the next request.
     *
     * @param concurrency connections, 1 or more
     * @param requests requests in all, at least one for each connection, or {@link #UNLIMITED}
     * @param duration how long requests are started; zero if only {@code requests} ends the run
     */
    record Closed(int concurrency, long requests, Duration duration) implements Workload {

        /** Checks that the run has an end and that every connection has something to send. */
        public Closed {
            Checks.atLeastOne("concurrency", concurrency);
            Checks.atMost("concurrency", concurrency, MOST_CONNECTIONS);
            Checks.atLeastOne("requests", requests);
            Checks.notNegative("duration", duration);
            if (requests == UNLIMITED && duration.isZero()) {
                throw new IllegalArgumentException("a closed workload needs a number of requests or a duration");
            }
            if (concurrency > requests) {
                throw new IllegalArgumentException("concurrency must not exceed requests: " + concurrency + " > "
                        + requests + "; lower the concurrency or raise the requests");
            }
        }
    }

    /**
     * Requests start on a schedule, whatever the answers do.
     *
     * @param stages what the rate does over time, one or more
     * @param concurrency connections to start with, 1 or more
     * @param requests where the schedule is cut off, or {@link #UNLIMITED}
     * @param maxConnections how far the connections may grow when all are busy; at least {@code concurrency}
     * @param maxInFlight how many requests may be due and unanswered; what is due beyond is dropped and counted
     * @param seed for Poisson arrivals; the same seed gives the same schedule
     */
    record Open(
            List<Stage> stages,
            Arrivals arrivals,
            int concurrency,
            long requests,
            int maxConnections,
            int maxInFlight,
            long seed)
            implements Workload {

        /** Checks the bounds and copies the stages. */
        public Open {
            stages = List.copyOf(stages);
            requireNonNull(arrivals, "arrivals");
            if (stages.isEmpty()) {
                throw new IllegalArgumentException("an open workload needs at least one stage");
            }
            Checks.atLeastOne("concurrency", concurrency);
            Checks.atLeastOne("requests", requests);
            Checks.atLeastOne("maxInFlight", maxInFlight);
            Checks.atMost("maxInFlight", maxInFlight, MOST_IN_FLIGHT);
            Checks.atMost("maxConnections", maxConnections, MOST_CONNECTIONS);
            if (maxConnections < concurrency) {
                throw new IllegalArgumentException(
                        "maxConnections must not be below concurrency: " + maxConnections + " < " + concurrency);
            }
        }

        /** Returns the length of all stages together. */
        public Duration duration() {
            return stages.stream().map(Stage::duration).reduce(Duration.ZERO, Duration::plus);
        }

        /** Returns the rate that the stages ask for at an instant, per second; 0 when they are over. */
        public double rateAt(Duration sinceStart) {
            Duration rest = sinceStart;
            for (Stage stage : stages) {
                if (rest.compareTo(stage.duration()) < 0) {
                    return stage.rateAt(rest);
                }
                rest = rest.minus(stage.duration());
            }
            return 0;
        }

        /** Returns how many requests the stages ask for: the integral of the rate, cut off at {@code requests}. */
        public double expectedRequests() {
            return Math.min(
                    (double) requests,
                    stages.stream().mapToDouble(Stage::expectedRequests).sum());
        }
    }
}
