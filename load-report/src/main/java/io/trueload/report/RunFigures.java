// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Counts;
import io.trueload.engine.LoadResult.Rates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of one run is compared with other runs. Immutable, and without secrets.
 *
 * @param startedAt when the recorded part of the run began
 * @param plan what must be the same for two runs to be comparable, by name; of the URL all but host and port
 * @param generator what made the load: its versions and its machine, by name
 * @param planned requests that fell due
 * @param failed how many of them ended in an error or were dropped
 * @param achievedRate answers as expected per second
 * @param responseTime those of p50, p90 and p99 that the samples carry
 * @param unusable why the run tells nothing about the target, or an empty text
 * @param disturbances what was not healthy about the generator, one sentence each; empty if all was
 * @param worstDelay by how much that may have delayed a request at most
 * @since 0.1.0
 */
public record RunFigures(
        Instant startedAt,
        Map<String, String> plan,
        Map<String, String> generator,
        long planned,
        long failed,
        double achievedRate,
        SortedMap<Double, Duration> responseTime,
        String unusable,
        List<String> disturbances,
        Duration worstDelay) {

    /** The percentiles that are compared; p99.9 varies too much from run to run. */
    static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0);

    private static final List<String> GENERATOR =
            List.of("trueload", "java", "os", "processors", "cpuLimit", "processorModel", "runner");

    /** Copies what could change. */
    public RunFigures {
        plan = Collections.unmodifiableMap(new LinkedHashMap<>(plan));
        generator = Collections.unmodifiableMap(new LinkedHashMap<>(generator));
        responseTime = Collections.unmodifiableSortedMap(new TreeMap<>(responseTime));
        disturbances = List.copyOf(disturbances);
        if (planned < 0 || failed < 0 || worstDelay.isNegative()) {
            throw new IllegalArgumentException("counts and times of a run must not be negative: " + planned
                    + " planned, " + failed + " failed, worst delay " + worstDelay);
        }
        responseTime.forEach((percentile, time) -> {
            if (!PERCENTILES.contains(percentile) || time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException(
                        "p50, p90 and p99 are compared, and each is more than zero: p" + percentile + " = " + time);
            }
        });
    }

    /**
     * Returns the figures of a result.
     *
     * @since 0.1.0
     */
    public static RunFigures of(LoadResult result) {
        Redaction redaction = Redaction.of(result.plan());
        Map<String, String> environment = new LinkedHashMap<>();
        result.environment().forEach((name, value) -> environment.put(name, redaction.apply(value)));
        SortedMap<Double, Duration> times = new TreeMap<>();
        LatencyDistribution distribution = result.responseTime();
        Figures.carried(PERCENTILES, distribution)
                .forEach(percentile -> times.put(percentile, distribution.percentile(percentile)));
        return new RunFigures(
                result.startedAt(),
                PlanFacts.of(result.plan()),
                ofGenerator(environment),
                result.counts().planned(),
                failed(result.counts()),
                rate(result.rates()),
                times,
                unusable(result.interrupted(), result.counts(), result.rates()),
                result.generator().reasons().stream().map(redaction::apply).toList(),
                result.generator().worstDelay());
    }

    /** Returns the figures of a result that was stored as {@link JsonReport}; its plan is not needed for them. */
    static RunFigures of(JsonNode result) {
        SortedMap<Double, Duration> times = new TreeMap<>();
        for (double percentile : PERCENTILES) {
            JsonNode time = result.get("responseTimeMs").get(field(percentile));
            if (!time.isNull()) {
                times.put(percentile, time.millis());
            }
        }
        Counts counts = StoredResult.counts(result.get("counts"));
        Rates rates = StoredResult.rates(result.get("rates"));
        GeneratorHealth health = StoredResult.generator(result.get("generator"));
        return new RunFigures(
                Instant.parse(result.get("startedAt").text()),
                PlanFacts.of(result.get("plan")),
                ofGenerator(StoredResult.environment(result.get("environment"))),
                counts.planned(),
                failed(counts),
                rate(rates),
                times,
                unusable(result.get("interrupted").flag(), counts, rates),
                health.reasons(),
                health.worstDelay());
    }

    /** Returns the share of planned requests that failed or were dropped, 0 to 1. */
    public double failedShare() {
        return planned == 0 ? 0 : (double) failed / planned;
    }

    /** Returns whether the run tells something about the target. */
    public boolean isUsable() {
        return unusable.isEmpty();
    }

    /** Returns whether the generator itself may have made the times longer. */
    public boolean isDisturbed() {
        return !disturbances.isEmpty();
    }

    /** Returns the same figures as if the URL were any other; for targets that are compared on purpose. */
    public RunFigures anywhere() {
        Map<String, String> others = new LinkedHashMap<>(plan);
        others.remove("url");
        return new RunFigures(
                startedAt,
                others,
                generator,
                planned,
                failed,
                achievedRate,
                responseTime,
                unusable,
                disturbances,
                worstDelay);
    }

    /** Returns the name of a percentile, such as {@code p99}. */
    static String field(double percentile) {
        return "p" + Figures.percent(percentile);
    }

    private static Map<String, String> ofGenerator(Map<String, String> environment) {
        Map<String, String> generator = new LinkedHashMap<>();
        for (String name : GENERATOR) {
            if (environment.containsKey(name)) {
                generator.put(name, environment.get(name));
            }
        }
        return generator;
    }

    /** A dropped request is one that a user would have missed, whatever the generator's reason. */
    private static long failed(Counts counts) {
        return counts.errors() + counts.dropped();
    }

    private static double rate(Rates rates) {
        return Double.isFinite(rates.achieved())
                ? Figures.number(rates.achieved()).doubleValue()
                : 0;
    }

    private static String unusable(boolean interrupted, Counts counts, Rates rates) {
        List<String> reasons = new ArrayList<>();
        if (interrupted) {
            reasons.add("it was stopped before its plan was carried out");
        }
        if (counts.sent() == 0) {
            reasons.add("nothing was sent");
        } else if (!rates.isDelivered()) {
            reasons.add("the offered rate of " + Figures.perSecond(rates.offered()) + " was not delivered, but "
                    + Figures.perSecond(rates.delivered()));
        }
        return String.join("; ", reasons);
    }
}
