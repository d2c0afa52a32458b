// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.GeneratorHealth;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A baseline as JSON: what all runs share stands once, so that a new record changes few lines. */
final class JsonBaseline {

    private final Baseline baseline;
    private final JsonFields json;

    JsonBaseline(Baseline baseline, JsonFields json) {
        this.baseline = baseline;
        this.json = json;
    }

    void write() throws IOException {
        json.word("schema", Baseline.SCHEMA);
        json.object("plan", () -> texts(baseline.first().plan()));
        json.object("generator", () -> texts(baseline.first().generator()));
        json.objects("runs", baseline.runs(), this::run);
    }

    private void run(RunFigures run) throws IOException {
        json.word("startedAt", run.startedAt().toString());
        if (!run.generator().equals(baseline.first().generator())) {
            json.object("generator", () -> texts(run.generator()));
        }
        json.count("planned", run.planned());
        json.count("failed", run.failed());
        json.number("achievedRate", run.achievedRate());
        for (double percentile : RunFigures.PERCENTILES) {
            json.millis(RunFigures.field(percentile) + "Ms", run.responseTime().get(percentile));
        }
        json.text("unusable", run.unusable());
        json.texts("disturbances", run.disturbances());
        json.millis("worstDelayMs", run.worstDelay().equals(GeneratorHealth.UNBOUNDED) ? null : run.worstDelay());
    }

    private void texts(Map<String, String> texts) throws IOException {
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            json.text(entry.getKey(), entry.getValue());
        }
    }

    /** Reads a baseline; a stored result is one of a single run. */
    static Baseline read(JsonNode document) throws IOException {
        String schema = document.get("schema").text();
        if (!schema.equals(Baseline.SCHEMA)) {
            if (schema.startsWith("trueload-result/")) {
                JsonReport.checkSchema(schema);
                return new Baseline(List.of(RunFigures.of(document)));
            }
            throw new IOException("the document is of the schema " + VisibleText.of(schema) + ", but " + Baseline.SCHEMA
                    + " and " + JsonReport.SCHEMA + " are read here");
        }
        Map<String, String> plan = texts(document.get("plan"));
        Map<String, String> generator = texts(document.get("generator"));
        List<RunFigures> runs = new ArrayList<>();
        for (JsonNode run : document.get("runs").elements()) {
            runs.add(run(run, plan, generator));
        }
        return new Baseline(runs);
    }

    private static RunFigures run(JsonNode run, Map<String, String> plan, Map<String, String> generator) {
        SortedMap<Double, Duration> times = new TreeMap<>();
        for (double percentile : RunFigures.PERCENTILES) {
            JsonNode time = run.get(RunFigures.field(percentile) + "Ms");
            if (!time.isNull()) {
                times.put(percentile, time.millis());
            }
        }
        JsonNode delay = run.get("worstDelayMs");
        return new RunFigures(
                Instant.parse(run.get("startedAt").text()),
                plan,
                run.fields().containsKey("generator") ? texts(run.get("generator")) : generator,
                run.get("planned").count(),
                run.get("failed").count(),
                run.get("achievedRate").number(0),
                times,
                run.get("unusable").text(),
                run.get("disturbances").texts(),
                delay.isNull() ? GeneratorHealth.UNBOUNDED : delay.millis());
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.fields().forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }
}
