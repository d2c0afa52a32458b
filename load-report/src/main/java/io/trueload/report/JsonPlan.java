// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.Arrivals;
import io.trueload.engine.Header;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.RequestSource;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.Requirement;
import io.trueload.engine.SecretNames;
import io.trueload.engine.Stage;
import io.trueload.engine.Transport;
import io.trueload.engine.Workload;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What was asked for, as JSON: names of headers but never their values, and no body. */
final class JsonPlan {

    private final LoadPlan plan;
    private final JsonFields json;

    JsonPlan(LoadPlan plan, JsonFields json) {
        this.plan = plan;
        this.json = json;
    }

    void write() throws IOException {
        request();
        json.object("workload", this::workload);
        json.seconds("warmUpSeconds", plan.warmUp());
        json.seconds("timeoutSeconds", plan.timeout());
        json.seconds("connectTimeoutSeconds", plan.connectTimeout());
        json.seconds("graceSeconds", plan.grace());
        json.word("ok", plan.accepted().toString());
        transport(plan.transport());
        json.texts("expect", plan.requirements().stream().map(Requirement::text).toList());
    }

    private void request() throws IOException {
        if (plan.source() instanceof RequestSource.Repeated repeated) {
            RequestSpec request = repeated.request();
            String path = request.path().equals("*") ? "" : SecretNames.masked(request.path());
            json.word("url", origin() + json.clean(path));
            json.word("method", request.method());
            json.texts(
                    "headerNames", request.headers().stream().map(Header::name).toList());
        } else {
            json.word("url", origin());
            json.unknown("method");
            json.unknown("headerNames");
        }
    }

    /** Returns the URL without user information, path and query; requests made in code have paths of their own. */
    private String origin() {
        URI target = plan.target();
        return target.getScheme() + "://" + target.getHost() + (target.getPort() < 0 ? "" : ":" + target.getPort());
    }

    private void workload() throws IOException {
        Workload workload = plan.workload();
        if (workload instanceof Workload.Closed closed) {
            start("closed", closed, closed.duration());
            json.objects("stages", List.<Stage>of(), this::stage);
            json.unknown("arrivals");
            json.unknown("seed");
            json.unknown("maxConnections");
            json.unknown("maxInFlight");
        } else if (workload instanceof Workload.Open open) {
            start("open", open, open.duration());
            json.objects("stages", open.stages(), this::stage);
            json.word("arrivals", arrivals(open.arrivals()));
            json.count("seed", open.seed());
            json.count("maxConnections", open.maxConnections());
            json.count("maxInFlight", open.maxInFlight());
        } else {
            throw new AssertionError(workload);
        }
    }

    private void start(String type, Workload workload, Duration duration) throws IOException {
        json.word("type", type);
        json.count("concurrency", workload.concurrency());
        if (workload.requests() == Workload.UNLIMITED) {
            json.unknown("requests");
        } else {
            json.count("requests", workload.requests());
        }
        json.seconds("durationSeconds", duration.isZero() ? null : duration);
    }

    private void stage(Stage stage) throws IOException {
        if (stage instanceof Stage.Hold hold) {
            json.word("type", "hold");
            json.number("fromRate", hold.rate().perSecond());
            json.number("toRate", hold.rate().perSecond());
        } else if (stage instanceof Stage.Ramp ramp) {
            json.word("type", "ramp");
            json.number("fromRate", ramp.from().perSecond());
            json.number("toRate", ramp.to().perSecond());
        } else {
            throw new AssertionError(stage);
        }
        json.seconds("durationSeconds", stage.duration());
    }

    private static String arrivals(Arrivals arrivals) {
        return switch (arrivals) {
            case EVENLY_SPACED -> "evenlySpaced";
            case POISSON -> "poisson";
        };
    }

    private void transport(Transport transport) throws IOException {
        json.flag("http2", transport.http2());
        json.count("streams", transport.streams());
        json.flag("keepAlive", transport.keepAlive());
        json.count("redirects", transport.redirects());
        URI proxy = transport.proxy();
        json.word("proxy", proxy == null ? null : proxy.getHost() + ":" + proxy.getPort());
        json.flag("insecure", transport.tls().insecure());
    }
}
