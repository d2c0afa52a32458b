// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import static io.trueload.assertj.LoadAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.Outcome;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.Verdict;
import io.trueload.report.JsonReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

/** Load testers in containers, against a service in a container that counts for itself. */
@RequiresDocker
class LoadTesterContainerIT {

    private static final Network NETWORK = Network.newNetwork();
    private static final ServiceContainer SERVICE =
            new ServiceContainer().withNetwork(NETWORK).withNetworkAliases("service");

    @BeforeAll
    static void startService() {
        SERVICE.start();
    }

    @AfterAll
    static void stopService() {
        SERVICE.stop();
        NETWORK.close();
    }

    @Test
    void requests_areThoseThatTheServiceCounted() {
        long before = SERVICE.count();

        LoadResult result;
        try (var tester = new LoadTesterContainer()) {
            result = tester.withTarget(SERVICE, 8080)
                    .withPath("/items")
                    .withRequests(400)
                    .withConcurrency(20)
                    .run();
        }

        assertThat(SERVICE.count() - before).isEqualTo(400);
        assertThat(result).hasNoErrors().hasSent(400).hasOnlyStatus(200);
        assertThat(result.responseTime().count()).isEqualTo(400);
        assertThat(result.responseTime().min()).isGreaterThan(Duration.ofMillis(1));
        assertThat(result.intervals())
                .extracting(interval -> interval.responseTime().count())
                .satisfies(counts -> assertThat(
                                counts.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(400));
        assertThat(result.environment())
                .containsEntry(
                        "runner",
                        "container "
                                + DockerImageName.parse(LoadTesterContainer.image())
                                        .asCanonicalNameString());
        assertThat(result.target().isKnown()).isTrue();
        assertThat(result.target().peakMemory()).isPositive();
        assertThat(result.target().memoryLimit()).isEqualTo(-1);
    }

    @Test
    void reports_areFilesOfThisMachine(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("new/run.json");
        Path log = folder.resolve("run.hlog");

        LoadResult result;
        try (var tester = new LoadTesterContainer()) {
            result = tester.withTarget(SERVICE, 8080)
                    .withRequests(300)
                    .withConcurrency(3)
                    .withReport(json)
                    .withReport(log)
                    .fleet(3)
                    .run();
        }

        LoadResult read;
        try (InputStream in = Files.newInputStream(json)) {
            read = JsonReport.read(result.plan(), in);
        }
        assertThat(read.counts()).isEqualTo(result.counts());
        assertThat(read.responseTime().p99()).isEqualTo(result.responseTime().p99());
        assertThat(Files.readString(log)).contains("\"StartTimestamp\"");
    }

    @Test
    void reportThatCannotBeWritten_isToldBeforeAnythingIsSent(@TempDir Path folder) throws IOException {
        long before = SERVICE.count();
        Path file = Files.createFile(folder.resolve("file"));

        try (var tester = new LoadTesterContainer()) {
            tester.withTarget(SERVICE, 8080).withReport(file.resolve("run.json"));

            assertThatThrownBy(tester::run)
                    .isInstanceOf(LoadRunException.class)
                    .hasMessageStartingWith("the report " + file.resolve("run.json") + " cannot be written: ");
        }
        assertThat(SERVICE.count()).isEqualTo(before);
    }

    @Test
    void wholePlan_isCarriedOut_withItsHeadersAndBody() {
        LoadPlan plan = LoadPlan.builder()
                .target("http://service:8080/items?page=1")
                .method("POST")
                .header("X-Team", "a b; \"c\"")
                .body("{\"id\": 1}\n")
                .rate(PlanSyntax.rate("100/s"))
                .duration(Duration.ofSeconds(1))
                .warmUp(Duration.ofMillis(300))
                .expect("requests = 100")
                .build();
        try (var tester = new LoadTesterContainer()) {
            LoadResult result = tester.withPlan(plan).withTarget(SERVICE, 8080).run();

            assertThat(result.counts().of(Outcome.OK)).isEqualTo(100);
            assertThat(result.counts().warmUp()).isPositive();
            assertThat(result.verdict().requirements().get(0).met()).isTrue();
            assertThat(result.plan().target().getPath()).isEqualTo("/items");
        }
    }

    @Test
    void missedExpectation_isAResult_notAnException() {
        try (var tester = new LoadTesterContainer()) {
            LoadResult result = tester.withTarget(SERVICE, 8080)
                    .withPath("/items")
                    .withExpectations("requests > 1000")
                    .run();

            assertThat(result.verdict().requirements().get(0).met()).isFalse();
            assertThat(result.verdict().kind()).isIn(Verdict.Kind.FAIL, Verdict.Kind.INVALID);
        }
    }

    @Test
    void portThatNobodyListensOn_isAResult_ofConnectionsThatFailed() {
        try (var tester = new LoadTesterContainer()) {
            LoadResult result = tester.withTarget(SERVICE, 9090)
                    .withRequests(10)
                    .withConcurrency(2)
                    .run();

            assertThat(result.counts().of(Outcome.CONNECT_FAILED)).isEqualTo(10);
            assertThat(result.verdict().kind()).isEqualTo(Verdict.Kind.FAIL);
        }
    }

    @Test
    void hostThatDoesNotResolve_isToldInTheWordsOfTheTester() {
        try (var tester = new LoadTesterContainer()) {
            assertThatThrownBy(() ->
                            tester.withTarget("http://no-such-host.invalid/").run())
                    .isInstanceOf(LoadRunException.class)
                    .hasMessageStartingWith("the load tester refused the run: ")
                    .hasMessageContaining("no-such-host.invalid");
        }
    }

    @Test
    void missingImage_isNamed_withHowToMakeIt() {
        try (var tester = new LoadTesterContainer(DockerImageName.parse("no-such-image"))) {
            assertThatThrownBy(() -> tester.withTarget(SERVICE, 8080).run())
                    .isInstanceOf(LoadRunException.class)
                    .hasMessage(
                            "there is no image no-such-image:latest: build it with 'docker build -t no-such-image .'"
                                    + " in a checkout of Trueload, or name another in the environment variable TRUELOAD_IMAGE");
        }
    }

    @Test
    void tooLittleMemory_isNamed() {
        try (var tester = new LoadTesterContainer()) {
            tester.withCreateContainerCmdModifier(
                    command -> command.getHostConfig().withMemory(12L << 20).withMemorySwap(12L << 20));

            assertThatThrownBy(() -> tester.withTarget(SERVICE, 8080).run())
                    .isInstanceOf(LoadRunException.class)
                    .hasMessageContaining("(exit code 137)")
                    .hasMessageEndingWith(", which is 12 MiB");
        }
    }

    @Test
    void deadline_endsTheTester_andWhatItMeasuredStays() {
        try (var tester = new LoadTesterContainer()) {
            LoadResult result = tester.withTarget(SERVICE, 8080)
                    .withPath("/items")
                    .withConcurrency(2)
                    .withDuration(Duration.ofMinutes(5))
                    .withDeadline(Duration.ofSeconds(4))
                    .run();

            assertThat(result.interrupted()).isTrue();
            assertThat(result.counts().of(Outcome.OK)).isPositive();
            assertThat(result.elapsed()).isLessThan(Duration.ofMinutes(1));
        }
    }

    @Test
    void bodyWithoutAType_isSentWithoutOne_asTheEngineWould() {
        LoadPlan plan = LoadPlan.builder()
                .target("http://service:8080/untyped")
                .method("POST")
                .body("{}")
                .requests(10)
                .concurrency(2)
                .build();
        try (var tester = new LoadTesterContainer()) {
            assertThat(tester.withPlan(plan).withTarget(SERVICE, 8080).run()).hasOnlyStatus(200);
        }
    }

    @Test
    void interrupt_endsTheTester_keepsWhatWasMeasured_andStaysSet() {
        SERVICE.interruptAfter(20);
        try (var tester = new LoadTesterContainer()) {
            LoadResult result = tester.withTarget(SERVICE, 8080)
                    .withPath("/items")
                    .withConcurrency(2)
                    .withDuration(Duration.ofMinutes(5))
                    .run();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(result.interrupted()).isTrue();
            assertThat(result.counts().of(Outcome.OK)).isPositive();
        }
    }

    @Test
    void interrupt_beforeTheStart_startsNothing_andStaysSet() {
        long before = SERVICE.count();
        try (var tester = new LoadTesterContainer()) {
            Thread test = Thread.currentThread();
            tester.withTarget(SERVICE, 8080)
                    .withPath("/items")
                    .withCreateContainerCmdModifier(command -> test.interrupt());

            assertThatThrownBy(tester::run)
                    .isInstanceOf(LoadRunException.class)
                    .hasMessageContaining("the load tester was ended before it started")
                    .satisfies(thrown -> assertThat(thrown.getStackTrace())
                            .as("leads to the test")
                            .anyMatch(line -> line.getClassName().equals(LoadTesterContainerIT.class.getName())));
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(SERVICE.count()).isEqualTo(before);
    }

    @Test
    void noTarget_isTold_beforeAnythingStarts() {
        try (var tester = new LoadTesterContainer()) {
            assertThatThrownBy(tester::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the load tester has no target: call withTarget(…)");
        }
    }

    @Test
    void whatACommandCannotSay_isRefused_beforeAnythingStarts() {
        LoadPlan plan = LoadPlan.builder()
                .target("http://service:8080/")
                .source(index -> RequestSpec.get("/"))
                .check((request, response) -> Optional.empty())
                .build();
        try (var tester = new LoadTesterContainer()) {
            assertThatThrownBy(() ->
                            tester.withPlan(plan).withTarget(SERVICE, 8080).run())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "a load tester in a container cannot be told requests made in code, checks made in code:"
                                    + " leave that out, or use the runner IN_JVM");
        }
    }

    @Test
    void targetThatIsKilled_isToldOf_andNothingIsLost() throws InterruptedException {
        try (var service = new ServiceContainer().withNetwork(NETWORK)) {
            service.start();
            Thread killer = new Thread(() -> {
                service.awaitCount(20);
                service.getDockerClient()
                        .killContainerCmd(service.getContainerId())
                        .exec();
            });
            killer.start();
            try (var tester = new LoadTesterContainer()) {
                LoadResult result =
                        tester.withPlan(fourSeconds()).withTarget(service, 8080).run();
                killer.join();

                assertThat(result.counts().planned()).isEqualTo(200);
                assertThat(result.counts().of(Outcome.OK)).isPositive();
                assertThat(result.counts().errors()).isPositive();
                assertThat(result.target().ending()).isEqualTo("exit code 137");
                assertThat(result.target().findings()).contains("it ended during the run (exit code 137)");
            }
        }
    }

    @Test
    void networkThatIsCut_endsInTimeouts_andNothingIsLost() throws InterruptedException {
        try (var service = new ServiceContainer().withNetwork(NETWORK)) {
            service.start();
            Thread cutter = new Thread(() -> {
                service.awaitCount(20);
                service.getDockerClient()
                        .disconnectFromNetworkCmd()
                        .withContainerId(service.getContainerId())
                        .withNetworkId(NETWORK.getId())
                        .withForce(true)
                        .exec();
            });
            cutter.start();
            try (var tester = new LoadTesterContainer()) {
                LoadResult result =
                        tester.withPlan(fourSeconds()).withTarget(service, 8080).run();
                cutter.join();

                assertThat(result.counts().planned()).isEqualTo(200);
                assertThat(result.counts().sent() + result.counts().dropped()).isEqualTo(200);
                assertThat(result.counts().of(Outcome.OK)).isPositive();
                assertThat(result.counts().errors()).isPositive();
            }
        }
    }

    @Test
    void targetWithTooLittleProcessor_isFoundThrottled() {
        try (var service = new ServiceContainer().withNetwork(NETWORK)) {
            service.withCreateContainerCmdModifier(
                    command -> command.getHostConfig().withCpuPeriod(100_000L).withCpuQuota(10_000L));
            service.start();
            try (var tester = new LoadTesterContainer()) {
                LoadResult result = tester.withTarget(service, 8080)
                        .withPath("/work")
                        .withConcurrency(8)
                        .withDuration(Duration.ofSeconds(3))
                        .run();

                assertThat(result.target().throttledPeriods()).isPositive();
                assertThat(result.target().findings())
                        .anyMatch(finding -> finding.startsWith("its CPU limit stopped it"));
            }
        }
    }

    /** Returns 200 requests, each of which is given up after a second. */
    private static LoadPlan fourSeconds() {
        return LoadPlan.builder()
                .target("http://service:8080/items")
                .rate(PlanSyntax.rate("50/s"))
                .duration(Duration.ofSeconds(4))
                .timeout(Duration.ofSeconds(1))
                .build();
    }
}
