// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.Arrivals;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.Rate;
import io.trueload.engine.RequestSource;
import io.trueload.engine.SecretNames;
import io.trueload.engine.Stage;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.engine.Workload;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A plan as {@link JsonPlan} wrote it: enough to judge and to show a result, not to carry it out again. Values of headers are
 * masked, there is no body, and requests that were made in code cannot be made here.
 */
final class StoredPlan {

    private final JsonNode plan;

    StoredPlan(JsonNode plan) {
        this.plan = plan;
    }

    LoadPlan read() {
        LoadPlan.Builder read = LoadPlan.builder()
                .target(plan.get("url").text())
                .workload(workload(plan.get("workload")))
                .warmUp(plan.get("warmUpSeconds").seconds())
                .timeout(plan.get("timeoutSeconds").seconds())
                .connectTimeout(plan.get("connectTimeoutSeconds").seconds())
                .grace(plan.get("graceSeconds").seconds())
                .accept(plan.get("ok").text())
                .transport(transport())
                .expect(plan.get("expect").texts().toArray(String[]::new));
        if (plan.get("method").isNull()) {
            return read.source(madeInCode()).build();
        }
        plan.get("headerNames").texts().forEach(name -> read.header(name, SecretNames.MASK));
        return read.method(plan.get("method").text()).build();
    }

    private static RequestSource madeInCode() {
        return index -> {
            throw new UnsupportedOperationException("the requests of a stored plan were made in code");
        };
    }

    private static Workload workload(JsonNode workload) {
        int concurrency = Math.toIntExact(workload.get("concurrency").count());
        long requests = workload.get("requests").isNull()
                ? Workload.UNLIMITED
                : workload.get("requests").count();
        return switch (workload.get("type").text()) {
            case "closed" -> {
                JsonNode duration = workload.get("durationSeconds");
                yield new Workload.Closed(
                        concurrency, requests, duration.isNull() ? Duration.ZERO : duration.seconds());
            }
            case "open" ->
                new Workload.Open(
                        stages(workload.get("stages")),
                        arrivals(workload.get("arrivals").text()),
                        concurrency,
                        requests,
                        Math.toIntExact(workload.get("maxConnections").count()),
                        Math.toIntExact(workload.get("maxInFlight").count()),
                        workload.get("seed").count());
            default ->
                throw new IllegalArgumentException(
                        "there is no workload " + workload.get("type").text());
        };
    }

    private static List<Stage> stages(JsonNode stages) {
        return stages.elements().stream().map(StoredPlan::stage).toList();
    }

    private static Stage stage(JsonNode stage) {
        Rate from = Rate.perSecond(stage.get("fromRate").number(0));
        Duration duration = stage.get("durationSeconds").seconds();
        return switch (stage.get("type").text()) {
            case "hold" -> Stage.hold(from, duration);
            case "ramp" -> Stage.ramp(from, Rate.perSecond(stage.get("toRate").number(0)), duration);
            default ->
                throw new IllegalArgumentException(
                        "there is no stage " + stage.get("type").text());
        };
    }

    private static Arrivals arrivals(String name) {
        return switch (name) {
            case "evenlySpaced" -> Arrivals.EVENLY_SPACED;
            case "poisson" -> Arrivals.POISSON;
            default -> throw new IllegalArgumentException("there are no arrivals " + name);
        };
    }

    private Transport transport() {
        JsonNode proxy = plan.get("proxy");
        return new Transport(
                plan.get("http2").flag(),
                Math.toIntExact(plan.get("streams").count()),
                plan.get("keepAlive").flag(),
                Math.toIntExact(plan.get("redirects").count()),
                proxy.isNull() ? null : URI.create("http://" + proxy.text()),
                new TlsSettings(plan.get("insecure").flag(), null, null, null),
                0);
    }
}
