// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadResult;
import io.trueload.report.PlanSummary;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Load tests beside what else JUnit can do. */
class InteroperabilityTest {

    private static final ScriptedEngine ENGINE = new ScriptedEngine();

    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final AtomicInteger MOST_BESIDES_A_LOAD = new AtomicInteger();

    @TempDir
    private Path output;

    @BeforeEach
    void startAnew() {
        ENGINE.returns(results -> results);
    }

    @Test
    void nestedClasses_haveTheDefaultsAroundThem_theNearestFirst() {
        succeeds(new Launch(output), Outer.class, 3);

        assertThat(ENGINE.plans().stream().map(plan -> PlanSummary.workload(plan) + ", " + plan.requirements()))
                .containsExactlyInAnyOrder(
                        "30 requests over 3 connections, [errors = 0]",
                        "30 requests over 2 connections, [errors = 0, p50 < 1s]",
                        "7 requests over 2 connections, [errors = 0, p50 < 1s]");
    }

    @Test
    void instancePerClass_getsAResultForEachMethod() {
        succeeds(new Launch(output), PerClass.class, 2);

        assertThat(ENGINE.plans()).hasSize(2);
    }

    @Test
    void parallelExecution_runsNothingBesideALoadTest() {
        MOST_BESIDES_A_LOAD.set(0);

        parallel().run(Crowd.class, OtherCrowd.class).testEvents().assertStatistics(stats -> stats.succeeded(19));

        assertThat(MOST_BESIDES_A_LOAD).hasValue(0);
    }

    @Test
    void parallelExecution_withoutTheAnnotations_runsOthersBeside() {
        // The control: a plain test has no lock, and what the test above counts does happen.
        MOST_BESIDES_A_LOAD.set(0);

        parallel().run(Unlocked.class).testEvents().assertStatistics(stats -> stats.succeeded(2));

        assertThat(MOST_BESIDES_A_LOAD).hasValue(1);
    }

    private Launch parallel() {
        return new Launch(output)
                .with("junit.jupiter.execution.parallel.enabled", "true")
                .with("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .with("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .with("junit.jupiter.execution.parallel.config.fixed.parallelism", "4");
    }

    @Test
    void parameterizedTest_withAProfile_isLoadedForEachArgument() {
        succeeds(new Launch(output), Parameterized.class, 2);

        assertThat(ENGINE.plans()).hasSize(2);
    }

    @Test
    void inheritedLoadTest_runsInTheSubclass() {
        succeeds(new Launch(output), Sub.class, 1);

        assertThat(ENGINE.plans().get(0).requirements().toString()).isEqualTo("[errors = 0, p50 < 2s]");
        assertThat(output.resolve("io.trueload.junit.InteroperabilityTest.Sub.load.json"))
                .exists();
    }

    @Test
    void beforeEachThatThrows_meansThatNothingIsSent() {
        assertThat(new Launch(output).failure(Unprepared.class)).hasMessage("no data");

        assertThat(ENGINE.plans()).isEmpty();
    }

    @Test
    void twoInstancesOfTheExtension_makeOneRun() {
        succeeds(new Launch(output), RegisteredTwice.class, 1);

        assertThat(ENGINE.plans()).hasSize(1);
    }

    @Test
    void otherTestsOfTheClass_areLeftAlone() {
        succeeds(new Launch(output).with("trueload.mode", "nonsense"), Others.class, 1);

        assertThat(ENGINE.plans()).isEmpty();
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

    @LoadDefaults(requests = 30, concurrency = 3, expect = "errors = 0")
    static class Outer extends Case {

        @LoadTest
        void load() {}

        @Nested
        @LoadDefaults(concurrency = 2, expect = "p50 < 1s")
        class Inner {

            @LoadTest
            void load() {}

            @Nested
            class Innermost {

                @LoadTest(requests = 7)
                void load() {}
            }
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClass extends Case {

        @LoadTest(requests = 11, concurrency = 1)
        void eleven(LoadResult result) {
            assertThat(result.counts().sent()).isEqualTo(11);
        }

        @LoadTest(requests = 12, concurrency = 1)
        void twelve(LoadResult result) {
            assertThat(result.counts().sent()).isEqualTo(12);
        }
    }

    /** Counts how many tests run beside a load test. */
    abstract static class Counted {

        @RegisterExtension
        static final LoadTestExtension LOAD = new LoadTestExtension(() -> "http://service.invalid", plan -> {
            for (int i = 0; i < 50; i++) {
                MOST_BESIDES_A_LOAD.accumulateAndGet(RUNNING.get(), Math::max);
                Waiting.millis(1);
            }
            return Results.of(plan).result();
        });

        static void run() {
            RUNNING.incrementAndGet();
            Waiting.millis(10);
            RUNNING.decrementAndGet();
        }
    }

    static class Crowd extends Counted {

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
        void ordinary(int number) {
            run();
        }

        @LoadTest
        void load() {}

        @LoadTest
        void anotherLoad() {}
    }

    static class OtherCrowd extends Counted {

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
        void ordinary(int number) {
            run();
        }

        @Test
        @LoadProfile
        void load() {}
    }

    static class Unlocked {

        private static final CountDownLatch LOADING = new CountDownLatch(1);
        private static final CountDownLatch RUNNING_BESIDES = new CountDownLatch(1);

        @RegisterExtension
        static final LoadTestExtension LOAD = new LoadTestExtension(() -> "http://service.invalid", plan -> {
            LOADING.countDown();
            await(RUNNING_BESIDES);
            MOST_BESIDES_A_LOAD.accumulateAndGet(RUNNING.get(), Math::max);
            return Results.of(plan).result();
        });

        @Test
        void load(LoadRunner runner) {
            runner.run();
        }

        @Test
        void ordinary() {
            await(LOADING);
            RUNNING.incrementAndGet();
            RUNNING_BESIDES.countDown();
            Waiting.millis(200);
            RUNNING.decrementAndGet();
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    static class Parameterized extends Case {

        @ParameterizedTest
        @ValueSource(strings = {"a", "b"})
        @LoadProfile(requests = 10)
        void load(String argument, LoadResult result) {
            assertThat(result.counts().sent()).isEqualTo(10);
        }
    }

    @LoadDefaults(expect = "errors = 0")
    abstract static class Super extends Case {

        @LoadTest
        void load() {}
    }

    @LoadDefaults(expect = "p50 < 2s")
    static class Sub extends Super {}

    static class Unprepared extends Case {

        @BeforeEach
        void prepare() {
            throw new IllegalStateException("no data");
        }

        @LoadTest
        void load() {}
    }

    static class RegisteredTwice extends Case {

        @RegisterExtension
        final LoadTestExtension another = ENGINE.extension();

        @LoadTest
        void load() {}
    }

    static class Others extends Case {

        @Test
        void ordinary() {}

        @AfterEach
        void cleanUp() {}
    }
}
