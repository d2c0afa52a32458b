// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Arrivals;
import io.trueload.engine.LoadResult;
import io.trueload.engine.RequestSpec;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes that lie between attributes, members and configuration, told all at once and before anything starts. */
class SpecMistakesTest {

    @TempDir
    private Path output;

    @Test
    void severalMistakes_areToldTogether() {
        assertMistakes(Several.class, """
                SpecMistakesTest.Several.load cannot run:
                  - headers: header must be written as 'Name: value', with a name and a colon
                  - rate: not a rate: 'fast'; write requests and a unit, such as 200/s or 90/min
                  - check: there is no @LoadCheck method 'total'
                  - a class has one @LoadTarget, but there are [Several.one, Several.two()]
                  - @LoadTarget Several.one must be a URI, a String, a port, a Supplier of any of these, or a Testcontainers\
                 container, not java.lang.Object
                  - @LoadTarget Several.two() must not have parameters
                  - confirm must be between 0 and 1000: 5000
                  - requests must be at least 1: 0
                  - timeout must be longer than zero: 0s""");
    }

    @Test
    void percentile_thatThePlanCannotCarry_isRefusedWithTheNumberThatWould() {
        assertMistakes(TooFew.class, """
                SpecMistakesTest.TooFew.load cannot run:
                  - 'p99.9 < 1s' needs at least 1000 requests to mean anything, but the plan sends 200; send more or expect a\
                 lower percentile""");
    }

    @Test
    void scaledPlan_thatCannotCarryAPercentile_saysThatItIsScaled() {
        assertThat(new Launch(output).with("trueload.duration.scale", "0.1").failure(EnoughUnscaled.class))
                .hasMessage("""
                        SpecMistakesTest.EnoughUnscaled.load cannot run:
                          - scaled by trueload.duration.scale=0.1 and trueload.rate.scale=1.0: 'p99 < 1s' needs at least 100\
                         requests to mean anything, but the plan sends 50; send more or expect a lower percentile""");
    }

    @Test
    void timeout_shorterThanThePlan_isRefused() {
        String mistake =
                " cannot run:\n  - @Timeout of 5s is shorter than the plan, which sends for 12s; make it longer or the"
                        + " plan shorter";
        assertMistakes(ShortTimeout.class, "SpecMistakesTest.ShortTimeout.load" + mistake);
        assertMistakes(ShortTimeoutOfClass.class, "SpecMistakesTest.ShortTimeoutOfClass.load" + mistake);
    }

    @Test
    void profileOfATest_isCheckedBeforeItsBeforeEach() {
        assertMistakes(Profile.class, """
                SpecMistakesTest.Profile.load cannot run:
                  - repetitions are for @LoadTest: use @RepeatedTest with @LoadProfile""");
    }

    @Test
    void loadTest_thatIsATestBesides_isRefused() {
        assertMistakes(TestBesides.class, """
                SpecMistakesTest.TestBesides.load cannot run:
                  - @LoadTest makes the method a test by itself: remove the other test annotation, or use @LoadProfile""");
    }

    @Test
    void expectations_ofAMethodThatMakesItsRunsItself_areRefused() {
        assertMistakes(Unjudged.class, """
                SpecMistakesTest.Unjudged.load cannot run:
                  - expectations of a method that takes a LoadRunner are not judged: assert them on the results that it\
                 returns, with assertThat(result).meets("p99 < 250ms")""");
    }

    @Test
    void makersOfRequestsAndChecks_haveTypesAndNoParameters() {
        assertMistakes(Makers.class, """
                SpecMistakesTest.Makers.load cannot run:
                  - Makers.numbers() must return a RequestSource, or a Stream or Iterable of RequestSpec, not\
                 java.util.stream.Stream<java.lang.Integer>
                  - Makers.nothing() must not have parameters
                  - Makers.nothing() must return a ResponseCheck, not int""");
        assertMistakes(Misspelt.class, """
                SpecMistakesTest.Misspelt.load cannot run:
                  - source: there is no @LoadRequests method 'order'; there is orders()""");
    }

    @Test
    void clashOfAttributes_isToldBesideOtherMistakes_butNeverInvented() {
        assertMistakes(Clash.class, """
                SpecMistakesTest.Clash.load cannot run:
                  - headers: header must be written as 'Name: value', with a name and a colon
                  - timeout must be longer than zero: 0s
                  - concurrency must not exceed requests: 20 > 10; lower the concurrency or raise the requests""");
        assertMistakes(NoClash.class, """
                SpecMistakesTest.NoClash.load cannot run:
                  - duration: not a duration: 'soon'; write a number and a unit, such as 250ms, 30s or 1m30s""");
    }

    @Test
    void attributes_withoutEffect_areRefused() {
        assertMistakes(Unused.class, """
                SpecMistakesTest.Unused.load cannot run:
                  - source makes the whole requests: give path, headers there, or no source
                  - arrivals need a rate or stages""");
    }

    @Test
    void configuration_outOfRange_isToldWithTheRest() {
        assertThat(new Launch(output)
                        .with("trueload.mode", "quiet")
                        .with("trueload.rate.scale", "-1")
                        .failure(TooFew.class))
                .hasMessage("""
                        SpecMistakesTest.TooFew.load cannot run:
                          - trueload.mode must be assert or report: quiet
                          - trueload.rate.scale must be a number above 0 and at most 1000, such as 0.1: -1
                          - 'p99.9 < 1s' needs at least 1000 requests to mean anything, but the plan sends 200; send more or\
                         expect a lower percentile""");
    }

    private void assertMistakes(Class<?> testCase, String message) {
        assertThat(new Launch(output).failure(testCase))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(message);
    }

    static class Several {

        @LoadTarget
        static Object one = 1;

        @LoadTarget
        static String two(int number) {
            return "http://localhost:" + number;
        }

        @LoadTest(requests = 0, rate = "fast", timeout = "0s", headers = "Accept", check = "total", confirm = 5_000)
        void load() {}
    }

    static class TooFew {

        @LoadTest
        @Expect("p99.9 < 1s")
        void load() {}
    }

    static class EnoughUnscaled {

        @LoadTest(requests = 500)
        @Expect("p99 < 1s")
        void load() {}
    }

    static class ShortTimeout {

        @LoadTest(rate = "10/s", duration = "10s", warmUp = "2s")
        @Timeout(5)
        void load() {}
    }

    @Timeout(value = 5_000, unit = TimeUnit.MILLISECONDS)
    static class ShortTimeoutOfClass {

        @LoadTest(stages = {"ramp 1/s to 10/s 4s", "hold 10/s 8s"})
        void load() {}
    }

    static class Profile {

        @BeforeEach
        void prepare() {
            throw new AssertionError("something started");
        }

        @Test
        @LoadProfile(repetitions = 3)
        void load() {}
    }

    static class TestBesides {

        @Test
        @LoadTest
        void load() {}
    }

    static class Unjudged {

        @LoadTest(expect = "p99 < 250ms")
        void load(LoadRunner runner) {}
    }

    static class Makers {

        @LoadRequests
        Stream<Integer> numbers() {
            return Stream.of(1);
        }

        @LoadCheck
        int nothing(LoadResult result) {
            return 0;
        }

        @LoadTest(source = "numbers", check = "nothing")
        void load() {}
    }

    static class Clash {

        @LoadTest(requests = 10, concurrency = 20, timeout = "0s", headers = "Accept")
        void load() {}
    }

    static class NoClash {

        @LoadTest(duration = "soon", concurrency = 300, expect = "p99.9 < 1s")
        void load() {}
    }

    @LoadDefaults(headers = "A: 1")
    static class Unused {

        @LoadRequests
        static Stream<RequestSpec> orders() {
            return Stream.of(RequestSpec.get("/"));
        }

        @LoadTest(source = "orders", path = "/items", arrivals = Arrivals.POISSON)
        void load() {}
    }

    static class Misspelt {

        @LoadRequests
        static Stream<RequestSpec> orders() {
            return Stream.of(RequestSpec.get("/"));
        }

        @LoadTest(source = "order")
        void load() {}
    }
}
