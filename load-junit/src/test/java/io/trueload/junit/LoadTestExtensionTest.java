// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestTag;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** When the load runs in a test's life, what the test is given, and how it ends. */
class LoadTestExtensionTest {

    private static final ScriptedEngine ENGINE = new ScriptedEngine();
    private static final List<String> EVENTS = new ArrayList<>();

    @TempDir
    private Path output;

    @BeforeEach
    void startAnew() {
        ENGINE.returns(results -> results);
        EVENTS.clear();
    }

    @Test
    void load_runsAfterBeforeEach_andBeforeTheMethodThatTakesItsResult() {
        run(Ordered.class)
                .testEvents()
                .assertStatistics(stats -> stats.started(1).succeeded(1));

        assertThat(EVENTS).containsExactly("before each, 0 runs", "method, 1 runs, 40 sent", "after each, 40 sent");
    }

    @Test
    void allowPublic_ofTheConfiguration_isThatOfEveryPlan() {
        run(Ordered.class);
        assertThat(ENGINE.plans().get(0).allowPublic()).isFalse();

        launch().with("trueload.allow-public", "true").run(Ordered.class);
        assertThat(ENGINE.plans().get(ENGINE.plans().size() - 1).allowPublic()).isTrue();
    }

    @Test
    void missedExpectation_confirmed_isAnAssertionFailedErrorWithExpectedAndActual() {
        ENGINE.returns(results -> results.time(ofMillis(412)), results -> results.time(ofMillis(405)));

        Throwable failure = launch().failure(Expecting.class);

        assertThat(ENGINE.plans()).hasSize(3);
        assertThat(failure)
                .isInstanceOfSatisfying(AssertionFailedError.class, error -> {
                    assertThat(error.getExpected().getStringRepresentation()).isEqualTo("p99 < 250ms");
                    assertThat(error.getActual().getStringRepresentation()).isEqualTo("p99 = 412ms");
                })
                .hasMessageStartingWith(
                        "LoadTestExtensionTest.Expecting.itemsAreQuick: p99 < 250ms, but was 412ms (65% over),"
                                + " confirmed by 2 of 2 repeats (405ms, 405ms)\n\n  when ");
    }

    @Test
    void missedExpectation_metByTheRepeats_passesWithTheResultThatClearedIt() {
        ENGINE.returns(results -> results.time(ofMillis(412)), results -> results.time(ofMillis(30)));

        run(Expecting.class).testEvents().assertStatistics(stats -> stats.succeeded(1));

        assertThat(ENGINE.plans()).hasSize(3);
        assertThat(EVENTS).containsExactly("p99 30ms");
    }

    @Test
    void methodThatFails_andMissedExpectation_areBothReported() {
        ENGINE.returns(results -> results.time(ofMillis(412)));

        Throwable failure = launch().failure(FailingBesides.class);

        assertThat(failure).hasMessage("the method's own");
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0])
                .hasMessageStartingWith("LoadTestExtensionTest.FailingBesides.itemsAreQuick: p99");
    }

    @Test
    void invalidRun_abortsBeforeTheMethod_andIsNotRepeated() {
        ENGINE.returns(results -> results.dropped(7));

        Throwable abortion = launch().failure(Expecting.class);

        assertThat(abortion)
                .isInstanceOf(TestAbortedException.class)
                .hasMessageStartingWith(
                        "LoadTestExtensionTest.Expecting.itemsAreQuick: INVALID: 7 of 307 planned requests were"
                                + " dropped, because too many were in flight; raise the limit of requests in flight, or lower the"
                                + " rate\n\n  when ");
        assertThat(ENGINE.plans()).hasSize(1);
        assertThat(EVENTS).isEmpty();
    }

    @Test
    void invalidRun_withInvalidFail_fails() {
        ENGINE.returns(results -> results.time(ofMillis(412)).unhealthy("it was asleep"));

        Throwable failure = launch().with("trueload.invalid", "fail").failure(Expecting.class);

        assertThat(failure)
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith(
                        "LoadTestExtensionTest.Expecting.itemsAreQuick: INVALID: p99 < 250ms, but was 412ms; the"
                                + " generator was not healthy: it was asleep\n");
    }

    @Test
    void missedExpectation_withInvalidRepeatsOnly_isNotConfirmedAndAborts() {
        ENGINE.returns(
                results -> results.time(ofMillis(412)),
                results -> results.time(ofMillis(412)).unhealthy("it was asleep"));

        Throwable abortion = launch().failure(Expecting.class);

        assertThat(abortion)
                .isInstanceOf(TestAbortedException.class)
                .hasMessageStartingWith(
                        "LoadTestExtensionTest.Expecting.itemsAreQuick: INVALID: p99 < 250ms, but was 412ms (65%"
                                + " over), but 2 of 2 repeats say nothing: ");
    }

    @Test
    void noAnswerAsExpected_failsWithoutAnyExpectation() {
        ENGINE.returns(results -> results.outcome(Outcome.BAD_STATUS));

        Throwable failure = launch().failure(Ordered.class);

        assertThat(failure)
                .isInstanceOfSatisfying(AssertionFailedError.class, error -> {
                    assertThat(error.getExpected().getStringRepresentation()).isEqualTo("an answer as expected");
                    assertThat(error.getActual().getStringRepresentation()).isEqualTo("none of 40");
                })
                .hasMessageStartingWith(
                        "LoadTestExtensionTest.Ordered.itemsAreQuick: no request was answered as expected,"
                                + " confirmed by 2 of 2 repeats\n\n  when ");
    }

    @Test
    void runThatWasStopped_abortsAndNeverFails_evenIfItMissedAnExpectation() {
        ENGINE.returns(results -> results.time(ofMillis(412)).interrupted());

        assertThat(launch().failure(Expecting.class))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageStartingWith(
                        "LoadTestExtensionTest.Expecting.itemsAreQuick: the run was stopped at its deadline\n");
    }

    @Test
    void runsOfTheMethod_areNoRepeatsOfTheMiss() {
        ENGINE.returns(results -> results.time(ofMillis(412)));

        Throwable failure = launch().failure(RunningMore.class);

        assertThat(ENGINE.plans()).hasSize(3);
        assertThat(failure)
                .hasMessageContaining("RunningMore.itemsAreQuick.json\n  repeat 1 ")
                .hasMessageEndingWith("RunningMore.itemsAreQuick-2.json");
    }

    @Test
    void reportMode_neverFails_butSaysWhatWouldHave() {
        ENGINE.returns(results -> results.time(ofMillis(412)));

        Launch report = launch().with("trueload.mode", "report");

        report.run(Expecting.class, FailingBesides.class)
                .testEvents()
                .assertStatistics(stats -> stats.failed(0).aborted(2));
        assertThat(report.failure(Expecting.class))
                .hasMessageStartingWith(
                        "only reported: LoadTestExtensionTest.Expecting.itemsAreQuick: p99 < 250ms, but was");
        assertThat(report.failure(FailingBesides.class)).hasMessage("only reported: the method's own");
    }

    @Test
    void disabled_isSkippedWithTheReason() {
        Launch disabled = launch().with("trueload.enabled", "false");

        assertThat(disabled.skipReason(Ordered.class)).isEqualTo("load tests are disabled by trueload.enabled=false");
        assertThat(ENGINE.plans()).isEmpty();
    }

    @Test
    void everyLoadTest_hasTheTagLoad() {
        assertThat(run(Ordered.class).testEvents().started().stream()
                        .flatMap(event -> event.getTestDescriptor().getTags().stream())
                        .map(TestTag::getName))
                .contains("load");
        assertThat(Ordered.class.isAnnotationPresent(Tag.class)).isFalse();
    }

    @Test
    void displayName_saysWhatThePlanIs_andWhichRepetition() {
        assertThat(displayNames(run(Ordered.class))).containsExactly("40 requests over 2 connections");
        assertThat(displayNames(run(Repeated.class)))
                .containsExactly("200/s for 2s, repetition 1 of 2", "200/s for 2s, repetition 2 of 2");
    }

    @Test
    void summaryEntries_arePublished() {
        EngineExecutionResults results = run(Ordered.class);

        assertThat(results.testEvents().reportingEntryPublished().count()).isPositive();
        assertThat(output.resolve("io.trueload.junit.LoadTestExtensionTest.Ordered.itemsAreQuick.json"))
                .exists();
        assertThat(output.resolve("io.trueload.junit.LoadTestExtensionTest.Ordered.itemsAreQuick.hlog"))
                .exists();
    }

    @Test
    void repetitions_andReruns_haveFilesOfTheirOwn() {
        run(Repeated.class);
        run(Repeated.class);

        assertThat(output.toFile().list())
                .filteredOn(name -> name.endsWith(".json"))
                .containsExactlyInAnyOrder(
                        "io.trueload.junit.LoadTestExtensionTest.Repeated.search[1].json",
                        "io.trueload.junit.LoadTestExtensionTest.Repeated.search[2].json",
                        "io.trueload.junit.LoadTestExtensionTest.Repeated.search[1]-2.json",
                        "io.trueload.junit.LoadTestExtensionTest.Repeated.search[2]-2.json");
    }

    private Launch launch() {
        return new Launch(output);
    }

    private EngineExecutionResults run(Class<?> testCases) {
        return launch().run(testCases);
    }

    private static List<String> displayNames(EngineExecutionResults results) {
        return results.testEvents().started().stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    static class Ordered {

        @RegisterExtension
        static final LoadTestExtension LOAD = ENGINE.extension();

        @BeforeEach
        void prepare() {
            EVENTS.add("before each, " + ENGINE.plans().size() + " runs");
        }

        @LoadTest(requests = 40, concurrency = 2)
        void itemsAreQuick(LoadResult result) {
            EVENTS.add("method, " + ENGINE.plans().size() + " runs, "
                    + result.counts().sent() + " sent");
        }

        @AfterEach
        void cleanUp(LoadResult result) {
            EVENTS.add("after each, " + result.counts().sent() + " sent");
        }
    }

    static class Expecting {

        @RegisterExtension
        static final LoadTestExtension LOAD = ENGINE.extension();

        @LoadTest(requests = 300)
        @Expect("p99 < 250ms")
        void itemsAreQuick(LoadResult result) {
            if (result.verdict().kind() == Verdict.Kind.PASS) {
                EVENTS.add("p99 " + result.responseTime().p99().toMillis() + "ms");
            }
        }
    }

    static class FailingBesides {

        @RegisterExtension
        static final LoadTestExtension LOAD = ENGINE.extension();

        @LoadTest(requests = 300, expect = "p99 < 250ms")
        void itemsAreQuick() {
            throw new AssertionError("the method's own");
        }
    }

    static class RunningMore {

        @RegisterExtension
        static final LoadTestExtension LOAD = ENGINE.extension();

        @LoadTest(requests = 300, expect = "p99 < 250ms", confirm = 1)
        void itemsAreQuick(LoadResult result, LoadRunner runner) {
            assertThat(runner.run(result.plan())).isNotSameAs(result);
        }
    }

    static class Repeated {

        @RegisterExtension
        static final LoadTestExtension LOAD = ENGINE.extension();

        @LoadTest(rate = "200/s", duration = "2s", repetitions = 2)
        void search() {}
    }
}
