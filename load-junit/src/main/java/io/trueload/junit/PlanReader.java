// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.Arrivals;
import io.trueload.engine.Header;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.Rate;
import io.trueload.engine.SecretText;
import io.trueload.engine.Stage;
import io.trueload.engine.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a plan of the attributes of annotations, and collects what is wrong with them. Not thread-safe. */
final class PlanReader {

    /** Stands for the target, which is not known before the test begins. */
    private static final URI PLACEHOLDER = URI.create("http://target.invalid");

    /*
     * What takes the place of a part of the workload that could not be read: so much that nothing else can clash with it,
     * since a complaint about a value that nobody wrote would only confuse.
     */
    private static final Duration LONG = Duration.ofDays(1);
    private static final Rate FAST = Rate.perSecond(1_000_000);

    private final Attributes attributes;
    private final Mistakes mistakes;
    private final LoadPlan.Builder plan = LoadPlan.builder();

    PlanReader(Attributes attributes, Mistakes mistakes) {
        this.attributes = attributes;
        this.mistakes = mistakes;
    }

    /** Reads all attributes that are of the plan, and adds further expectations. */
    void add(List<Expect> expectations) {
        addRequest();
        addWorkload();
        addTime("warmUp", plan::warmUp);
        addTime("timeout", plan::timeout);
        addTime("connectTimeout", plan::connectTimeout);
        attributes.text("ok").ifPresent(plan::accept);
        attributes.texts("expect").forEach(plan::expect);
        expectations.forEach(expectation -> plan.expect(expectation.value()));
        if (attributes.has("http2") || attributes.has("streams")) {
            attempt("streams", () -> plan.transport(transport()));
        }
    }

    /** Returns the plan, or null if it cannot be built or scaled; why is then among the mistakes. */
    @Nullable
    LoadPlan build(Scale scale) {
        LoadPlan whole;
        try {
            whole = plan.build();
        } catch (IllegalArgumentException e) {
            mistakes.add(String.valueOf(e.getMessage()));
            return null;
        }
        try {
            scale.apply(whole);
            return whole;
        } catch (IllegalArgumentException e) {
            mistakes.add("scaled by trueload.duration.scale=" + scale.duration() + " and trueload.rate.scale="
                    + scale.rate() + ": " + e.getMessage());
            return null;
        }
    }

    private void addRequest() {
        plan.target(PLACEHOLDER);
        attributes
                .text("path")
                .ifPresent(path -> attempt("path", () -> plan.target(TargetValue.join(PLACEHOLDER, path))));
        attributes
                .text("url")
                .ifPresent(url ->
                        attempt("url", () -> LoadPlan.builder().target(url).build()));
        attributes.text("method").ifPresent(plan::method);
        attributes.texts("headers").forEach(header -> attempt("headers", () -> plan.header(Header.parse(header))));
        attributes.text("body").ifPresent(body -> attempt("body", () -> plan.body(SecretText.of(body))));
    }

    private void addWorkload() {
        attributes.number("requests").ifPresent(plan::requests);
        attributes.number("concurrency").ifPresent(number -> plan.concurrency(number.intValue()));
        attributes
                .text("duration")
                .ifPresent(text -> set("duration", text, PlanSyntax::duration, plan::duration, LONG));
        attributes.text("rate").ifPresent(text -> set("rate", text, PlanSyntax::rate, plan::rate, FAST));
        attributes.constant("arrivals", Arrivals.class).ifPresent(plan::arrivals);
        Stage instead = Stage.hold(FAST, LONG);
        attributes.texts("stages").forEach(text -> set("stages", text, PlanSyntax::stage, plan::stage, instead));
        attributes.number("seed").ifPresent(plan::seed);
    }

    private Transport transport() {
        Transport usual = Transport.DEFAULT;
        int streams = attributes.number("streams").map(Long::intValue).orElse(1);
        return new Transport(
                attributes.has("http2"),
                streams,
                usual.keepAlive(),
                usual.redirects(),
                usual.proxy(),
                usual.tls(),
                usual.ioThreads());
    }

    private void addTime(String name, Consumer<Duration> setter) {
        attributes.text(name).ifPresent(text -> set(name, text, PlanSyntax::duration, setter, null));
    }

    private <T> void set(
            String name, String text, Function<String, T> parser, Consumer<T> setter, @Nullable T insteadOfAMistake) {
        T read = mistakes.attempt(name, () -> parser.apply(text));
        T value = read == null ? insteadOfAMistake : read;
        if (value != null) {
            setter.accept(value);
        }
    }

    private void attempt(String name, Runnable setting) {
        mistakes.attempt(name, () -> {
            setting.run();
            return true;
        });
    }
}
