// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import io.trueload.engine.GeneratorHealth.Processors;
import io.trueload.engine.LoadResult.Bytes;
import io.trueload.engine.LoadResult.Counts;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.LoadResult.Phase;
import io.trueload.engine.LoadResult.Phases;
import io.trueload.engine.LoadResult.Rates;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Results made by hand. Unless told otherwise: ten seconds, 1,000 requests that were all answered as expected after
 * 10 ms, and a healthy generator.
 */
final class Results {

    private final List<String> expectations;
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Map.of(Outcome.OK, 1_000L));
    private long dropped;
    private Rates rates = new Rates(100, 100, 100, 100);
    private LatencyDistribution responseTime = SortedTimes.repeat(1_000, Duration.ofMillis(10));
    private LatencyDistribution serviceTime = SortedTimes.repeat(1_000, Duration.ofMillis(1));
    private List<ErrorCount> errors = List.of();
    private List<String> unhealthy = List.of();
    private Duration worstDelay = GeneratorHealth.UNBOUNDED;
    private double compiling = -1;
    private List<IntervalResult> intervals = List.of();
    private UnaryOperator<LoadPlan.Builder> plan = builder -> builder.duration(Duration.ofSeconds(10));

    private Results(String... expectations) {
        this.expectations = List.of(expectations);
    }

    static Results expecting(String... expectations) {
        return new Results(expectations);
    }

    static LoadPlan plan(Workload workload) {
        return new LoadPlan(
                URI.create("http://127.0.0.1/"),
                workload,
                RequestSource.always(RequestSpec.get("/")),
                Duration.ZERO,
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                StatusSet.SUCCESSFUL,
                List.of(),
                List.of(),
                Transport.DEFAULT,
                true,
                false);
    }

    static GeneratorHealth health(List<String> reasons) {
        return health(reasons, GeneratorHealth.UNBOUNDED, -1);
    }

    private static GeneratorHealth health(List<String> reasons, Duration worstDelay, double compiling) {
        Duration none = Duration.ZERO;
        return new GeneratorHealth(
                reasons,
                Duration.ofNanos(50),
                Duration.ofNanos(99),
                Duration.ofNanos(999),
                Duration.ofNanos(1000),
                0.1,
                none,
                none,
                -1,
                -1,
                new Processors(-1, -1, -1, compiling, none),
                GeneratorHealth.Pauses.NONE,
                worstDelay);
    }

    Results outcome(Outcome outcome, long count) {
        outcomes.put(outcome, count);
        return this;
    }

    /** Makes every request end in one outcome; those without an answer have no time. */
    Results all(Outcome outcome, int count) {
        outcomes.clear();
        outcomes.put(outcome, (long) count);
        SortedTimes times = SortedTimes.repeat(outcome.isTimed() ? count : 0, Duration.ofMillis(10));
        return responseTime(times).serviceTime(times);
    }

    Results dropped(long count) {
        dropped = count;
        return this;
    }

    Results rates(double offered, double sent, double achieved) {
        rates = new Rates(offered, sent, sent, achieved);
        return this;
    }

    Results responseTime(LatencyDistribution times) {
        responseTime = times;
        return this;
    }

    Results serviceTime(LatencyDistribution times) {
        serviceTime = times;
        return this;
    }

    /** Gives the run these seconds, all of their times those of answers as expected. */
    Results seconds(int count, IntFunction<SortedTimes> times) {
        intervals = IntStream.range(0, count)
                .mapToObj(second -> second(second, times.apply(second)))
                .toList();
        return this;
    }

    /** Gives the run one second. */
    Results second(IntervalResult second) {
        intervals = List.of(second);
        return this;
    }

    /** Gives the run these seconds, and their times and outcomes to the whole of it. */
    Results run(int count, IntFunction<SortedTimes> times) {
        seconds(count, times);
        responseTime = LatencyDistribution.sum(
                intervals.stream().map(IntervalResult::responseTime).toList());
        outcomes.put(Outcome.OK, responseTime.count());
        return this;
    }

    /** Says which share of the second half the generator's compiler took. */
    Results compiling(double share) {
        compiling = share;
        return this;
    }

    Results planned(UnaryOperator<LoadPlan.Builder> parts) {
        plan = parts;
        return this;
    }

    Results unhealthy(String... reasons) {
        unhealthy = List.of(reasons);
        return this;
    }

    /** Gives the run this one kind of error in the list of messages. */
    Results error(Outcome outcome, String message, long count) {
        errors = List.of(new ErrorCount(outcome, message, count));
        return this;
    }

    /** Says by how much the generator delayed a request at most. */
    Results delayedAtMost(Duration delay) {
        worstDelay = delay;
        return this;
    }

    LoadResult result() {
        LoadPlan asked = plan.apply(LoadPlan.builder().target("http://127.0.0.1/"))
                .expect(expectations.toArray(String[]::new))
                .build();
        long sent = outcomes.values().stream().mapToLong(Long::longValue).sum();
        return new LoadResult(
                asked,
                Instant.EPOCH,
                Duration.ofSeconds(10),
                false,
                new Counts(sent + dropped, dropped, 0, 0, outcomes),
                rates,
                new Bytes(0, 0, 0),
                responseTime,
                serviceTime,
                responseTime,
                new Phases(Phase.NONE, Phase.NONE, Phase.NONE, Phase.NONE, Phase.NONE, Phase.NONE),
                new TreeMap<>(),
                errors,
                intervals,
                health(unhealthy, worstDelay, compiling),
                TargetHealth.UNKNOWN,
                Map.of());
    }

    private static IntervalResult second(int index, SortedTimes times) {
        return new IntervalResult(Duration.ofSeconds(index), times.count(), times.count(), 0, times);
    }

    Verdict verdict() {
        return Verdict.of(result());
    }
}
