// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.trueload.engine.LoadResult;
import java.util.List;
import org.assertj.core.api.junit.jupiter.InjectSoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.assertj.core.error.AssertJMultipleFailuresError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** AssertJ's extension for JUnit gives soft assertions to a test, and reports them at its end. */
class InjectedSoftAssertionsTest {

    @Test
    void passes_when_all_claims_hold() {
        assertThat(failures(HoldingTestCases.class)).isEmpty();
    }

    @Test
    void fails_when_claims_do_not_hold_and_reports_all() {
        assertThat(failures(MissedTestCases.class))
                .singleElement()
                .satisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                AssertJMultipleFailuresError.class,
                                several -> assertThat(several.getFailures()).hasSize(2)));
    }

    private static List<Throwable> failures(Class<?> testCases) {
        var tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testCases))
                .enableImplicitConfigurationParameters(false)
                .execute()
                .testEvents();
        tests.assertStatistics(statistics -> statistics.finished(1));
        return tests.finished().stream()
                .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }

    @ExtendWith(SoftAssertionsExtension.class)
    static class HoldingTestCases {

        @InjectSoftAssertions
        private LoadSoftAssertions softly = new LoadSoftAssertions();

        @Test
        void claims() {
            softly.assertThat(Results.open().result()).hasNoErrors();
        }
    }

    @ExtendWith(SoftAssertionsExtension.class)
    static class MissedTestCases {

        private final LoadResult result = Results.open().result();

        @Test
        void claims(LoadSoftAssertions softly) {
            softly.assertThat(result)
                    .responseTime()
                    .p99()
                    .isLessThan(ofMillis(250))
                    .returnToResult()
                    .hasSent(1);
        }
    }
}
