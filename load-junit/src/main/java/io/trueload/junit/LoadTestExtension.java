// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Verdict.Kind;
import io.trueload.junit.LoadTargets.Targeted;
import io.trueload.junit.testcontainers.ContainerTarget;
import io.trueload.report.PlanSummary;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Runs the load of {@link LoadTest} and {@link LoadProfile}; they register it, so it is named only to give it a target:
 *
 * <pre>{@code
 * @RegisterExtension
 * LoadTestExtension load = LoadTestExtension.builder().target(() -> "http://localhost:" + port).build();
 * }</pre>
 *
 * <p>Registered with {@code @ExtendWith} it gives a {@link LoadRunner} to plain {@code @Test} methods; these have no tag and
 * no lock, so where tests run in parallel, {@link LoadProfile} belongs on them. Other tests of the class are none of its
 * business.
 *
 * @since 0.1.0
 */
public final class LoadTestExtension
        implements ExecutionCondition,
                TestTemplateInvocationContextProvider,
                BeforeEachCallback,
                BeforeTestExecutionCallback,
                TestExecutionExceptionHandler,
                AfterTestExecutionCallback,
                ParameterResolver {

    /*
     * The load runs in beforeTestExecution: after every @BeforeEach, so that containers, ports and data are there; and
     * where no other extension can skip it, as an interceptor can be. Its result can then be a parameter of the method.
     * What the annotations expect is judged in afterTestExecution, so that a test that asserts more in its method reports
     * both. A run that says nothing ends the test before its method, whose assertions would take the numbers for true.
     */

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(LoadTestExtension.class);

    /** A class of 5.14 that is called; without it, an older version would end in an error that explains nothing. */
    private static final boolean JUNIT_IS_NEW_ENOUGH = ReflectionSupport.tryToLoadClass(
                    "org.junit.jupiter.api.MediaType", LoadTestExtension.class.getClassLoader())
            .toOptional()
            .isPresent();

    private static final String ONLY_REPORTED = "only reported: ";

    private final @Nullable Supplier<?> target;
    private final Function<LoadPlan, LoadResult> engine;

    /** Makes an extension without a target of its own. */
    public LoadTestExtension() {
        this(null, WatchedRun::of);
    }

    /** Makes an extension that has its runs carried out by something else than the engine. */
    LoadTestExtension(@Nullable Supplier<?> target, Function<LoadPlan, LoadResult> engine) {
        this.target = target;
        this.engine = engine;
    }

    /** Returns a builder of an extension with a target. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!isLoadTest(context)) {
            return ConditionEvaluationResult.enabled("not a load test");
        }
        if (!JUNIT_IS_NEW_ENOUGH) {
            throw new ExtensionConfigurationException(
                    "load tests need JUnit 5.14 or newer: import a newer junit-bom, or with"
                            + " a Spring Boot parent set the property junit-jupiter.version");
        }
        // What is wrong with the parameters is told with everything else, later.
        if (!Configuration.of(context, new Mistakes()).enabled()) {
            return ConditionEvaluationResult.disabled("load tests are disabled by trueload.enabled=false");
        }
        return SpecReader.runner(context) == Runner.CONTAINER && !LoadMaker.hasContainers()
                ? ConditionEvaluationResult.disabled(
                        "the load is to be made in a container, but no container engine answers")
                : ConditionEvaluationResult.enabled("load tests are enabled");
    }

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), LoadTest.class) && isFirst(context);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        LoadTestSpec spec = SpecReader.read(context);
        int all = spec.repetitions();
        String summary = PlanSummary.workload(spec.configuration().scale().apply(spec.plan()));
        return IntStream.rangeClosed(1, all)
                .mapToObj(each -> all == 1 ? summary : summary + ", repetition " + each + " of " + all)
                .map(Invocation::new);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!isLoadTest(context)) {
            return;
        }
        if (target != null) {
            // The first that was configured counts; JUnit may keep another instance beside it.
            store(context).getOrComputeIfAbsent(Supplier.class, key -> target);
        }
        if (isFirst(context)) {
            LoadTestSpec spec = SpecReader.read(context);
            store(context).put(LoadTestSpec.class, spec);
            store(context).put(Runs.class, new Runs(spec, context, LoadMaker.of(spec.runner(), engine)));
        }
    }

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        if (!isLoadTest(context) || !isFirst(context)) {
            return;
        }
        LoadTestSpec spec = spec(context);
        if (spec.runsItself() || !isAnnotated(context)) {
            return;
        }
        Targeted targeted = targeted(context);
        LoadPlan plan = spec.configuration().scale().apply(targeted.plan());
        ContainerTarget container = targeted.container();
        Runs runs = runs(context);
        BaselineCheck check = baseline(context, plan);
        Decision decision = Decision.of(runs.run(plan, container), spec.confirm(), () -> runs.run(plan, container));
        store(context).put(Decision.class, decision);
        boolean interrupted = Thread.currentThread().isInterrupted();
        String early = interrupted ? "the test was interrupted" : "the run was stopped at its deadline";
        // Made now, before the method makes runs of its own that would count as repeats.
        store(context).put(FailureMessage.class, new FailureMessage(spec.name(), decision, runs.reports(), early));
        if (decision.isInterrupted() || decision.kind() == Kind.INVALID || decision.kind() == Kind.INCONCLUSIVE) {
            end(context, spec.configuration().invalidFails() && !interrupted);
        }
        if (check != null && decision.kind() == Kind.PASS) {
            check.complete(decision.runs(), () -> runs.run(plan, container));
            runs.tell(check.report());
            store(context).put(BaselineCheck.class, check);
        }
    }

    /** Returns the comparison with a baseline that the test asks for; a scaled plan is another one. */
    private static @Nullable BaselineCheck baseline(ExtensionContext context, LoadPlan plan) {
        LoadTestSpec spec = spec(context);
        if (spec.baseline().isEmpty()) {
            return null;
        }
        if (!spec.configuration().scale().isNone()) {
            runs(context)
                    .tell("Load test " + spec.name().simple()
                            + " is not compared with its baseline: the plan is scaled\n");
            return null;
        }
        return BaselineCheck.of(spec.baseline().get(), spec.name(), plan);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        if (thrown instanceof AssertionError
                && isLoadTest(context)
                && spec(context).configuration().reportOnly()) {
            throw new TestAbortedException(
                    ONLY_REPORTED + String.valueOf(thrown.getMessage() == null ? thrown : thrown.getMessage()), thrown);
        }
        throw thrown;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (!isLoadTest(context) || !isFirst(context)) {
            return;
        }
        Decision decision = store(context).get(Decision.class, Decision.class);
        // Called even if the test was ended before its method.
        if (decision != null && decision.kind() == Kind.FAIL && !decision.isInterrupted()) {
            end(context, true);
        }
        BaselineCheck check = store(context).get(BaselineCheck.class, BaselineCheck.class);
        if (check != null && check.kind() != Kind.PASS) {
            boolean interrupted = Thread.currentThread().isInterrupted();
            boolean fails =
                    check.kind() == Kind.FAIL || spec(context).configuration().invalidFails() && !interrupted;
            end(context, fails, check.text(), check.expected(), check.actual());
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return (type == LoadResult.class || type == LoadRunner.class) && isFirst(context);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (store(context).get(LoadTestSpec.class) == null) {
            throw new ParameterResolutionException(
                    parameter.getParameter().getType().getSimpleName()
                            + " is for the methods of a load test: there is none here");
        }
        if (parameter.getParameter().getType() == LoadRunner.class) {
            return new RunsByHand(context);
        }
        Decision decision = store(context).get(Decision.class, Decision.class);
        if (decision == null) {
            throw new ParameterResolutionException(
                    "there is no LoadResult before the run has ended: take it in the test method or in @AfterEach, and"
                            + " annotate the method with @LoadTest or @LoadProfile");
        }
        return decision.result();
    }

    private static void end(ExtensionContext context, boolean fails) {
        FailureMessage message = requireNonNull(store(context).get(FailureMessage.class, FailureMessage.class));
        end(context, fails, message.text(), message.expected(), message.actual());
    }

    private static void end(ExtensionContext context, boolean fails, String text, String expected, String actual) {
        if (fails && !spec(context).configuration().reportOnly()) {
            throw new AssertionFailedError(text, expected, actual);
        }
        throw new TestAbortedException(fails ? ONLY_REPORTED + text : text);
    }

    private static Targeted targeted(ExtensionContext context) {
        return LoadTargets.complete(spec(context), context, store(context).get(Supplier.class, Supplier.class));
    }

    private static LoadTestSpec spec(ExtensionContext context) {
        return requireNonNull(store(context).get(LoadTestSpec.class, LoadTestSpec.class));
    }

    private static Runs runs(ExtensionContext context) {
        return requireNonNull(store(context).get(Runs.class, Runs.class));
    }

    /** Returns whether this instance acts for a test; JUnit may have registered two. */
    private boolean isFirst(ExtensionContext context) {
        return store(context).getOrComputeIfAbsent(context.getUniqueId(), key -> this) == this;
    }

    private static boolean isLoadTest(ExtensionContext context) {
        return isAnnotated(context)
                || context.getTestMethod().stream()
                        .flatMap(method -> Arrays.stream(method.getParameterTypes()))
                        .anyMatch(type -> type == LoadResult.class || type == LoadRunner.class);
    }

    private static boolean isAnnotated(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), LoadTest.class)
                || AnnotationSupport.isAnnotated(context.getTestMethod(), LoadProfile.class);
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /**
     * Makes an extension that knows where the load goes.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private @Nullable Supplier<?> target;

        private Builder() {}

        /**
         * Sets what is asked for the target when the load is about to begin: it supplies a {@code URI}, a {@code String}
         * with a URL, an {@code Integer} with a port of localhost, or a running container.
         */
        public Builder target(Supplier<?> target) {
            this.target = requireNonNull(target, "target");
            return this;
        }

        /**
         * Returns the extension.
         *
         * @throws IllegalStateException if no target was given
         */
        public LoadTestExtension build() {
            if (target == null) {
                throw new IllegalStateException(
                        "target is missing: call target(…); without one, no extension need be registered");
            }
            return new LoadTestExtension(target, WatchedRun::of);
        }
    }

    /** One invocation of a load test. */
    private record Invocation(String displayName) implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return displayName;
        }
    }

    /** Makes runs for one test. */
    private record RunsByHand(ExtensionContext context) implements LoadRunner {

        @Override
        public LoadPlan plan() {
            Targeted targeted = targeted(context);
            store(context).put(Targeted.class, targeted);
            return targeted.plan();
        }

        @Override
        public LoadResult run(LoadPlan plan) {
            LoadPlan scaled = spec(context).configuration().scale().apply(plan);
            return runs(context).run(scaled, container(plan));
        }

        /** Returns the container that a plan goes to, if it was made from the one that was given out. */
        private @Nullable ContainerTarget container(LoadPlan plan) {
            Targeted given = store(context).get(Targeted.class, Targeted.class);
            boolean same = given != null
                    && plan.target()
                            .getRawAuthority()
                            .equals(given.plan().target().getRawAuthority());
            return same ? given.container() : null;
        }
    }
}
