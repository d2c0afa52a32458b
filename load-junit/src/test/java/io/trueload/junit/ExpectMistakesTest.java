// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which an expectation can be none is told before anything starts. */
class ExpectMistakesTest {

    @TempDir
    private Path output;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(Empty.class, "expected a metric"),
                arguments(NoMetric.class, "expected a metric"),
                arguments(NoOperator.class, "expected <, <=, >, >= or ="),
                arguments(NoUnit.class, "expected a time with its unit"),
                arguments(Negative.class, "a time must not be negative"),
                arguments(P100.class, "expected a metric"),
                arguments(P0.class, "a percentile must be more than 0"),
                arguments(NoTime.class, "only a time can be a service time"),
                arguments(NoPercent.class, "expected a percentage"),
                arguments(TooMuch.class, "an error rate is at most 100%"),
                arguments(NoRate.class, "expected a positive rate with its unit"),
                arguments(NoNumber.class, "expected a number"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void wrongExpectation_isToldWithWhatWasExpected(Class<?> testCase, String problem) {
        assertThat(new Launch(output).failure(testCase))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("ExpectMistakesTest." + testCase.getSimpleName()
                        + ".load cannot run:\n  - not an expectation: " + problem)
                .hasMessageEndingWith(
                        "\n      write [service|steady] METRIC OP VALUE, such as 'p99 < 250ms', 'error rate = 0%' or"
                                + " 'rate >= 199/s'");
    }

    static class Empty {

        @LoadTest
        @Expect("")
        void load() {}
    }

    static class NoMetric {

        @LoadTest
        @Expect("latency < 1s")
        void load() {}
    }

    static class NoOperator {

        @LoadTest
        @Expect("p99 250ms")
        void load() {}
    }

    static class NoUnit {

        @LoadTest
        @Expect("p99 < 250")
        void load() {}
    }

    static class Negative {

        @LoadTest
        @Expect("p99 < -1s")
        void load() {}
    }

    static class P100 {

        @LoadTest
        @Expect("p100 < 1s")
        void load() {}
    }

    static class P0 {

        @LoadTest
        @Expect("p0 < 1s")
        void load() {}
    }

    static class NoTime {

        @LoadTest
        @Expect("service errors = 0")
        void load() {}
    }

    static class NoPercent {

        @LoadTest
        @Expect("error rate < 0.1")
        void load() {}
    }

    static class TooMuch {

        @LoadTest
        @Expect("error rate < 101%")
        void load() {}
    }

    static class NoRate {

        @LoadTest
        @Expect("rate >= 200")
        void load() {}
    }

    static class NoNumber {

        @LoadTest
        @Expect("requests = many")
        void load() {}
    }
}
