// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A mistake in each attribute is told with its value and its rule, before anything starts. */
class AttributeMistakesTest {

    /** Attributes for which every value that compiles is right. */
    private static final Set<String> NEVER_WRONG = Set.of("arrivals", "body", "http2", "runner", "seed");

    @TempDir
    private Path output;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(WrongRequests.class, "requests must be at least 1: 0"),
                arguments(WrongConcurrency.class, "concurrency must be at least 1: -1"),
                arguments(
                        WrongDuration.class,
                        "duration: not a duration: 'soon'; write a number and a unit, such as 250ms, 30s or 1m30s"),
                arguments(
                        WrongRate.class, "rate: not a rate: '200'; write requests and a unit, such as 200/s or 90/min"),
                arguments(
                        WrongStages.class,
                        "stages: not a stage: 'hold 10'; write 'hold 200/s 10s' or 'ramp 10/s to 500/s 30s'"),
                arguments(WrongWarmUp.class, "warmUp must not be negative: -5s"),
                arguments(WrongTimeout.class, "timeout must be longer than zero: 0s"),
                arguments(
                        WrongConnectTimeout.class,
                        "connectTimeout: not a duration: 'x'; write a number and a unit, such as 250ms, 30s or 1m30s"),
                arguments(WrongMethod.class, "method must be a token such as GET: G T"),
                arguments(WrongUrl.class, "url: target must begin with http:// or https://: ftp://x"),
                arguments(
                        WrongPath.class,
                        "path must begin with / and hold visible ASCII characters only; percent-encode the others: items"),
                arguments(
                        WrongHeaders.class,
                        "headers: header must be written as 'Name: value', with a name and a colon"),
                arguments(WrongStreams.class, "streams need HTTP/2: 4 streams with HTTP/1.1"),
                arguments(
                        WrongOk.class,
                        "not a set of status codes: 'fine'; write it like 2xx,3xx or 200,404 or 200-299"),
                arguments(
                        WrongExpect.class,
                        "not an expectation: expected a time with its unit, such as 250ms or 1.5s\n      p99 < 250\n            ^\n      write [service|steady] METRIC OP VALUE, such as 'p99 < 250ms', 'error rate = 0%' or 'rate >= 199/s'"),
                arguments(WrongSource.class, "source: there is no @LoadRequests method 'orders'"),
                arguments(WrongCheck.class, "check: there is no @LoadCheck method 'total'"),
                arguments(WrongConfirm.class, "confirm must be between 0 and 1000: -1"),
                arguments(WrongRepetitions.class, "repetitions must be between 1 and 1000: 0"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void wrongValue_isNamedWithItsRule(Class<?> testCase, String mistake) {
        assertThat(new Launch(output).failure(testCase))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("AttributeMistakesTest." + testCase.getSimpleName() + ".load cannot run:\n  - " + mistake);
    }

    @Test
    void everyAttribute_hasACase() {
        Set<String> cases = mistakes()
                .map(each -> ((Class<?>) each.get()[0]).getSimpleName().substring("Wrong".length()))
                .map(name -> Character.toLowerCase(name.charAt(0)) + name.substring(1))
                .collect(Collectors.toSet());

        assertThat(Arrays.stream(LoadTest.class.getDeclaredMethods())
                        .map(method -> method.getName())
                        .filter(name -> !NEVER_WRONG.contains(name)))
                .containsExactlyInAnyOrderElementsOf(cases);
    }

    static class WrongRequests {

        @LoadTest(requests = 0)
        void load() {}
    }

    static class WrongConcurrency {

        @LoadTest(concurrency = -1)
        void load() {}
    }

    static class WrongDuration {

        @LoadTest(duration = "soon")
        void load() {}
    }

    static class WrongRate {

        @LoadTest(rate = "200")
        void load() {}
    }

    static class WrongStages {

        @LoadTest(stages = "hold 10")
        void load() {}
    }

    static class WrongWarmUp {

        @LoadTest(warmUp = "-5s")
        void load() {}
    }

    static class WrongTimeout {

        @LoadTest(timeout = "0s")
        void load() {}
    }

    static class WrongConnectTimeout {

        @LoadTest(connectTimeout = "x")
        void load() {}
    }

    static class WrongMethod {

        @LoadTest(method = "G T")
        void load() {}
    }

    static class WrongUrl {

        @LoadTest(url = "ftp://x")
        void load() {}
    }

    static class WrongPath {

        @LoadTest(path = "items")
        void load() {}
    }

    static class WrongHeaders {

        @LoadTest(headers = "Accept")
        void load() {}
    }

    static class WrongStreams {

        @LoadTest(streams = 4)
        void load() {}
    }

    static class WrongOk {

        @LoadTest(ok = "fine")
        void load() {}
    }

    static class WrongExpect {

        @LoadTest(expect = "p99 < 250")
        void load() {}
    }

    static class WrongSource {

        @LoadTest(source = "orders")
        void load() {}
    }

    static class WrongCheck {

        @LoadTest(check = "total")
        void load() {}
    }

    static class WrongConfirm {

        @LoadTest(confirm = -1)
        void load() {}
    }

    static class WrongRepetitions {

        @LoadTest(repetitions = 0)
        void load() {}
    }
}
