// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.ConfidenceInterval;
import io.trueload.engine.EffectiveSamples;
import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.GeneratorHealth.Processors;
import io.trueload.engine.IntervalResult;
import io.trueload.engine.IntervalResult.ServiceTimes;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Counts;
import io.trueload.engine.LoadResult.Phase;
import io.trueload.engine.LoadResult.Phases;
import io.trueload.engine.Outcome;
import io.trueload.engine.SteadyState;
import io.trueload.engine.TargetHealth;
import io.trueload.engine.Verdict;
import io.trueload.engine.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a result, in the order of the schema. */
final class JsonResult {

    private final LoadResult result;
    private final JsonFields json;

    JsonResult(LoadResult result, JsonFields json) {
        this.result = result;
        this.json = json;
    }

    void write() throws IOException {
        json.word("schema", JsonReport.SCHEMA);
        json.object("tool", this::tool);
        json.object("plan", new JsonPlan(result.plan(), json)::write);
        json.word("startedAt", result.startedAt().toString());
        json.seconds("elapsedSeconds", result.elapsed());
        json.flag("interrupted", result.interrupted());
        json.object("verdict", () -> verdict(result.verdict()));
        json.object("counts", () -> counts(result.counts()));
        json.object("rates", this::rates);
        json.object("bytes", this::bytes);
        json.object("responseTimeMs", () -> {
            distribution(result.responseTime());
            json.object("confidence95", this::confidence);
        });
        json.object("serviceTimeMs", () -> distribution(result.serviceTime()));
        json.object("okResponseTimeMs", () -> distribution(result.okResponseTime()));
        json.object("effectiveSamples", this::effectiveSamples);
        json.object("steadyState", () -> steadyState(result.steadyState()));
        json.number("responseTimeGrowth", result.responseTimeGrowth());
        json.object("phasesMs", this::phases);
        json.object("statusCodes", this::statusCodes);
        json.objects("errors", result.errors(), this::error);
        json.objects("intervals", result.intervals(), this::interval);
        json.object("generator", () -> generator(result.generator()));
        json.object("target", () -> target(result.target()));
        json.object("environment", this::environment);
    }

    private void tool() throws IOException {
        String version = result.environment().get("trueload");
        if (version == null) {
            version = JsonReport.class.getPackage().getImplementationVersion();
        }
        json.word("name", "trueload");
        json.text("version", version == null ? "unknown" : version);
    }

    private void verdict(Verdict verdict) throws IOException {
        json.word("outcome", verdict.kind().name());
        json.texts("reasons", verdict.reasons());
        json.objects("requirements", verdict.requirements(), judgment -> {
            json.text("text", judgment.requirement().text());
            json.flag("met", judgment.met());
            json.text("actual", judgment.actual());
            json.text("note", judgment.note());
        });
    }

    private void counts(Counts counts) throws IOException {
        json.count("planned", counts.planned());
        json.count("sent", counts.sent());
        json.count("dropped", counts.dropped());
        for (Outcome outcome : Outcome.values()) {
            json.count(outcome.label(), counts.of(outcome));
        }
        json.count("unsentAtStop", counts.unsentAtStop());
        json.count("warmUp", counts.warmUp());
    }

    private void rates() throws IOException {
        boolean open = result.plan().workload() instanceof Workload.Open;
        json.number("offered", open ? result.rates().offered() : Double.NaN);
        json.number("delivered", result.rates().delivered());
        json.number("sent", result.rates().sent());
        json.number("achieved", result.rates().achieved());
    }

    private void bytes() throws IOException {
        json.count("sent", result.bytes().sent());
        json.count("received", result.bytes().received());
        json.count("body", result.bytes().body());
    }

    private void distribution(LatencyDistribution times) throws IOException {
        figures(times);
        json.word("histogram", EncodedTimes.encode(times));
    }

    private void figures(LatencyDistribution times) throws IOException {
        boolean some = !times.isEmpty();
        json.count("count", times.count());
        json.millis("min", some ? times.min() : null);
        json.millis("mean", some ? times.mean() : null);
        json.millis("stddev", some ? times.stddev() : null);
        json.millis("max", some ? times.max() : null);
        for (double percentile : Figures.DISTRIBUTION) {
            boolean carried = some && times.carries(percentile);
            json.millis("p" + Figures.percent(percentile), carried ? times.percentile(percentile) : null);
        }
    }

    private void effectiveSamples() throws IOException {
        for (double percentile : Figures.COMPARED) {
            EffectiveSamples samples = result.effectiveSamples(percentile).orElse(null);
            json.object("p" + Figures.percent(percentile), () -> {
                json.countIfKnown("beyond", samples == null ? -1 : samples.beyond());
                json.countIfKnown("slowEpisodes", samples == null ? -1 : samples.slowEpisodes());
                json.countIfKnown("effective", samples == null ? -1 : samples.effective());
            });
        }
    }

    private void steadyState(SteadyState state) throws IOException {
        json.word("answer", state.answer().name().toLowerCase(Locale.ROOT));
        json.seconds("startSeconds", state.isSteady() ? state.start() : null);
        json.text("reason", state.reason());
        json.object("responseTimeMs", () -> figures(state.responseTime()));
    }

    private void phases() throws IOException {
        Phases phases = result.phases();
        json.object("blocked", () -> phase(phases.blocked()));
        json.object("connect", () -> phase(phases.connect()));
        json.object("nameLookup", () -> phase(phases.nameLookup()));
        json.object("write", () -> phase(phases.write()));
        json.object("firstByte", () -> phase(phases.firstByte()));
        json.object("read", () -> phase(phases.read()));
    }

    private void phase(Phase phase) throws IOException {
        json.millis("mean", phase.mean());
        json.millis("min", phase.min());
        json.millis("max", phase.max());
    }

    private void confidence() throws IOException {
        Map<Double, ConfidenceInterval> intervals = Figures.confidence(result, Figures.COMPARED);
        for (double percentile : Figures.COMPARED) {
            ConfidenceInterval interval = intervals.get(percentile);
            json.object("p" + Figures.percent(percentile), () -> {
                json.millis("lower", interval == null ? null : interval.lower());
                json.millis("upper", interval == null ? null : interval.upper());
            });
        }
    }

    private void statusCodes() throws IOException {
        for (Map.Entry<Integer, Long> entry : result.statusCodes().entrySet()) {
            json.count(entry.getKey().toString(), entry.getValue());
        }
    }

    private void error(LoadResult.ErrorCount error) throws IOException {
        json.word("outcome", error.outcome().label());
        json.text("message", error.message());
        json.count("count", error.count());
    }

    private void interval(IntervalResult interval) throws IOException {
        json.seconds("startSeconds", interval.start());
        json.count("sent", interval.sent());
        json.count("ok", interval.ok());
        json.count("failed", interval.failed());
        failures(interval);
        LatencyDistribution times = interval.responseTime();
        json.millis("p50Ms", times.carries(50) ? times.p50() : null);
        json.millis("p99Ms", times.carries(99) ? times.p99() : null);
        json.millis("minMs", times.isEmpty() ? null : times.min());
        json.millis("maxMs", times.isEmpty() ? null : times.max());
        ServiceTimes service = interval.serviceTime();
        json.millis("serviceP50Ms", known(service.p50()));
        json.millis("serviceP90Ms", known(service.p90()));
        json.millis("serviceP99Ms", known(service.p99()));
        json.millis("serviceMaxMs", known(service.max()));
        json.word("histogram", EncodedTimes.encode(times));
    }

    private void failures(IntervalResult interval) throws IOException {
        if (!interval.isFailureKnown()) {
            json.unknown("failures");
            return;
        }
        json.object("failures", () -> {
            for (Map.Entry<Outcome, Long> failures : interval.failures().entrySet()) {
                json.count(failures.getKey().label(), failures.getValue());
            }
        });
    }

    private static @Nullable Duration known(Duration time) {
        return time.isZero() ? null : time;
    }

    private void generator(GeneratorHealth health) throws IOException {
        json.flag("healthy", health.isHealthy());
        json.texts("reasons", health.reasons());
        json.object("scheduleLagMs", () -> {
            json.millis("p50", health.scheduleLagP50());
            json.millis("p99", health.scheduleLagP99());
            json.millis("p99.9", health.scheduleLagP999());
            json.millis("max", health.scheduleLagMax());
        });
        json.number("cpuShare", share(health.cpuShare()));
        json.millis("gcPauseMs", health.gcPause());
        json.millis("maxHiccupMs", health.maxHiccup());
        json.countIfKnown("openFiles", health.openFiles());
        json.countIfKnown("maxFiles", health.maxFiles());
        Processors processors = health.processors();
        json.number("busiestThreadShare", share(processors.busiestThread()));
        json.number("machineShare", share(processors.machine()));
        json.number("pressureShare", share(processors.pressure()));
        json.number("compilingShare", share(processors.compiling()));
        json.millis("throttledMs", processors.throttled());
        json.millis("pausedMs", health.pauses().total());
        json.count("affectedByPauses", health.pauses().affected());
        json.objects("pauses", health.pauses().longest(), pause -> {
            json.millis("startMs", pause.start());
            json.millis("lengthMs", pause.length());
        });
        json.millis("worstDelayMs", health.worstDelay().equals(GeneratorHealth.UNBOUNDED) ? null : health.worstDelay());
    }

    private static double share(double known) {
        return known < 0 ? Double.NaN : known;
    }

    private void target(TargetHealth target) throws IOException {
        json.texts("findings", target.findings());
        json.count("cpuPeriods", target.cpuPeriods());
        json.count("throttledPeriods", target.throttledPeriods());
        json.millis("throttledMs", target.throttledTime());
        json.countIfKnown("peakMemoryBytes", target.peakMemory());
        json.countIfKnown("memoryLimitBytes", target.memoryLimit());
        json.count("restarts", target.restarts());
        json.text("ending", target.ending());
    }

    private void environment() throws IOException {
        for (Map.Entry<String, String> entry : result.environment().entrySet()) {
            json.text(entry.getKey(), entry.getValue());
        }
    }
}
