// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;

/**
 * Carries out plans made in code, as a parameter of a test method.
 *
 * <p>Each run is the only load test on the machine, has a deadline, prints its summary and writes its files, as that of a {@link
 * LoadTest} does; its result is returned, whatever it is, and nothing is judged or repeated. If the test's thread is
 * interrupted, by {@code @Timeout} for instance, the run ends early, what was measured is returned, and the thread's
 * interrupt status stays set. Not thread-safe.
 *
 * @since 0.1.0
 */
public interface LoadRunner {

    /**
     * Returns the plan of the test's annotations, with the test's target; the defaults where nothing is given. {@link
     * LoadPlan#toBuilder()} varies it. Its expectations, which {@link LoadDefaults} may have given, are not judged.
     *
     * @throws org.junit.jupiter.api.extension.ExtensionConfigurationException if the test has no target
     */
    LoadPlan plan();

    /**
     * Carries out a plan, scaled as the configuration says.
     *
     * @throws io.trueload.engine.LoadRunException if the run cannot begin, or its source of requests threw
     */
    LoadResult run(LoadPlan plan);

    /** Carries out {@link #plan()}. */
    default LoadResult run() {
        return run(plan());
    }
}
