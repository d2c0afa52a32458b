// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Tests whose runs are compared with a baseline, or become one. */
class BaselineTest {

    private static final ScriptedEngine ENGINE = new ScriptedEngine();
    private static final List<String> EVENTS = new ArrayList<>();
    private static final String RECORD =
            "run this test with -Dtrueload.baseline=record on the machine that compares, and commit the file";

    @TempDir
    private Path output;

    private Path file;

    @BeforeEach
    void startAnew() {
        ENGINE.returns(results -> results);
        EVENTS.clear();
        file = output.resolve("baselines").resolve("catalogue.json");
    }

    @Test
    void recording_runsFiveTimes_writesTheFile_andPasses() throws IOException {
        record();

        assertThat(ENGINE.plans()).hasSize(5);
        assertThat(EVENTS).containsExactly("method after 5 runs");
        assertThat(io.trueload.report.Baseline.read(file).runs()).hasSize(5);
    }

    @Test
    void sameTimes_pass() {
        record();
        ENGINE.returns(times(10, 11, 12, 11, 10));

        launch().run(Compared.class).testEvents().assertStatistics(stats -> stats.succeeded(1));

        assertThat(ENGINE.plans()).hasSize(5);
    }

    @Test
    void longerTimes_fail_afterTheMethod_andSayHowToGoOn() {
        record();
        ENGINE.returns(times(20, 21, 22, 21, 20));

        assertThat(launch().failure(Compared.class))
                .isInstanceOfSatisfying(AssertionFailedError.class, error -> {
                    assertThat(error.getExpected().getStringRepresentation())
                            .isEqualTo("not slower than the baseline by more than 10% and 1ms");
                    assertThat(error.getActual().getStringRepresentation())
                            .startsWith("p50 is 90.9% slower than the baseline, 21ms instead of 11ms");
                })
                .hasMessageStartingWith(
                        "BaselineTest.Compared.itemsAreNotSlower: p50 is 90.9% slower than the baseline, 21ms"
                                + " instead of 11ms (medians of 5 and 5 runs): the whole 96.8% interval of the ratio, 1.750 to"
                                + " 2.100, is beyond the tolerance of 10%; p90 is ")
                .hasMessageContaining(
                        "\np99             11ms       21ms    1.909  1.750 to 2.100              10ms  FAIL\n")
                .hasMessageEndingWith("\n\n  baseline     " + file + "\n  record anew  " + RECORD);
        assertThat(EVENTS).containsExactly("method after 5 runs", "method after 5 runs");
    }

    @Test
    void longerTimes_withinTheAnnotationsLimits_pass() {
        record();
        ENGINE.returns(times(20, 21, 22, 21, 20));

        launch().run(Tolerant.class).testEvents().assertStatistics(stats -> stats.succeeded(1));
        assertThat(ENGINE.plans()).hasSize(6);
        ENGINE.returns(times(20, 21, 22, 21, 20));
        launch().run(Floored.class).testEvents().assertStatistics(stats -> stats.succeeded(1));
    }

    @Test
    void timesThatVaryTooMuch_abort_afterTheMethod() {
        record();
        ENGINE.returns(times(9, 11, 13, 15, 18));

        assertThat(launch().failure(Compared.class))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageStartingWith("BaselineTest.Compared.itemsAreNotSlower: INCONCLUSIVE: p50 is ");
        assertThat(EVENTS).hasSize(2);
        ENGINE.returns(times(9, 11, 13, 15, 18));
        assertThat(launch().with("trueload.invalid", "fail").failure(Compared.class))
                .isInstanceOf(AssertionFailedError.class);
    }

    @Test
    void moreErrors_fail() {
        record();
        ENGINE.returns(List.of(
                results -> results,
                results -> results.outcome(Outcome.BAD_STATUS).time(ofMillis(1))));

        assertThat(launch().failure(Compared.class))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith(
                        "BaselineTest.Compared.itemsAreNotSlower: requests failed in 4 of 5 runs of the new"
                                + " ones, 100% of them at most, and 0% at most in those of the other side\n\n");
    }

    @Test
    void anotherMachine_aborts() {
        record();
        ENGINE.returns(results -> results.madeBy("processors", "64"));

        assertThat(launch().failure(Compared.class))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageStartingWith(
                        "BaselineTest.Compared.itemsAreNotSlower: INVALID: the baseline is of another machine,"
                                + " and nobody can tell its speed from the service's: processors was none and is 64; record the"
                                + " baseline on this one\n");
    }

    @Test
    void missedExpectation_decidesAlone() {
        record();
        ENGINE.returns(results -> results.time(ofMillis(900)));

        assertThat(launch().failure(Expecting.class))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith("BaselineTest.Expecting.itemsAreNotSlower: p99 < 500ms, but was 900ms");
        assertThat(ENGINE.plans()).hasSize(3);
    }

    @Test
    void missingBaseline_failsBeforeAnythingIsSent_withWhatRecordsIt() {
        assertThat(launch().failure(Compared.class))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("BaselineTest.Compared.itemsAreNotSlower cannot run:\n  - there is no baseline " + file
                        + "; to record it, " + RECORD);
        assertThat(ENGINE.plans()).isEmpty();
    }

    @Test
    void baselineOfAnotherPlan_failsBeforeAnythingIsSent() {
        record();
        ENGINE.returns(results -> results);

        assertThat(launch().failure(OtherPlan.class))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("BaselineTest.OtherPlan.itemsAreNotSlower cannot run:\n  - the baseline " + file
                        + " is of another plan: workload.concurrency was 2 and is 3; to record it anew, " + RECORD);
        assertThat(ENGINE.plans()).isEmpty();
    }

    @Test
    void fileThatIsNone_orHasTooFewRuns_failsBeforeAnythingIsSent() throws IOException {
        record();
        var few = io.trueload.report.Baseline.read(file).runs().subList(0, 4);
        new io.trueload.report.Baseline(few).write(file);
        ENGINE.returns(results -> results);

        assertThat(launch().failure(Compared.class))
                .hasMessage("BaselineTest.Compared.itemsAreNotSlower cannot run:\n  - the baseline " + file
                        + " has 4 runs, but 5 are needed; to record it anew, " + RECORD);
        Files.writeString(file, "{}");
        assertThat(launch().failure(Compared.class))
                .hasMessage("BaselineTest.Compared.itemsAreNotSlower cannot run:\n  - the baseline " + file
                        + " cannot be read: neither a baseline nor a result that can be read: schema is missing");
        assertThat(ENGINE.plans()).isEmpty();
    }

    @Test
    void runsThatTellNothing_areMadeAgain_butNotWithoutEnd() throws IOException {
        // The first must be sound, or it ends the test.
        List<UnaryOperator<Results>> broken =
                new ArrayList<>(List.of(times(10, 11).get(0)));
        broken.add(results -> results.undelivered());
        ENGINE.returns(broken);

        assertThat(launch().with("trueload.baseline", "record").failure(Open.class))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage(
                        "BaselineTest.Open.itemsAreNotSlower: INVALID: nothing was recorded, since only 1 of 10 runs tell"
                                + " something: the offered rate of 200.0/s was not delivered, but 100.0/s");
        assertThat(ENGINE.plans()).hasSize(10);
        assertThat(file).doesNotExist();

        List<UnaryOperator<Results>> once = new ArrayList<>(times(10, 11, 12, 11, 10, 12));
        once.set(2, results -> results.undelivered());
        ENGINE.returns(once);
        launch().with("trueload.baseline", "record").run(Open.class);
        assertThat(ENGINE.plans()).hasSize(6);
        assertThat(io.trueload.report.Baseline.read(file).runs()).hasSize(5);
    }

    @Test
    void runThatWasStopped_aborts() {
        ENGINE.returns(results -> results, results -> results.interrupted());

        assertThat(launch().with("trueload.baseline", "record").failure(Compared.class))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage(
                        "BaselineTest.Compared.itemsAreNotSlower: INVALID: a run was stopped before its plan was carried"
                                + " out");
        assertThat(file).doesNotExist();
    }

    @Test
    void scaledPlan_isNotCompared() {
        record();
        ENGINE.returns(results -> results.time(ofMillis(100)));

        launch().with("trueload.duration.scale", "0.5")
                .run(Compared.class)
                .testEvents()
                .assertStatistics(stats -> stats.succeeded(1));
        assertThat(ENGINE.plans()).hasSize(1);
    }

    @Test
    void reportMode_neverFails() {
        record();
        ENGINE.returns(times(20, 21, 22, 21, 20));

        assertThat(launch().with("trueload.mode", "report").failure(Compared.class))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageStartingWith("only reported: BaselineTest.Compared.itemsAreNotSlower: p50 is ");
    }

    @Test
    void mistakes_areToldTogether() {
        assertThat(launch().failure(Mistaken.class))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("""
                        BaselineTest.Mistaken.itemsAreNotSlower cannot run:
                          - @Baseline makes the runs of its test: a method that takes a LoadRunner asserts on its own runs, with\
                         assertThat(results).isNotSlowerThan(baseline)
                          - @Baseline needs the name of a file without folder and ending, of letters, digits, '-', '_' and '.':\
                         '../catalogue'
                          - runs of @Baseline must be between 5 and 100: 3; fewer cannot tell a slower service from chance
                          - tolerance must be from 0% to 1000%: -50%""");
    }

    private void record() {
        ENGINE.returns(times(10, 11, 12, 11, 10));
        launch().with("trueload.baseline", "record")
                .run(Compared.class)
                .testEvents()
                .assertStatistics(stats -> stats.succeeded(1));
    }

    private Launch launch() {
        return new Launch(output).with("trueload.baseline-dir", file.getParent().toString());
    }

    private static List<UnaryOperator<Results>> times(long... millis) {
        return IntStream.range(0, millis.length)
                .<UnaryOperator<Results>>mapToObj(i -> results -> results.time(Duration.ofMillis(millis[i])))
                .toList();
    }

    static class Compared {

        @RegisterExtension
        static final LoadTestExtension LOAD = ENGINE.extension();

        @LoadTest(requests = 300, concurrency = 2)
        @Baseline("catalogue")
        void itemsAreNotSlower(LoadResult result) {
            EVENTS.add("method after " + ENGINE.plans().size() + " runs");
        }
    }

    static class Tolerant {

        @RegisterExtension
        static final LoadTestExtension LOAD = ENGINE.extension();

        @LoadTest(requests = 300, concurrency = 2)
        @Baseline(value = "catalogue", runs = 6, tolerance = 1.2)
        void itemsAreNotSlower() {}
    }

    static class Floored {

        @RegisterExtension
        static final LoadTestExtension LOAD = ENGINE.extension();

        @LoadTest(requests = 300, concurrency = 2)
        @Baseline(value = "catalogue", floor = "20ms")
        void itemsAreNotSlower() {}
    }

    static class Expecting {

        @RegisterExtension
        static final LoadTestExtension LOAD = ENGINE.extension();

        @LoadTest(requests = 300, concurrency = 2)
        @Baseline("catalogue")
        @Expect("p99 < 500ms")
        void itemsAreNotSlower() {}
    }

    static class OtherPlan {

        @RegisterExtension
        static final LoadTestExtension LOAD = ENGINE.extension();

        @LoadTest(requests = 300, concurrency = 3)
        @Baseline("catalogue")
        void itemsAreNotSlower() {}
    }

    static class Open {

        @RegisterExtension
        static final LoadTestExtension LOAD = ENGINE.extension();

        @LoadTest(rate = "200/s", duration = "2s")
        @Baseline("catalogue")
        void itemsAreNotSlower() {}
    }

    static class Mistaken {

        @RegisterExtension
        static final LoadTestExtension LOAD = ENGINE.extension();

        @LoadTest
        @Baseline(value = "../catalogue", runs = 3, tolerance = -0.5)
        void itemsAreNotSlower(LoadRunner runner) {}
    }
}
