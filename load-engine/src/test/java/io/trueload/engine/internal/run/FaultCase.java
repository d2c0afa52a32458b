// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.testkit.Behavior;
import io.trueload.testkit.TestServer;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One way for a server to be broken, and what a run against it must come to. */
final class FaultCase {

    /** The deadline of a run, from which no time-out may differ. */
    static final Duration DEADLINE = Duration.ofMillis(500);

    static final Duration CONNECT_TIMEOUT = Duration.ofMillis(300);

    /** Both, where it is not time that ends the requests: a busy machine should not be mistaken for a broken server. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** From the intended start to the end that a server makes at once: 20 ms on a machine of one's own, ten times that here. */
    private static final Duration PROMPTLY = Duration.ofMillis(200);

    private final String name;
    private final Supplier<FaultTarget> server;
    private final Outcome outcome;
    private final String message;
    private Consumer<LoadPlan.Builder> plan = builder -> {};
    private BiConsumer<LoadResult, FaultTarget> more = (result, target) -> {};
    private int requests = 40;
    private int concurrency = 10;
    private long hitsPerRequest = 1;
    private Duration usually = PROMPTLY;

    /**
     * Makes a case in which all requests end alike and each reaches the server once.
     *
     * @param message a pattern for what each request that is an error says; empty for none
     */
    FaultCase(String name, Supplier<FaultTarget> server, Outcome outcome, String message) {
        this.name = name;
        this.server = server;
        this.outcome = outcome;
        this.message = message;
    }

    static FaultCase of(String name, Behavior behavior, Outcome outcome, String message) {
        return new FaultCase(name, () -> FaultTarget.of(TestServer.start(behavior)), outcome, message);
    }

    /** Sends this many requests, all at once. */
    FaultCase atOnce(int count) {
        requests = count;
        concurrency = count;
        return this;
    }

    FaultCase hitsPerRequest(long count) {
        hitsPerRequest = count;
        return this;
    }

    /** Says how long most requests take at most, where the server does not end them at once. */
    FaultCase usually(Duration longest) {
        usually = longest;
        return this;
    }

    /** Changes the plan. */
    FaultCase plan(Consumer<LoadPlan.Builder> change) {
        plan = change;
        return this;
    }

    /** Looks at more of the result. */
    FaultCase and(BiConsumer<LoadResult, FaultTarget> check) {
        more = check;
        return this;
    }

    FaultTarget start() {
        return server.get();
    }

    LoadPlan planFor(FaultTarget target) {
        LoadPlan.Builder builder = LoadPlan.builder()
                .target(target.uri())
                .requests(requests)
                .concurrency(concurrency)
                .timeout(endsByTime() ? DEADLINE : PATIENCE)
                .connectTimeout(endsByTime() ? CONNECT_TIMEOUT : PATIENCE)
                // Longer than the deadline: the end of the grace looks out for it, too, and would hide that nobody else
                // does.
                .grace(PATIENCE)
                .priming(false);
        plan.accept(builder);
        return builder.build();
    }

    private boolean endsByTime() {
        return outcome == Outcome.TIMED_OUT || message.startsWith("no connection within");
    }

    Duration usually() {
        return endsByTime() ? DEADLINE.plus(PROMPTLY) : usually;
    }

    Outcome outcome() {
        return outcome;
    }

    String message() {
        return message;
    }

    long requests() {
        return requests;
    }

    long hits() {
        return requests * hitsPerRequest;
    }

    void checkMore(LoadResult result, FaultTarget target) {
        more.accept(result, target);
    }

    @Override
    public String toString() {
        return name;
    }
}
