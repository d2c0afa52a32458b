// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * Runs that have to do with containers, for the extension; tests use {@link LoadTesterContainer}.
 *
 * @since 0.1.0
 */
public final class ContainerRuns {

    private ContainerRuns() {}

    /** Returns whether a container engine answers. */
    public static boolean isPossible() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** Carries out a plan by an engine in this JVM, and watches the target's container meanwhile. */
    public static LoadResult watched(LoadPlan plan, ContainerTarget target, Function<LoadPlan, LoadResult> engine) {
        try (TargetWatch watch = Uninterrupted.call(() -> TargetWatch.begin(target.container()))) {
            LoadResult result = engine.apply(plan);
            return result.observing(Uninterrupted.call(watch::end));
        }
    }

    /** Carries out a plan by a load tester in a container. */
    public static LoadResult inContainer(LoadPlan plan, @Nullable ContainerTarget target) {
        try (LoadTesterContainer tester = new LoadTesterContainer()) {
            if (target != null) {
                tester.withTarget(target);
            }
            return tester.withPlan(plan).run();
        }
    }
}
