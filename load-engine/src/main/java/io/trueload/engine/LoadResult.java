// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * All that is known about a run that has ended. Immutable; everything printed, asserted or stored is read from it.
 *
 * @param plan what was asked for
 * @param startedAt when the recorded part of the run began, by the machine's calendar clock
 * @param elapsed from the beginning of the recorded part to its last outcome, or to the end of sending if that is later
 * @param interrupted whether the run was stopped before its plan was carried out
 * @param counts the books
 * @param rates offered, sent and achieved
 * @param bytes what went over the connections
 * @param responseTime completed − intended start, of all requests that were answered, timed out or in flight at the end
 * @param serviceTime completed − sent, of the same requests as far as they were written
 * @param okResponseTime response time of the requests that ended as expected
 * @param phases where the time of answered requests went
 * @param statusCodes answers by status code
 * @param errors what went wrong without an answer or in a check, the most frequent first
 * @param intervals one entry per second
 * @param generator how well the load was made
 * @param target what is known of the target's own resources, {@link TargetHealth#UNKNOWN} if nothing is
 * @param environment names and versions of what made the load, in the order in which they are printed
 * @since 0.1.0
 */
public record LoadResult(
        LoadPlan plan,
        Instant startedAt,
        Duration elapsed,
        boolean interrupted,
        Counts counts,
        Rates rates,
        Bytes bytes,
        LatencyDistribution responseTime,
        LatencyDistribution serviceTime,
        LatencyDistribution okResponseTime,
        Phases phases,
        SortedMap<Integer, Long> statusCodes,
        List<ErrorCount> errors,
        List<IntervalResult> intervals,
        GeneratorHealth generator,
        TargetHealth target,
        Map<String, String> environment) {

    /** Copies what could change. */
    public LoadResult {
        requireNonNull(plan, "plan");
        requireNonNull(target, "target");
        statusCodes = Collections.unmodifiableSortedMap(new TreeMap<>(statusCodes));
        errors = List.copyOf(errors);
        intervals = List.copyOf(intervals);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /**
     * Returns what several generators measured together, of one plan that was split among them and begun at once: books and
     * rates are added, and so are histograms, from which percentiles are then read. The generator is as healthy as the worst
     * of them; each reason names the generator that it is about, the first of which is 1.
     *
     * @param plan the whole that was split, by which the sum is judged
     * @param parts one or more
     * @throws IllegalArgumentException if there are no parts
     */
    public static LoadResult sum(LoadPlan plan, List<LoadResult> parts) {
        return new ResultSum(plan, parts).result();
    }

    /** Returns the plan and the counts; what a server said is left out, since nobody knows what is in it. */
    @Override
    public String toString() {
        return "LoadResult[plan=" + plan + ", startedAt=" + startedAt + ", counts=" + counts + "]";
    }

    /** Returns the same result with what is known of the target's resources. */
    public LoadResult observing(TargetHealth health) {
        return copy(health, environment);
    }

    /** Returns the same result with more about what made the load; an entry of the same name is replaced. */
    public LoadResult describing(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(more);
        return copy(target, all);
    }

    private LoadResult copy(TargetHealth health, Map<String, String> described) {
        return new LoadResult(
                plan,
                startedAt,
                elapsed,
                interrupted,
                counts,
                rates,
                bytes,
                responseTime,
                serviceTime,
                okResponseTime,
                phases,
                statusCodes,
                errors,
                intervals,
                generator,
                health,
                described);
    }

    /** Judges the result by the requirements of its plan. */
    public Verdict verdict() {
        return Verdict.of(this);
    }

    /** Returns what was measured of a requirement, whether or not it is one of the plan's. */
    public Verdict.Judgment judge(Requirement requirement) {
        return new VerdictRules(this).judge(requirement);
    }

    /**
     * Returns the 95 % confidence interval of a percentile of response time, by a block bootstrap over the seconds of the
     * run; or nothing if the run is too short for one: less than {@value ConfidenceInterval#LEAST_SECONDS} seconds, or
     * too few samples for its upper end to exist (368 for p99).
     *
     * @param percentile more than 0 and less than 100, such as 99.9
     */
    public Optional<ConfidenceInterval> confidenceInterval(double percentile) {
        return BlockBootstrap.of(intervals).interval(percentile);
    }

    /**
     * Returns the intervals that {@link #confidenceInterval} has for some percentiles, in much less time than one by one;
     * those that have none are left out.
     */
    public SortedMap<Double, ConfidenceInterval> confidenceIntervals(Collection<Double> percentiles) {
        var bootstrap = BlockBootstrap.of(intervals);
        SortedMap<Double, ConfidenceInterval> found = new TreeMap<>();
        percentiles.forEach(
                percentile -> bootstrap.interval(percentile).ifPresent(interval -> found.put(percentile, interval)));
        return found;
    }

    /**
     * Returns how much the times of the run tell about a percentile of response time: how many independent ones they are
     * worth, and from how many slow episodes those beyond it come; or nothing if the percentile is not carried, or less
     * than {@value ConfidenceInterval#LEAST_SECONDS} seconds have times.
     *
     * @param percentile more than 0 and less than 100, such as 99.9
     */
    public Optional<EffectiveSamples> effectiveSamples(double percentile) {
        return EffectiveSamples.of(percentile, responseTime, intervals);
    }

    /**
     * Returns by how many seconds response time grew in each second of the second half of an open workload, at the last of its
     * rates; or 0 if it did not, or has too few times to tell. It grows as long as more is offered than the target can answer,
     * until time-outs or the limit of requests in flight end that: 0.5 where twice as much is offered. The times of such a run
     * tell how long it took, not how quick the target is.
     */
    public double responseTimeGrowth() {
        return ResponseTimeGrowth.of(plan, intervals);
    }

    /** Returns the part of the run that was steady, if there is one. It is looked for each time it is asked for. */
    public SteadyState steadyState() {
        return new SteadySearch(plan, intervals, generator).result();
    }

    /**
     * The books: planned = sent + dropped, and sent = the sum of all outcomes.
     *
     * @param planned requests that fell due: for a closed workload those that were sent
     * @param dropped planned but never sent, since too many were in flight
     * @param unsentAtStop planned by a fixed number of requests, but not yet due or not yet claimed when the run was
     *     stopped; not part of {@code planned}
     * @param warmUp requests of the warm-up; in no other number
     */
    public record Counts(long planned, long dropped, long unsentAtStop, long warmUp, Map<Outcome, Long> outcomes) {

        /** Copies the outcomes and fills in zeros. */
        public Counts {
            var all = new EnumMap<Outcome, Long>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                all.put(outcome, outcomes.getOrDefault(outcome, 0L));
            }
            outcomes = Collections.unmodifiableMap(all);
        }

        /** Returns how many requests ended in an outcome. */
        public long of(Outcome outcome) {
            return outcomes.getOrDefault(outcome, 0L);
        }

        /** Returns how many requests were sent: the sum of all outcomes. */
        public long sent() {
            return outcomes.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Returns how many requests were answered, whatever the status. */
        public long answered() {
            return sum(Outcome::isAnswered);
        }

        /** Returns how many requests ended in an error: all but those that are OK or still in flight. */
        public long errors() {
            return sum(Outcome::isError);
        }

        /** Returns the share of requests sent that ended in an error, 0 to 1; 0 if nothing was sent. */
        public double errorRate() {
            long sent = sent();
            return sent == 0 ? 0 : (double) errors() / sent;
        }

        private long sum(Predicate<Outcome> kind) {
            return outcomes.entrySet().stream()
                    .filter(entry -> kind.test(entry.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    /**
     * Requests per second.
     *
     * @param offered what the plan asked for on average; 0 for a closed workload, which asks for no rate
     * @param delivered what the generator started in time, whether or not the target then gave it a connection
     * @param sent what left: requests that were written, also those that waited for a connection until after the plan had
     *     ended, divided by the time in which it was sending
     * @param achieved what was answered as expected while the plan was sending, divided by that time; a straggler at the
     *     end does not stretch it. For a fixed number of requests, that time ends with the last answer
     */
    public record Rates(double offered, double delivered, double sent, double achieved) {

        /**
         * A run is late as a whole when it took 1 % longer to send than its schedule is long. Lateness of single requests
         * is a matter of the generator's health.
         */
        private static final double DELIVERED = 0.99;

        /** Returns whether the offered rate was delivered; a closed workload offers none, so it has nothing to miss. */
        public boolean isDelivered() {
            // So that what is not a number is not late.
            return !(delivered < DELIVERED * offered);
        }
    }

    /**
     * Bytes of the application protocol, headers included, TLS records not.
     *
     * @param body bytes of response bodies, as they came
     */
    public record Bytes(long sent, long received, long body) {}

    /**
     * The shortest, mean and longest time that answered requests spent in each phase.
     *
     * @param blocked due, but without a connection that was free or could be opened (only in open workloads), or on one
     *     whose target allows no more HTTP/2 streams
     * @param connect opening the connection, TLS included
     * @param read from the first byte of the answer to the last
     */
    public record Phases(Phase blocked, Phase connect, Phase nameLookup, Phase write, Phase firstByte, Phase read) {}

    /**
     * One phase.
     *
     * @param mean over all answered requests, those that did not need the phase counted as zero
     */
    public record Phase(Duration mean, Duration min, Duration max) {

        /** A phase that took no time. */
        public static final Phase NONE = new Phase(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** How often one thing went wrong. */
    public record ErrorCount(Outcome outcome, String message, long count) {}
}
