// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.PlanSyntax;
import io.trueload.report.PlanSummary;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that a test method makes itself. */
class LoadRunnerTest {

    private static final ScriptedEngine ENGINE = new ScriptedEngine();

    @TempDir
    private Path output;

    @BeforeEach
    void startAnew() {
        ENGINE.returns(results -> results);
    }

    @Test
    void methodWithRunner_makesItsRunsItself_andNoneIsMadeForIt() {
        succeeds(new Launch(output), Twice.class, 1);

        assertThat(ENGINE.plans().stream().map(PlanSummary::workload)).containsExactly("10/s for 1s", "20/s for 1s");
        assertThat(output.resolve("io.trueload.junit.LoadRunnerTest.Twice.load-2.json"))
                .exists();
    }

    @Test
    void methodWithResultAndRunner_getsTheRunOfItsAnnotationFirst() {
        succeeds(new Launch(output), Both.class, 1);

        assertThat(ENGINE.plans()).hasSize(2);
    }

    @Test
    void plainTest_getsARunnerFromTheExtension() {
        succeeds(new Launch(output), Plain.class, 2);

        assertThat(ENGINE.plans().stream().map(PlanSummary::workload))
                .containsExactly("200 requests over 50 connections");
    }

    @Test
    void parameterizedTest_variesThePlanByItsArguments() {
        succeeds(new Launch(output), Parameterized.class, 2);

        assertThat(ENGINE.plans().stream().map(plan -> plan.target().getPath())).containsExactly("/a", "/b");
        assertThat(output.toFile().list())
                .contains(
                        "io.trueload.junit.LoadRunnerTest.Parameterized.load[1].json",
                        "io.trueload.junit.LoadRunnerTest.Parameterized.load[2].json");
    }

    @Test
    void plans_areScaledAsTheConfigurationSays_once() {
        succeeds(new Launch(output).with("trueload.duration.scale", "0.5"), Twice.class, 1);

        assertThat(ENGINE.plans().stream().map(PlanSummary::workload))
                .containsExactly("10/s for 500ms", "20/s for 500ms");
    }

    @Test
    void resultOfNoRun_isRefusedWithTheReason() {
        assertThat(new Launch(output).failure(TooEarly.class))
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessage(
                        "there is no LoadResult before the run has ended: take it in the test method or in @AfterEach, and"
                                + " annotate the method with @LoadTest or @LoadProfile");
        assertThat(new Launch(output).failure(NoLoad.class))
                .hasMessage("LoadResult is for the methods of a load test: there is none here");
    }

    private static void succeeds(Launch launch, Class<?> testCase, int tests) {
        launch.run(testCase)
                .testEvents()
                .assertStatistics(stats -> stats.started(tests).succeeded(tests));
    }

    abstract static class Case {

        @RegisterExtension
        static final LoadTestExtension LOAD = ENGINE.extension();
    }

    static class Twice extends Case {

        @LoadTest(rate = "10/s", duration = "1s")
        void load(LoadRunner runner) {
            LoadPlan faster =
                    runner.plan().toBuilder().rate(PlanSyntax.rate("20/s")).build();

            assertThat(runner.run().counts().sent()).isPositive();
            assertThat(runner.run(faster).counts().sent()).isPositive();
        }
    }

    static class Both extends Case {

        @LoadTest
        void load(LoadResult result, LoadRunner runner) {
            assertThat(ENGINE.plans()).hasSize(1);
            assertThat(runner.run(result.plan())).isNotSameAs(result);
        }
    }

    static class Plain extends Case {

        @Test
        void load(LoadRunner runner) {
            runner.run();
        }

        @Test
        void somethingElse() {}
    }

    static class Parameterized extends Case {

        @ParameterizedTest
        @ValueSource(strings = {"/a", "/b"})
        @LoadProfile(requests = 10)
        void load(String path, LoadRunner runner) {
            LoadPlan plan = runner.plan();
            runner.run(plan.toBuilder().target(plan.target().resolve(path)).build());
        }
    }

    static class TooEarly extends Case {

        @BeforeEach
        void prepare(LoadResult result) {}

        @LoadTest
        void load() {}
    }

    static class NoLoad extends Case {

        @BeforeEach
        void prepare(LoadResult result) {}

        @Test
        void somethingElse() {}
    }
}
