// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a run is to do. Immutable, and checked when it is built.
 *
 * @param target scheme, host and port to which every request goes; its path is that of the requests only if they were
 *     made by the builder
 * @param workload when requests start
 * @param source which requests
 * @param warmUp how long requests are sent before recording begins; zero for none
 * @param timeout how long after its intended start a request is given up; covers waiting for a connection, connecting,
 *     TLS, and the whole answer
 * @param connectTimeout how long opening a connection may take, TLS included
 * @param grace how long the run waits for answers after its last request fell due
 * @param accepted status codes that count as success
 * @param checks what must be true of an answer besides
 * @param requirements what the result is judged by
 * @param transport how requests travel
 * @param priming whether the engine warms its own code on a loopback stub before the first request
 * @param allowPublic whether a public host may get more than 1,000 requests, 50 connections and 60 s
 * @since 0.1.0
 */
public record LoadPlan(
        URI target,
        Workload workload,
        RequestSource source,
        Duration warmUp,
        Duration timeout,
        Duration connectTimeout,
        Duration grace,
        StatusSet accepted,
        List<ResponseCheck> checks,
        List<Requirement> requirements,
        Transport transport,
        boolean priming,
        boolean allowPublic) {

    /** Checks each part, and that the requirements can be carried. */
    public LoadPlan {
        Targets.check(target);
        requireNonNull(workload, "workload");
        requireNonNull(source, "source");
        Checks.notNegative("warmUp", warmUp);
        Checks.positive("timeout", timeout);
        Checks.positive("connectTimeout", connectTimeout);
        Checks.notNegative("grace", grace);
        requireNonNull(accepted, "accepted");
        checks = List.copyOf(checks);
        requirements = List.copyOf(requirements);
        requireNonNull(transport, "transport");
        CarriedRequirements.check(requirements, workload);
    }

    /** Returns a builder with the defaults: 200 requests over 50 connections, 20 s timeout. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that starts from this plan. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Returns how long requests are started, warm-up included; zero if only their number ends the run. */
    public Duration sending() {
        return PlanLength.sending(this);
    }

    /** Returns how long the run takes if everything goes wrong: every request ends at its deadline. */
    public Duration longest() {
        return PlanLength.longest(this);
    }

    /** Returns how many requests the workload asks for, if that is known before the run. */
    public OptionalLong plannedRequests() {
        return PlanLength.requests(workload);
    }

    /** Returns what would be sent, without secrets. */
    @Override
    public String toString() {
        return "LoadPlan[target=" + SecretNames.masked(target.toString()) + ", workload=" + workload + ", source="
                + source + ", warmUp=" + warmUp + ", timeout=" + timeout + ", transport=" + transport + "]";
    }

    /**
     * The parts of a plan; {@link #build} checks them together and names every mistake.
     *
     * <p>A rate or a stage makes the workload open; without one it is closed. Not thread-safe.
     */
    public static final class Builder {

        private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);

        private @Nullable URI target;
        private boolean targetGiven;
        private boolean workloadMistaken;
        private WorkloadParts workload = new WorkloadParts();
        private Duration warmUp = Duration.ZERO;
        private Duration timeout = Duration.ofSeconds(20);
        private @Nullable Duration connectTimeout;
        private @Nullable Duration grace;
        private @Nullable RequestSource source;
        private RequestSpec.Builder request = RequestSpec.builder();
        private StatusSet accepted = StatusSet.SUCCESSFUL;
        private final List<ResponseCheck> checks = new ArrayList<>();
        private final List<Requirement> requirements = new ArrayList<>();
        private Transport transport = Transport.DEFAULT;
        private boolean priming = true;
        private boolean allowPublic;
        private final List<String> mistakes = new ArrayList<>();

        private Builder() {}

        private Builder(LoadPlan plan) {
            target = plan.target;
            targetGiven = true;
            workload = WorkloadParts.of(plan.workload);
            if (plan.source instanceof RequestSource.Repeated repeated) {
                request = repeated.request().toBuilder();
            } else {
                source = plan.source;
            }
            warmUp = plan.warmUp;
            timeout = plan.timeout;
            // What was derived from the timeout follows it when it changes.
            connectTimeout = plan.connectTimeout.equals(defaultConnectTimeout(timeout)) ? null : plan.connectTimeout;
            grace = plan.grace.equals(timeout) ? null : plan.grace;
            accepted = plan.accepted;
            checks.addAll(plan.checks);
            requirements.addAll(plan.requirements);
            transport = plan.transport;
            priming = plan.priming;
            allowPublic = plan.allowPublic;
        }

        /** Sets where the load goes: an http or https URL; its path and query become those of the request. */
        public Builder target(String url) {
            targetGiven = true;
            return attempt(() -> target(Targets.parse(url)));
        }

        /** Sets where the load goes; the path and query become those of the request. */
        public Builder target(URI url) {
            targetGiven = true;
            return attempt(() -> {
                target = Targets.check(url);
                String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
                request.path(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
            });
        }

        /** Sets the whole workload instead of its parts, which may be varied afterwards. */
        public Builder workload(Workload whole) {
            workload = WorkloadParts.of(requireNonNull(whole, "workload"));
            return this;
        }

        /** Sets the number of requests in all, 1 or more; 200 unless a duration or stages are given. */
        public Builder requests(long requests) {
            return attemptWorkload(() -> workload.requests = Checks.atLeastOne("requests", requests));
        }

        /** Sets the number of connections, 1 or more; 50 unless given. An open workload starts with them. */
        public Builder concurrency(int concurrency) {
            return attemptWorkload(() -> {
                workload.concurrency = (int) Checks.atLeastOne("concurrency", concurrency);
                workload.concurrencyGiven = true;
            });
        }

        /** Sets how long requests are started; longer than zero. */
        public Builder duration(Duration duration) {
            return attemptWorkload(() -> workload.duration = Checks.positive("duration", duration));
        }

        /** Makes the workload open, at a constant rate over all connections. */
        public Builder rate(Rate rate) {
            workload.rate = requireNonNull(rate, "rate");
            return this;
        }

        /** Makes the workload open and adds a stage to it; stages follow one another. */
        public Builder stage(Stage stage) {
            workload.stages.add(requireNonNull(stage, "stage"));
            return this;
        }

        /** Sets how the intended starts of an open workload are spread; evenly unless given. */
        public Builder arrivals(Arrivals arrivals) {
            workload.arrivals = requireNonNull(arrivals, "arrivals");
            return this;
        }

        /** Sets the seed of everything random in the plan. */
        public Builder seed(long seed) {
            workload.seed = seed;
            return this;
        }

        /**
         * Sets how far the connections of an open workload may grow; 1,000 or the concurrency unless given. Those beyond the
         * concurrency are closed again when they were not needed for a minute.
         */
        public Builder maxConnections(int maxConnections) {
            return attemptWorkload(
                    () -> workload.maxConnections = (int) Checks.atLeastOne("maxConnections", maxConnections));
        }

        /** Sets how many requests of an open workload may be due and unanswered; 100,000 unless given. */
        public Builder maxInFlight(int maxInFlight) {
            return attemptWorkload(() -> workload.maxInFlight = (int) Checks.atLeastOne("maxInFlight", maxInFlight));
        }

        /** Sets how long requests are sent before recording begins. */
        public Builder warmUp(Duration warmUp) {
            return attempt(() -> this.warmUp = Checks.notNegative("warmUp", warmUp));
        }

        /** Sets how long after its intended start a request is given up; 20 s unless given. */
        public Builder timeout(Duration timeout) {
            return attempt(() -> this.timeout = Checks.positive("timeout", timeout));
        }

        /** Sets how long opening a connection may take; 5 s or the timeout, whichever is shorter, unless given. */
        public Builder connectTimeout(Duration connectTimeout) {
            return attempt(() -> this.connectTimeout = Checks.positive("connectTimeout", connectTimeout));
        }

        /** Sets how long the run waits for answers after its last request fell due; the timeout unless given. */
        public Builder grace(Duration grace) {
            return attempt(() -> this.grace = Checks.notNegative("grace", grace));
        }

        /** Sets the method of the request. */
        public Builder method(String method) {
            return attempt(() -> request.method(method));
        }

        /** Adds a header to the request. */
        public Builder header(String name, String value) {
            return attempt(() -> header(new Header(name, value)));
        }

        /** Adds a header to the request. */
        public Builder header(Header header) {
            request.header(header);
            return this;
        }

        /** Sets the body of the request, in UTF-8. */
        public Builder body(String body) {
            request.body(body);
            return this;
        }

        /** Sets the body of the request, in UTF-8, which may be secret. */
        public Builder body(SecretText body) {
            request.body(body);
            return this;
        }

        /** Sets the body of the request. */
        public Builder body(byte[] body) {
            request.body(body);
            return this;
        }

        /** Sets requests made in code, instead of the one made of the target's path, method, headers and body. */
        public Builder source(RequestSource source) {
            this.source = requireNonNull(source, "source");
            return this;
        }

        /** Sets the status codes that count as success, such as {@code 2xx,404}; every 2xx unless given. */
        public Builder accept(String statuses) {
            return attempt(() -> accepted = PlanSyntax.statuses(statuses));
        }

        /** Adds a check of the answers. */
        public Builder check(ResponseCheck check) {
            checks.add(requireNonNull(check, "check"));
            return this;
        }

        /** Adds expectations such as {@code p99 < 250ms}. */
        public Builder expect(String... expectations) {
            for (String text : expectations) {
                attempt(() -> requirements.add(PlanSyntax.expectation(text)));
            }
            return this;
        }

        /** Sets all that is expected; what was expected before is forgotten. */
        public Builder requirements(List<Requirement> all) {
            requireNonNull(all, "all");
            requirements.clear();
            requirements.addAll(all);
            return this;
        }

        /** Sets how requests travel. */
        public Builder transport(Transport transport) {
            this.transport = requireNonNull(transport, "transport");
            return this;
        }

        /** Sets whether the engine warms its own code first; on unless given. */
        public Builder priming(boolean priming) {
            this.priming = priming;
            return this;
        }

        /** Allows more than 1,000 requests, 50 connections and 60 s for a public host; not allowed unless given. */
        public Builder allowPublic(boolean allowPublic) {
            this.allowPublic = allowPublic;
            return this;
        }

        /**
         * Returns the plan.
         *
         * @throws IllegalArgumentException naming every mistake, one line each
         */
        public LoadPlan build() {
            List<String> found = new ArrayList<>(mistakes);
            if (!targetGiven) {
                found.add("target is missing: give the URL that the load goes to");
            }
            if (found.isEmpty()) {
                return plan();
            }
            if (!workloadMistaken) {
                addClashes(found);
            }
            throw new IllegalArgumentException(String.join("\n", found));
        }

        /** Adds what is wrong only taken together; asked only if each part of the workload is as it was given. */
        private void addClashes(List<String> found) {
            try {
                CarriedRequirements.check(requirements, workload.build());
            } catch (IllegalArgumentException e) {
                found.add(e.getMessage());
            }
        }

        private LoadPlan plan() {
            Duration connect = connectTimeout != null ? connectTimeout : defaultConnectTimeout(timeout);
            return new LoadPlan(
                    requireNonNull(target),
                    workload.build(),
                    source != null ? source : RequestSource.always(request.build()),
                    warmUp,
                    timeout,
                    connect,
                    grace != null ? grace : timeout,
                    accepted,
                    checks,
                    requirements,
                    transport,
                    priming,
                    allowPublic);
        }

        private static Duration defaultConnectTimeout(Duration timeout) {
            return timeout.compareTo(DEFAULT_CONNECT_TIMEOUT) < 0 ? timeout : DEFAULT_CONNECT_TIMEOUT;
        }

        private Builder attemptWorkload(Runnable setter) {
            int before = mistakes.size();
            attempt(setter);
            workloadMistaken |= mistakes.size() > before;
            return this;
        }

        private Builder attempt(Runnable setter) {
            try {
                setter.run();
            } catch (IllegalArgumentException e) {
                mistakes.add(e.getMessage());
            }
            return this;
        }
    }
}
