// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test cases through JUnit's engine, as a build would, and says how they ended. */
final class Launch {

    private final Map<String, String> parameters = new LinkedHashMap<>();

    /** Makes a launch whose result files go to a directory. */
    Launch(Path output) {
        parameters.put("trueload.output-dir", output.toString());
    }

    Launch with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    EngineExecutionResults run(Class<?>... testCases) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter");
        for (Class<?> each : testCases) {
            kit.selectors(selectClass(each));
        }
        // Not what the build that runs this test is configured by.
        kit.enableImplicitConfigurationParameters(false);
        parameters.forEach(kit::configurationParameter);
        return kit.execute();
    }

    /** Runs one test case and returns what it threw. */
    Throwable failure(Class<?> testCase) {
        return run(testCase).allEvents().finished().stream()
                .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
                .flatMap(result -> result.getThrowable().stream())
                .findFirst()
                .orElseThrow(() -> new AssertionError(testCase + " did not fail"));
    }

    /** Runs one test case and returns why it was skipped. */
    String skipReason(Class<?> testCase) {
        return run(testCase).allEvents().skipped().stream()
                .map(event -> event.getRequiredPayload(String.class))
                .findFirst()
                .orElseThrow(() -> new AssertionError(testCase + " was not skipped"));
    }
}
