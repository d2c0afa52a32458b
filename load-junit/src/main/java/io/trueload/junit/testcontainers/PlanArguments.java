// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.Arrivals;
import io.trueload.engine.Header;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.RequestSource;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.Requirement;
import io.trueload.engine.SecretText;
import io.trueload.engine.Stage;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.engine.Workload;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.MountableFile;

/** A plan as options of the {@code trueload} command, and the files that these name. Not thread-safe. */
final class PlanArguments {

    private static final String FOLDER = "/in/";
    private static final int READABLE = 0444;

    private final List<String> options = new ArrayList<>();
    private final Map<String, Transferable> files = new LinkedHashMap<>();
    private final LoadPlan plan;

    /**
     * Makes the options of a plan.
     *
     * @param origin scheme, host and port of the target as the tester reaches it
     * @throws IllegalArgumentException naming everything in the plan that no option can say
     */
    PlanArguments(LoadPlan plan, String origin) {
        this.plan = plan;
        List<String> mistakes = new ArrayList<>();
        if (!(plan.source() instanceof RequestSource.Repeated)) {
            mistakes.add("requests made in code");
        }
        if (!plan.checks().isEmpty()) {
            mistakes.add("checks made in code");
        }
        if (!plan.grace().equals(plan.timeout())) {
            mistakes.add("a grace that is not the timeout");
        }
        if (plan.workload() instanceof Workload.Closed closed
                && closed.requests() != Workload.UNLIMITED
                && !closed.duration().isZero()) {
            mistakes.add("a number of requests and a duration at once");
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException("a load tester in a container cannot be told "
                    + String.join(", ", mistakes) + ": leave that out, or use the runner IN_JVM");
        }
        addWorkload();
        RequestSpec request = ((RequestSource.Repeated) plan.source()).request();
        addRequest(request);
        addTransport(plan.transport());
        add("--timeout", format(plan.timeout()));
        add("--connect-timeout", format(plan.connectTimeout()));
        add("--ok", plan.accepted().toString());
        plan.requirements().stream().map(Requirement::text).forEach(text -> add("--expect", text));
        add("--output", "json");
        options.add(origin + request.path());
    }

    /** Returns the words of the command line. */
    List<String> words() {
        return List.copyOf(options);
    }

    /** Returns the files that the words name, by their paths in the container. */
    Map<String, Transferable> files() {
        return Map.copyOf(files);
    }

    private void addWorkload() {
        Workload workload = plan.workload();
        add("--concurrency", Integer.toString(workload.concurrency()));
        if (workload.requests() != Workload.UNLIMITED) {
            add("--requests", Long.toString(workload.requests()));
        }
        if (workload instanceof Workload.Closed closed) {
            if (!closed.duration().isZero()) {
                add("--duration", format(closed.duration()));
            }
        } else if (workload instanceof Workload.Open open) {
            open.stages().forEach(stage -> add("--stage", stage(stage)));
            add("--arrivals", open.arrivals() == Arrivals.POISSON ? "poisson" : "even");
            add("--seed", Long.toString(open.seed()));
            add("--max-connections", Integer.toString(open.maxConnections()));
            add("--max-in-flight", Integer.toString(open.maxInFlight()));
        } else {
            throw new AssertionError(workload);
        }
        if (!plan.warmUp().isZero()) {
            add("--warm-up", format(plan.warmUp()));
        }
        if (!plan.priming()) {
            options.add("--no-priming");
        }
    }

    private void addRequest(RequestSpec request) {
        add("--method", request.method());
        for (Header header : request.headers()) {
            addHeader(header);
        }
        ByteBuffer body = request.bodyBuffer();
        if (body.hasRemaining()) {
            byte[] bytes = new byte[body.remaining()];
            body.get(bytes);
            if (request.isBodySecret()) {
                add("--body", secret("body", new String(bytes, StandardCharsets.UTF_8)));
            } else {
                addFile("--body-file", "body", Transferable.of(bytes, READABLE));
            }
            if (request.headers().stream().noneMatch(header -> header.name().equalsIgnoreCase("Content-Type"))) {
                // The command would send hey's own type with a body that has none.
                add("--content-type", "");
            }
        }
    }

    private void addTransport(Transport transport) {
        if (transport.http2()) {
            options.add("--http2");
            add("--streams", Integer.toString(transport.streams()));
        }
        if (!transport.keepAlive()) {
            options.add("-disable-keepalive");
        }
        if (transport.redirects() > 0) {
            add("--redirects", Integer.toString(transport.redirects()));
        }
        if (transport.proxy() != null) {
            URI proxy = requireNonNull(transport.proxy());
            add("--proxy", proxy.getRawUserInfo() == null ? proxy.toString() : secret("proxy", proxy.toString()));
        }
        if (plan.allowPublic()) {
            options.add("--allow-public");
        }
        if (transport.ioThreads() > 0) {
            add("-cpus", Integer.toString(transport.ioThreads()));
        }
        TlsSettings tls = transport.tls();
        if (tls.insecure()) {
            options.add("--insecure");
        }
        addPem("--cacert", tls.caCertificate());
        addPem("--cert", tls.certificate());
        addPem("--key", tls.key());
    }

    /** Adds a header; a secret value goes into a file, since whoever may inspect containers reads command lines. */
    private void addHeader(Header header) {
        String value = header.value();
        if (header.isSecret() && !value.isEmpty()) {
            add("--header", header.name() + ": " + secret("header-" + files.size(), value));
        } else {
            add("--header", header.name() + ": " + SecretText.written(value));
        }
    }

    /** Keeps a secret in a file, and returns how a value names it. */
    private String secret(String name, String value) {
        // One line break at the end is not part of it, so that the value may end in another.
        files.put(FOLDER + name, Transferable.of((value + "\n").getBytes(StandardCharsets.UTF_8), READABLE));
        return "file:" + FOLDER + name;
    }

    private void addPem(String option, @Nullable Path file) {
        if (file != null) {
            addFile(option, option.substring(2) + ".pem", MountableFile.forHostPath(file, READABLE));
        }
    }

    private void addFile(String option, String name, Transferable content) {
        files.put(FOLDER + name, content);
        add(option, FOLDER + name);
    }

    private void add(String option, String value) {
        options.add(option);
        options.add(value);
    }

    private static String stage(Stage stage) {
        if (stage instanceof Stage.Hold hold) {
            return "hold " + hold.rate() + " " + format(hold.duration());
        }
        if (stage instanceof Stage.Ramp ramp) {
            return "ramp " + ramp.from() + " to " + ramp.to() + " " + format(ramp.duration());
        }
        throw new AssertionError(stage);
    }

    private static String format(Duration duration) {
        return PlanSyntax.format(duration);
    }
}
