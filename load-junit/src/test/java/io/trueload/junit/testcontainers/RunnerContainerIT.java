// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.trueload.engine.ConfidenceInterval;
import io.trueload.engine.LoadResult;
import io.trueload.junit.Expect;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import io.trueload.junit.Runner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

/** Annotated tests of a service in a container, with the load made in the JVM and in a container. */
@RequiresDocker
class RunnerContainerIT {

    private static final List<LoadResult> RESULTS = new ArrayList<>();

    @TempDir
    private Path output;

    @BeforeEach
    void forget() {
        RESULTS.clear();
    }

    @Test
    void sameTest_inTheJvmAndInAContainer_hasTheSameBooks_andTimesThatAgree() {
        run("in-jvm", Measured.class).testEvents().assertStatistics(stats -> stats.succeeded(1));
        run("container", Measured.class).testEvents().assertStatistics(stats -> stats.succeeded(1));

        LoadResult inJvm = RESULTS.get(0);
        LoadResult inContainer = RESULTS.get(1);
        assertThat(inContainer.counts()).isEqualTo(inJvm.counts());
        assertThat(inContainer.statusCodes()).isEqualTo(inJvm.statusCodes());
        assertThat(inContainer.plan().workload()).isEqualTo(inJvm.plan().workload());
        assertThat(inJvm.environment()).doesNotContainKey("runner");
        assertThat(inContainer.environment()).containsKey("runner");
        ConfidenceInterval one = inJvm.confidenceInterval(50).orElseThrow();
        ConfidenceInterval other = inContainer.confidenceInterval(50).orElseThrow();
        assertThat(one.lower())
                .isLessThanOrEqualTo(other.upper().multipliedBy(11).dividedBy(10));
        assertThat(other.lower())
                .isLessThanOrEqualTo(one.upper().multipliedBy(11).dividedBy(10));
    }

    @Test
    void reportFiles_areWrittenForBoth_byTheSameNames() {
        run("container", Attribute.class).testEvents().assertStatistics(stats -> stats.succeeded(1));

        assertThat(output).isDirectoryContaining(file -> file.toString().endsWith("Attribute.load.json"));
        assertThat(output).isDirectoryContaining(file -> file.toString().endsWith("Attribute.load.hlog"));
    }

    @Test
    void annotation_choosesTheContainer_andThePortOfTheTarget() {
        run("", Attribute.class).testEvents().assertStatistics(stats -> stats.succeeded(1));

        assertThat(RESULTS.get(0).environment()).containsKey("runner");
        assertThat(RESULTS.get(0).target().isKnown()).isTrue();
        assertThat(RESULTS.get(0).plan().target().getPath()).isEqualTo("/items/7");
        // That of the service on its network, not the port that this machine sees.
        assertThat(RESULTS.get(0).plan().target().getPort()).isEqualTo(8080);
    }

    @Test
    void missedExpectation_failsTheTest_afterRepeatsInContainers() {
        Throwable failure = failure(run("container", Missed.class));

        assertThat(failure)
                .hasMessageStartingWith(
                        "RunnerContainerIT.Missed.load: no request was answered as expected, confirmed by")
                .hasMessageContaining("\n  target       no CPU limit; memory ");
    }

    @Test
    void targetThatDies_failsTheTest_withWhatWasMeasured() {
        Throwable failure = failure(run("container", Dying.class));

        assertThat(failure)
                .hasMessageStartingWith("RunnerContainerIT.Dying.load: errors = 0, but was ")
                .hasMessageContaining(
                        "; no repeat could be made to confirm it: @LoadTarget Dying.SERVICE is not running")
                .hasMessageContaining("ended with exit code 137; look into its log\n\n")
                .hasMessageContaining("\n  target       NOT WELL: it ended during the run (exit code 137)");
    }

    @Test
    void targetThatNeverStarts_failsBeforeAnythingIsSent() {
        Throwable failure = failure(run("in-jvm", NeverStarts.class));

        assertThat(failure).isInstanceOf(ContainerLaunchException.class);
        assertThat(RESULTS).isEmpty();
    }

    private EngineExecutionResults run(String runner, Class<?> testCase) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter").selectors(selectClass(testCase));
        kit.enableImplicitConfigurationParameters(false);
        kit.configurationParameter("trueload.output-dir", output.toString());
        kit.configurationParameter("trueload.runner", runner);
        return kit.execute();
    }

    private static Throwable failure(EngineExecutionResults results) {
        return results.allEvents().finished().stream()
                .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
                .flatMap(result -> result.getThrowable().stream())
                .findFirst()
                .orElseThrow(() -> new AssertionError("it did not fail"));
    }

    @Testcontainers
    static class Measured {

        @Container
        @LoadTarget(port = 8080)
        static final ServiceContainer SERVICE = new ServiceContainer();

        @LoadTest(rate = "100/s", duration = "31s", path = "/slow")
        void load(LoadResult result) {
            RESULTS.add(result);
        }
    }

    @Testcontainers
    static class Attribute {

        @Container
        @LoadTarget(port = 8080, path = "/items")
        static final ServiceContainer SERVICE = new ServiceContainer();

        @LoadTest(requests = 100, concurrency = 5, path = "/7", runner = Runner.CONTAINER)
        void load(LoadResult result) {
            RESULTS.add(result);
        }
    }

    @Testcontainers
    static class Missed {

        @Container
        @LoadTarget(port = 8080)
        static final ServiceContainer SERVICE = new ServiceContainer();

        @LoadTest(requests = 20, concurrency = 2, path = "/missing", confirm = 1)
        void load() {}
    }

    @Testcontainers
    static class Dying {

        @Container
        @LoadTarget(port = 8080)
        static final ServiceContainer SERVICE = new ServiceContainer();

        @BeforeAll
        static void killItLater() {
            Thread killer = new Thread(() -> {
                SERVICE.awaitCount(20);
                SERVICE.getDockerClient()
                        .killContainerCmd(SERVICE.getContainerId())
                        .exec();
            });
            killer.setDaemon(true);
            killer.start();
        }

        @LoadTest(rate = "50/s", duration = "4s", timeout = "1s", path = "/items")
        @Expect("errors = 0")
        void load() {}
    }

    @Testcontainers
    static class NeverStarts {

        @Container
        @LoadTarget
        static final GenericContainer<?> SERVICE = new ServiceContainer()
                .withCreateContainerCmdModifier(command -> command.withEntrypoint("/no/such/program"))
                .waitingFor(Wait.forHttp("/"));

        @LoadTest
        void load(LoadResult result) {
            RESULTS.add(result);
        }
    }
}
