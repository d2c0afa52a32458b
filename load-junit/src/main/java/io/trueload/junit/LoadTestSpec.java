// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.Stage;
import io.trueload.engine.Workload;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A load test as its annotations and the configuration describe it, checked; only the target is not known yet.
 *
 * @param plan with a target that stands for the one to come
 * @param path follows that of the target
 * @param url the target that the annotations give
 * @param makers of requests and checks
 * @param confirm how often a run that missed an expectation is repeated
 * @param repetitions how often the test is run
 * @param runner what makes the load
 * @param runsItself whether the method makes its runs through a {@link LoadRunner}
 */
record LoadTestSpec(
        TestName name,
        Configuration configuration,
        LoadPlan plan,
        String path,
        Optional<String> url,
        RequestMakers makers,
        int confirm,
        int repetitions,
        Runner runner,
        boolean runsItself) {

    /** Returns the workload in a few words: {@code 2000 requests over 20 connections} or {@code 200/s for 30s}. */
    static String summary(LoadPlan plan) {
        Workload workload = plan.workload();
        if (workload instanceof Workload.Closed closed) {
            String over = " over " + count(closed.concurrency(), "connection");
            return closed.requests() == Workload.UNLIMITED
                    ? PlanSyntax.format(closed.duration()) + over
                    : count(closed.requests(), "request") + over;
        }
        if (workload instanceof Workload.Open open) {
            return open.stages().stream().map(LoadTestSpec::stage).collect(Collectors.joining(", "));
        }
        throw new AssertionError(workload);
    }

    private static String stage(Stage stage) {
        String length = " for " + PlanSyntax.format(stage.duration());
        return stage instanceof Stage.Ramp ramp
                ? ramp.from() + " to " + ramp.to() + length
                : stage.startRate() + length;
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
