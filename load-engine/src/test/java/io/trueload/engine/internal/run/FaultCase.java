// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.Rate;
import io.trueload.testkit.Behavior;
import io.trueload.testkit.TestServer;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One way for a server to be broken, and what a run against it must come to. */
final class FaultCase {

    /**
     * Whether each row has 200 requests on a schedule and two seconds until a deadline; with fewer of them, sent as soon as the
     * last was answered, and half a second all rows together take a minute or two of each build and not ten.
     */
    static final boolean LONG = Boolean.getBoolean("trueload.long-faults");

    /** The deadline of a run, from which no time-out may differ. */
    static final Duration DEADLINE = Duration.ofMillis(LONG ? 2000 : 500);

    static final Duration CONNECT_TIMEOUT = Duration.ofMillis(LONG ? 1000 : 300);

    /** What a request says whose answer did not come until the deadline. */
    static final String NO_ANSWER = "timed out after " + PlanSyntax.format(DEADLINE) + " waiting for the answer";

    /** What a request says whose connection was not opened in time. */
    static final String NO_CONNECTION = "no connection within " + PlanSyntax.format(CONNECT_TIMEOUT);

    private static final int REQUESTS = LONG ? 200 : 40;
    private static final int PER_SECOND = 100;

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
    private int requests = REQUESTS;
    private int concurrency = 10;
    private boolean scheduled = LONG;
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
        return asAnswered();
    }

    /**
     * Sends as soon as the last request has ended, however long the run: where connections are counted, of which a schedule opens
     * some before there is a request, or where a request is more than a schedule should pile up.
     */
    FaultCase asAnswered() {
        scheduled = false;
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

    boolean isScheduled() {
        return scheduled;
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
                .concurrency(concurrency)
                .timeout(endsByTime() ? DEADLINE : PATIENCE)
                .connectTimeout(endsByTime() ? CONNECT_TIMEOUT : PATIENCE)
                // Longer than the deadline: the end of the grace looks out for it, too, and would hide that nobody else
                // does.
                .grace(PATIENCE)
                .priming(false);
        if (scheduled) {
            builder.rate(Rate.perSecond(PER_SECOND)).duration(Duration.ofSeconds(requests / PER_SECOND));
        } else {
            builder.requests(requests);
        }
        plan.accept(builder);
        return builder.build();
    }

    private boolean endsByTime() {
        return outcome == Outcome.TIMED_OUT || message.equals(NO_CONNECTION);
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
