// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.junit.testcontainers.ContainerRuns;
import io.trueload.junit.testcontainers.ContainerTarget;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.ReflectionSupport;

/** Carries out the runs of a test, where its {@link Runner} says. */
@FunctionalInterface
interface LoadMaker {

    /**
     * Carries out a plan.
     *
     * @param container what the load goes to, if that is known to be a container
     */
    LoadResult run(LoadPlan plan, @Nullable ContainerTarget container);

    /** Returns what carries out runs, given the engine of this JVM. */
    static LoadMaker of(Runner runner, Function<LoadPlan, LoadResult> engine) {
        return switch (runner) {
            case IN_JVM ->
                (plan, container) ->
                        container == null ? engine.apply(plan) : ContainerRuns.watched(plan, container, engine);
            case CONTAINER -> ContainerRuns::inContainer;
        };
    }

    /** Returns whether containers can be started, or must be: where an engine is required, its absence is an error. */
    static boolean hasContainers() {
        return "true".equals(System.getenv("TRUELOAD_REQUIRE_DOCKER"))
                || !hasTestcontainers()
                || ContainerRuns.isPossible();
    }

    /** Returns whether Testcontainers are there; without them there is nothing to skip, but something to say. */
    static boolean hasTestcontainers() {
        return ReflectionSupport.tryToLoadClass(
                        "org.testcontainers.containers.GenericContainer", LoadMaker.class.getClassLoader())
                .toOptional()
                .isPresent();
    }
}
