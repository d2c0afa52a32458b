// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.PlanSyntax;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Reads a load test from its annotations, and collects everything that is wrong with it. */
final class SpecReader {

    private static final int DEFAULT_CONFIRM = 2;
    private static final int MOST_TIMES = 1_000;

    private final ExtensionContext context;
    private final Method method;
    private final Mistakes mistakes = new Mistakes();
    private Attributes attributes = Attributes.NONE;

    private SpecReader(ExtensionContext context) {
        this.context = context;
        this.method = context.getRequiredTestMethod();
    }

    /**
     * Returns the load test of a context's method.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException with every mistake
     */
    static LoadTestSpec read(ExtensionContext context) {
        return new SpecReader(context).read();
    }

    /** Returns what makes the load of a context's method, before anything else is looked at. */
    static Runner runner(ExtensionContext context) {
        return new SpecReader(context).runner(Configuration.of(context, new Mistakes()));
    }

    private Runner runner(Configuration configuration) {
        return configuration
                .runner()
                .or(() -> merged().constant("runner", Runner.class))
                .orElse(Runner.IN_JVM);
    }

    /** Returns the attributes of the method, and for what it does not give those of the classes around it. */
    private Attributes merged() {
        Attributes all = ofMethod();
        for (Class<?> each : MarkedMember.innermostFirst(context)) {
            for (Class<?> type = each; type != null; type = type.getSuperclass()) {
                all = all.over(AnnotationSupport.findAnnotation(type, LoadDefaults.class)
                        .map(Attributes::of)
                        .orElse(Attributes.NONE));
            }
        }
        return all;
    }

    private LoadTestSpec read() {
        Configuration configuration = Configuration.of(context, mistakes);
        Attributes own = ofMethod();
        attributes = merged();
        Runner runner = runner(configuration);
        if (runner == Runner.CONTAINER && !LoadMaker.hasTestcontainers()) {
            mistakes.add(
                    "a load that is made in a container needs org.testcontainers:testcontainers on the class path of"
                            + " the tests");
        }
        boolean runsItself = takes(LoadRunner.class) && !takes(LoadResult.class);
        if (runsItself && (own.has("expect") || !expectations().isEmpty())) {
            mistakes.add(
                    "expectations of a method that takes a LoadRunner are not judged: assert them on the results that"
                            + " it returns, with assertThat(result).meets(\"p99 < 250ms\")");
        }
        var plan = new PlanReader(attributes, mistakes);
        plan.add(expectations());
        RequestMakers makers = RequestMakers.find(context, attributes, mistakes);
        checkTargets();
        int confirm = times("confirm", 0, DEFAULT_CONFIRM);
        int repetitions = times("repetitions", 1, 1);
        checkAnnotations(own);
        checkUnused(own);
        Optional<BaselineSpec> baseline = baseline(configuration, runsItself);
        TestName name = TestName.of(context, invocations(repetitions));
        LoadPlan built = plan.build(configuration.scale());
        if (built != null) {
            checkTimeout(configuration.scale().apply(built));
        }
        mistakes.report(name);
        return new LoadTestSpec(
                name,
                configuration,
                requireNonNull(built),
                attributes.text("path").orElse(""),
                attributes.text("url"),
                makers,
                confirm,
                repetitions,
                runner,
                runsItself,
                baseline);
    }

    private Optional<BaselineSpec> baseline(Configuration configuration, boolean runsItself) {
        Optional<Baseline> given = AnnotationSupport.findAnnotation(method, Baseline.class);
        if (given.isPresent() && runsItself) {
            mistakes.add(
                    "@Baseline makes the runs of its test: a method that takes a LoadRunner asserts on its own runs,"
                            + " with assertThat(results).isNotSlowerThan(baseline)");
        }
        return given.map(annotation -> BaselineSpec.of(annotation, configuration, mistakes));
    }

    private Attributes ofMethod() {
        return AnnotationSupport.findAnnotation(method, LoadTest.class)
                .map(Attributes::of)
                .or(() -> AnnotationSupport.findAnnotation(method, LoadProfile.class)
                        .map(Attributes::of))
                .orElse(Attributes.NONE);
    }

    private List<Expect> expectations() {
        return AnnotationSupport.findRepeatableAnnotations(method, Expect.class);
    }

    private int times(String name, int least, int unlessGiven) {
        long given = attributes.number(name).orElse((long) unlessGiven);
        if (given < least || given > MOST_TIMES) {
            mistakes.add(name + " must be between " + least + " and " + MOST_TIMES + ": " + given);
            return unlessGiven;
        }
        return (int) given;
    }

    private void checkTargets() {
        MarkedMember.of(context, LoadTarget.class).forEach(ofClass -> {
            if (ofClass.size() > 1) {
                mistakes.add("a class has one @LoadTarget, but there are " + ofClass);
            }
            for (MarkedMember target : ofClass) {
                String objection = TargetValue.objection(target.type());
                if (objection != null) {
                    mistakes.add("@LoadTarget " + target + " " + objection);
                }
                if (target.parameters() > 0) {
                    mistakes.add("@LoadTarget " + target + " must not have parameters");
                }
            }
        });
    }

    /** Refuses what would have no effect, since whoever wrote it believes that it has one. */
    private void checkUnused(Attributes own) {
        List<String> described = Stream.of("method", "path", "headers", "body")
                .filter(attributes::has)
                .toList();
        if (attributes.has("source") && !described.isEmpty()) {
            mistakes.add(
                    "source makes the whole requests: give " + String.join(", ", described) + " there, or no source");
        }
        if (own.has("arrivals") && !attributes.has("rate") && !attributes.has("stages")) {
            mistakes.add("arrivals need a rate or stages");
        }
    }

    private void checkAnnotations(Attributes own) {
        boolean isLoadTest = AnnotationSupport.isAnnotated(method, LoadTest.class);
        boolean isProfile = AnnotationSupport.isAnnotated(method, LoadProfile.class);
        if (isLoadTest && isProfile) {
            mistakes.add(
                    "@LoadTest and @LoadProfile exclude each other: @LoadProfile is for methods that are tests already");
        } else if (isLoadTest && isTestBesides()) {
            mistakes.add(
                    "@LoadTest makes the method a test by itself: remove the other test annotation, or use @LoadProfile");
        }
        if (isProfile && own.number("repetitions").orElse(1L) != 1) {
            mistakes.add("repetitions are for @LoadTest: use @RepeatedTest with @LoadProfile");
        }
    }

    private boolean isTestBesides() {
        return AnnotationSupport.isAnnotated(method, Test.class)
                || AnnotationSupport.isAnnotated(method, RepeatedTest.class)
                || Arrays.stream(method.getAnnotations())
                        .anyMatch(each ->
                                each.annotationType().getName().equals("org.junit.jupiter.params.ParameterizedTest"));
    }

    private void checkTimeout(LoadPlan built) {
        Optional<Timeout> timeout = AnnotationSupport.findAnnotation(method, Timeout.class);
        for (Class<?> each : MarkedMember.innermostFirst(context)) {
            timeout = timeout.or(() -> AnnotationSupport.findAnnotation(each, Timeout.class));
        }
        Duration sending = built.sending();
        timeout.map(limit -> Duration.of(limit.value(), limit.unit().toChronoUnit()))
                .filter(limit -> limit.compareTo(sending) < 0)
                .ifPresent(limit -> mistakes.add("@Timeout of " + PlanSyntax.format(limit)
                        + " is shorter than the plan, which sends for " + PlanSyntax.format(sending)
                        + "; make it longer or the plan shorter"));
    }

    private boolean takes(Class<?> type) {
        return Arrays.asList(method.getParameterTypes()).contains(type);
    }

    /** Returns how many invocations the method may have; of other templates that is not known. */
    private int invocations(int repetitions) {
        return AnnotationSupport.isAnnotated(method, LoadTest.class) ? repetitions : Integer.MAX_VALUE;
    }
}
