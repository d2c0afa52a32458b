// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import static io.trueload.assertj.LoadAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.Outcome;
import io.trueload.engine.PlanSyntax;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;

/** Several load testers together, against a service in a container that counts for itself. */
@RequiresDocker
class LoadTesterFleetIT {

    private static final Duration RUN = Duration.ofSeconds(6);

    private static final ServiceContainer SERVICE = new ServiceContainer();

    @BeforeAll
    static void startService() {
        SERVICE.start();
    }

    @AfterAll
    static void stopService() {
        SERVICE.stop();
    }

    @Test
    void sendsExactlyThePlan_andAddsHistogramsUp() {
        long before = SERVICE.count();

        LoadResult result;
        try (var tester = new LoadTesterContainer()) {
            result = tester.withTarget(SERVICE, 8080)
                    .withPath("/items")
                    .withRequests(1_000)
                    .withConcurrency(10)
                    .fleet(3)
                    .run();
        }

        assertThat(SERVICE.count() - before).isEqualTo(1_000);
        assertThat(result).hasNoErrors().hasSent(1_000);
        assertThat(result.responseTime().count()).isEqualTo(1_000);
        assertThat(result.plan().workload().requests()).isEqualTo(1_000);
        assertThat(result.environment())
                .containsEntry("generators", "3")
                .containsKey("startedWithin")
                .hasEntrySatisfying("generator1", text -> assertThat(text).startsWith("334 sent, "))
                .hasEntrySatisfying("generator2", text -> assertThat(text).startsWith("333 sent, "))
                .hasEntrySatisfying("generator3", text -> assertThat(text).startsWith("333 sent, "));
    }

    @Test
    void splitsARateExactly_andStartsTogether() {
        long before = SERVICE.count();

        LoadResult result;
        try (var tester = new LoadTesterContainer()) {
            result = tester.withTarget(SERVICE, 8080)
                    .withPath("/items")
                    .withRate(PlanSyntax.rate("100/s"))
                    .withDuration(RUN)
                    .fleet(3)
                    .run();
        }

        assertThat(result.counts().planned()).isEqualTo(600);
        assertThat(SERVICE.count() - before).isEqualTo(600);
        // One after the other they would begin that far apart at least.
        assertThat(PlanSyntax.duration(result.environment().getOrDefault("startedWithin", "1h")))
                .isLessThan(RUN);
    }

    @Test
    void ofWhichOneCannotStart_startsNone() {
        long before = SERVICE.count();
        var created = new AtomicInteger();
        try (var tester = new LoadTesterContainer()) {
            tester.withTarget(SERVICE, 8080).withPath("/items").withCreateContainerCmdModifier(command -> {
                if (created.incrementAndGet() == 2) {
                    command.withImage("no-such-image");
                }
            });

            assertThatThrownBy(() -> tester.fleet(3).run())
                    .isInstanceOf(LoadRunException.class)
                    .hasMessageStartingWith("the load tester's container did not start: ")
                    .hasMessageContaining("no-such-image");
        }
        assertThat(SERVICE.count()).isEqualTo(before);
    }

    @Test
    void interrupted_endsAllTesters_andKeepsWhatWasMeasured() {
        SERVICE.interruptAfter(500);
        try (var tester = new LoadTesterContainer()) {
            assertKeepsWhatWasMeasured(tester);
        }
    }

    /** A request to the engine would fail on an interrupted thread; here one is made for certain after the interrupt. */
    @Test
    void interrupted_whileTheEngineIsAsked_keepsWhatWasMeasuredToo() {
        Thread test = Thread.currentThread();
        long before = SERVICE.count();
        try (var tester = new LoadTesterContainer()) {
            tester.withStartupCheckStrategy(new StartupCheckStrategy() {
                @Override
                public StartupStatus checkStartupState(DockerClient client, String containerId) {
                    SERVICE.awaitCount(before + 3_000);
                    test.interrupt();
                    return new StartedOrEnded().checkStartupState(client, containerId);
                }
            });
            assertKeepsWhatWasMeasured(tester);
        }
    }

    /** Asserts of a run that is interrupted that it ends long before its time, and has a result. */
    private static void assertKeepsWhatWasMeasured(LoadTesterContainer tester) {
        LoadResult result = tester.withTarget(SERVICE, 8080)
                .withPath("/items")
                .withConcurrency(4)
                .withDuration(Duration.ofMinutes(5))
                .fleet(2)
                .run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.interrupted()).isTrue();
        assertThat(result.counts().of(Outcome.OK)).isPositive();
    }
}
