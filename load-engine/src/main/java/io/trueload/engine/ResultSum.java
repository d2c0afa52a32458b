// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import io.trueload.engine.GeneratorHealth.Pause;
import io.trueload.engine.GeneratorHealth.Pauses;
import io.trueload.engine.GeneratorHealth.Processors;
import io.trueload.engine.IntervalResult.ServiceTimes;
import io.trueload.engine.LoadResult.Bytes;
import io.trueload.engine.LoadResult.Counts;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.LoadResult.Phase;
import io.trueload.engine.LoadResult.Phases;
import io.trueload.engine.LoadResult.Rates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** What the parts of one load measured, taken together. */
final class ResultSum {

    /** Counts, which are not one because they are alike. */
    private static final Set<String> COUNTS = Set.of("connectionsOpened", "tlsHandshakes");

    private final LoadPlan plan;
    private final List<LoadResult> parts;

    ResultSum(LoadPlan plan, List<LoadResult> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("there must be one result or more to add up");
        }
        this.plan = plan;
        this.parts = List.copyOf(parts);
    }

    LoadResult result() {
        return new LoadResult(
                plan,
                parts.stream()
                        .map(LoadResult::startedAt)
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH),
                longest(LoadResult::elapsed),
                parts.stream().anyMatch(LoadResult::interrupted),
                counts(),
                rates(),
                new Bytes(
                        total(part -> part.bytes().sent()),
                        total(part -> part.bytes().received()),
                        total(part -> part.bytes().body())),
                times(LoadResult::responseTime),
                times(LoadResult::serviceTime),
                times(LoadResult::okResponseTime),
                phases(),
                statusCodes(),
                errors(),
                intervals(),
                generator(),
                parts.get(0).target(),
                environment());
    }

    private Counts counts() {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, total(part -> part.counts().of(outcome)));
        }
        return new Counts(
                total(part -> part.counts().planned()),
                total(part -> part.counts().dropped()),
                total(part -> part.counts().unsentAtStop()),
                total(part -> part.counts().warmUp()),
                outcomes);
    }

    private Rates rates() {
        return new Rates(rate(Rates::offered), rate(Rates::delivered), rate(Rates::sent), rate(Rates::achieved));
    }

    /** Returns the sum of rates; where a number of requests ended each part at its own time, over the longest of them. */
    private double rate(ToDoubleFunction<Rates> rate) {
        boolean timed = !(plan.workload() instanceof Workload.Closed closed)
                || !closed.duration().isZero();
        double longest = longest(LoadResult::elapsed).toNanos();
        return parts.stream()
                .mapToDouble(part -> rate.applyAsDouble(part.rates())
                        * (timed || longest == 0 ? 1 : part.elapsed().toNanos() / longest))
                .sum();
    }

    private Phases phases() {
        return new Phases(
                phase(Phases::blocked),
                phase(Phases::connect),
                phase(Phases::nameLookup),
                phase(Phases::write),
                phase(Phases::firstByte),
                phase(Phases::read));
    }

    private Phase phase(Function<Phases, Phase> which) {
        List<LoadResult> answered =
                parts.stream().filter(part -> part.counts().answered() > 0).toList();
        long count =
                answered.stream().mapToLong(part -> part.counts().answered()).sum();
        if (count == 0) {
            return Phase.NONE;
        }
        double nanos = answered.stream()
                .mapToDouble(part -> (double) which.apply(part.phases()).mean().toNanos()
                        * part.counts().answered())
                .sum();
        return new Phase(
                Duration.ofNanos(Math.round(nanos / count)),
                answered.stream()
                        .map(part -> which.apply(part.phases()).min())
                        .min(Comparator.naturalOrder())
                        .orElse(Duration.ZERO),
                answered.stream()
                        .map(part -> which.apply(part.phases()).max())
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO));
    }

    private SortedMap<Integer, Long> statusCodes() {
        SortedMap<Integer, Long> codes = new TreeMap<>();
        parts.forEach(part -> part.statusCodes().forEach((code, count) -> codes.merge(code, count, Long::sum)));
        return codes;
    }

    private List<ErrorCount> errors() {
        record Kind(Outcome outcome, String message) {}
        Map<Kind, Long> errors = new LinkedHashMap<>();
        for (LoadResult part : parts) {
            part.errors()
                    .forEach(error ->
                            errors.merge(new Kind(error.outcome(), error.message()), error.count(), Long::sum));
        }
        return errors.entrySet().stream()
                .map(entry ->
                        new ErrorCount(entry.getKey().outcome(), entry.getKey().message(), entry.getValue()))
                .sorted(Comparator.comparingLong(ErrorCount::count).reversed())
                .toList();
    }

    /** Adds up the seconds; each part counts them from its own beginning. */
    private List<IntervalResult> intervals() {
        SortedMap<Duration, List<IntervalResult>> byStart = new TreeMap<>();
        for (LoadResult part : parts) {
            part.intervals()
                    .forEach(interval -> byStart.computeIfAbsent(interval.start(), start -> new ArrayList<>())
                            .add(interval));
        }
        List<IntervalResult> sums = new ArrayList<>();
        byStart.forEach((start, same) -> sums.add(new IntervalResult(
                start,
                same.stream().mapToLong(IntervalResult::sent).sum(),
                same.stream().mapToLong(IntervalResult::ok).sum(),
                same.stream().mapToLong(IntervalResult::failed).sum(),
                failures(same),
                LatencyDistribution.sum(
                        same.stream().map(IntervalResult::responseTime).toList()),
                ServiceTimes.UNKNOWN)));
        return sums;
    }

    /** Adds failures by outcome, if they are known of all. */
    private static Map<Outcome, Long> failures(List<IntervalResult> intervals) {
        if (!intervals.stream().allMatch(IntervalResult::isFailureKnown)) {
            return Map.of();
        }
        Map<Outcome, Long> sums = new EnumMap<>(Outcome.class);
        intervals.forEach(
                interval -> interval.failures().forEach((outcome, count) -> sums.merge(outcome, count, Long::sum)));
        return sums;
    }

    private GeneratorHealth generator() {
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String name = parts.size() == 1 ? "" : "generator " + (i + 1) + ": ";
            parts.get(i).generator().reasons().forEach(reason -> reasons.add(name + reason));
        }
        return new GeneratorHealth(
                reasons,
                longest(part -> part.generator().scheduleLagP50()),
                longest(part -> part.generator().scheduleLagP99()),
                longest(part -> part.generator().scheduleLagP999()),
                longest(part -> part.generator().scheduleLagMax()),
                most(part -> part.generator().cpuShare()),
                longest(part -> part.generator().gcPause()),
                longest(part -> part.generator().maxHiccup()),
                parts.stream()
                        .mapToLong(part -> part.generator().openFiles())
                        .max()
                        .orElse(-1),
                parts.stream()
                        .mapToLong(part -> part.generator().maxFiles())
                        .min()
                        .orElse(-1),
                new Processors(
                        most(part -> part.generator().processors().busiestThread()),
                        most(part -> part.generator().processors().machine()),
                        most(part -> part.generator().processors().pressure()),
                        most(part -> part.generator().processors().compiling()),
                        longest(part -> part.generator().processors().throttled())),
                pauses(),
                longest(part -> part.generator().worstDelay()));
    }

    private Pauses pauses() {
        return new Pauses(
                longest(part -> part.generator().pauses().total()),
                total(part -> part.generator().pauses().affected()),
                parts.stream()
                        .flatMap(part -> part.generator().pauses().longest().stream())
                        .sorted(Comparator.comparing(Pause::start))
                        .toList());
    }

    private double most(ToDoubleFunction<LoadResult> which) {
        return parts.stream().mapToDouble(which).max().orElse(-1);
    }

    /** Returns what made the load; where generators differ, or each has a count of its own, an entry lists what all say. */
    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>();
        parts.forEach(part -> names.addAll(part.environment().keySet()));
        for (String name : names) {
            List<String> values = parts.stream()
                    .filter(part -> part.environment().containsKey(name))
                    .map(part -> part.environment().get(name))
                    .toList();
            environment.put(
                    name,
                    COUNTS.contains(name)
                            ? String.join(" + ", values)
                            : String.join(", ", new LinkedHashSet<>(values)));
        }
        if (parts.size() > 1) {
            environment.put("generators", Integer.toString(parts.size()));
        }
        return environment;
    }

    private LatencyDistribution times(Function<LoadResult, LatencyDistribution> which) {
        return LatencyDistribution.sum(parts.stream().map(which).toList());
    }

    private long total(ToLongFunction<LoadResult> which) {
        return parts.stream().mapToLong(which).sum();
    }

    private Duration longest(Function<LoadResult, Duration> which) {
        return parts.stream().map(which).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }
}
