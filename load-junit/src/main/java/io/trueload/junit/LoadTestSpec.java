// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadPlan;
import java.util.Optional;

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
 * @param baseline what the runs are compared with
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
        boolean runsItself,
        Optional<BaselineSpec> baseline) {}
