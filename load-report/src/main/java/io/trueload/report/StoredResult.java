// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.GeneratorHealth.Pause;
import io.trueload.engine.GeneratorHealth.Pauses;
import io.trueload.engine.GeneratorHealth.Processors;
import io.trueload.engine.IntervalResult;
import io.trueload.engine.IntervalResult.ServiceTimes;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LatencyDistribution.Summary;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Bytes;
import io.trueload.engine.LoadResult.Counts;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.LoadResult.Phase;
import io.trueload.engine.LoadResult.Phases;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.Outcome;
import io.trueload.engine.TargetHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A result as {@link JsonResult} wrote it. What can be told from the plan and the other fields is not looked at. */
final class StoredResult {

    private final JsonNode document;

    StoredResult(JsonNode document) {
        this.document = document;
    }

    LoadResult read(LoadPlan plan) {
        return new LoadResult(
                plan,
                Instant.parse(document.get("startedAt").text()),
                document.get("elapsedSeconds").seconds(),
                document.get("interrupted").flag(),
                counts(document.get("counts")),
                rates(document.get("rates")),
                bytes(document.get("bytes")),
                times(document.get("responseTimeMs")),
                times(document.get("serviceTimeMs")),
                times(document.get("okResponseTimeMs")),
                phases(document.get("phasesMs")),
                statusCodes(document.get("statusCodes")),
                document.get("errors").elements().stream()
                        .map(StoredResult::error)
                        .toList(),
                document.get("intervals").elements().stream()
                        .map(StoredResult::interval)
                        .toList(),
                generator(document.get("generator")),
                target(document.get("target")),
                environment(document.get("environment")));
    }

    static Counts counts(JsonNode counts) {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, counts.get(outcome.label()).count());
        }
        return new Counts(
                counts.get("planned").count(),
                counts.get("dropped").count(),
                counts.get("unsentAtStop").count(),
                counts.get("warmUp").count(),
                outcomes);
    }

    static Rates rates(JsonNode rates) {
        return new Rates(
                rates.get("offered").number(0),
                rates.get("delivered").number(Double.NaN),
                rates.get("sent").number(Double.NaN),
                rates.get("achieved").number(Double.NaN));
    }

    private static Bytes bytes(JsonNode bytes) {
        return new Bytes(
                bytes.get("sent").count(),
                bytes.get("received").count(),
                bytes.get("body").count());
    }

    private static LatencyDistribution times(JsonNode times) {
        boolean some = times.get("count").count() > 0;
        LatencyDistribution read = EncodedTimes.decode(
                times.get("histogram").text(),
                some
                        ? new Summary(
                                times.get("min").millis(),
                                times.get("max").millis(),
                                times.get("mean").millis(),
                                times.get("stddev").millis())
                        : Summary.NONE);
        if (read.count() != times.get("count").count()) {
            throw new IllegalArgumentException(times.place() + " counts "
                    + times.get("count").count() + " times, but its histogram holds " + read.count());
        }
        return read;
    }

    private static Phases phases(JsonNode phases) {
        return new Phases(
                phase(phases.get("blocked")),
                phase(phases.get("connect")),
                phase(phases.get("nameLookup")),
                phase(phases.get("write")),
                phase(phases.get("firstByte")),
                phase(phases.get("read")));
    }

    private static Phase phase(JsonNode phase) {
        return new Phase(
                phase.get("mean").millis(),
                phase.get("min").millis(),
                phase.get("max").millis());
    }

    private static SortedMap<Integer, Long> statusCodes(JsonNode codes) {
        SortedMap<Integer, Long> read = new TreeMap<>();
        codes.fields().forEach((code, count) -> read.put(Integer.valueOf(code), count.count()));
        return read;
    }

    private static ErrorCount error(JsonNode error) {
        return new ErrorCount(
                outcome(error.get("outcome").text()),
                error.get("message").text(),
                error.get("count").count());
    }

    private static Outcome outcome(String label) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no outcome " + label));
    }

    /** Results of older versions do not have them. */
    private static Map<Outcome, Long> failures(JsonNode failures) {
        Map<Outcome, Long> read = new EnumMap<>(Outcome.class);
        if (!failures.isNull()) {
            failures.fields().forEach((label, count) -> read.put(outcome(label), count.count()));
        }
        return read;
    }

    private static IntervalResult interval(JsonNode interval) {
        boolean some = !interval.get("minMs").isNull();
        return new IntervalResult(
                interval.get("startSeconds").seconds(),
                interval.get("sent").count(),
                interval.get("ok").count(),
                interval.get("failed").count(),
                failures(interval.find("failures")),
                EncodedTimes.decode(
                        interval.get("histogram").text(),
                        some ? interval.get("minMs").millis() : Duration.ZERO,
                        some ? interval.get("maxMs").millis() : Duration.ZERO),
                new ServiceTimes(
                        millisIfKnown(interval.find("serviceP50Ms")),
                        millisIfKnown(interval.find("serviceP90Ms")),
                        millisIfKnown(interval.find("serviceP99Ms")),
                        millisIfKnown(interval.find("serviceMaxMs"))));
    }

    private static Duration millisIfKnown(JsonNode time) {
        return time.isNull() ? Duration.ZERO : time.millis();
    }

    static GeneratorHealth generator(JsonNode generator) {
        JsonNode lag = generator.get("scheduleLagMs");
        return new GeneratorHealth(
                generator.get("reasons").texts(),
                lag.get("p50").millis(),
                lag.get("p99").millis(),
                lag.get("p99.9").millis(),
                lag.get("max").millis(),
                generator.get("cpuShare").number(-1),
                generator.get("gcPauseMs").millis(),
                generator.get("maxHiccupMs").millis(),
                generator.get("openFiles").countIfKnown(),
                generator.get("maxFiles").countIfKnown(),
                new Processors(
                        generator.get("busiestThreadShare").number(-1),
                        generator.get("machineShare").number(-1),
                        generator.get("pressureShare").number(-1),
                        generator.get("compilingShare").number(-1),
                        generator.get("throttledMs").millis()),
                new Pauses(
                        generator.get("pausedMs").millis(),
                        generator.get("affectedByPauses").count(),
                        generator.get("pauses").elements().stream()
                                .map(pause -> new Pause(
                                        pause.get("startMs").millis(),
                                        pause.get("lengthMs").millis()))
                                .toList()),
                generator.get("worstDelayMs").isNull()
                        ? GeneratorHealth.UNBOUNDED
                        : generator.get("worstDelayMs").millis());
    }

    private static TargetHealth target(JsonNode target) {
        return new TargetHealth(
                target.get("cpuPeriods").count(),
                target.get("throttledPeriods").count(),
                target.get("throttledMs").millis(),
                target.get("peakMemoryBytes").countIfKnown(),
                target.get("memoryLimitBytes").countIfKnown(),
                Math.toIntExact(target.get("restarts").count()),
                target.get("ending").text());
    }

    static Map<String, String> environment(JsonNode environment) {
        Map<String, String> read = new LinkedHashMap<>();
        environment.fields().forEach((name, value) -> read.put(name, value.text()));
        return read;
    }
}
