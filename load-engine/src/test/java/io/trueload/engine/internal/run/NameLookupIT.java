// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static io.trueload.engine.Rate.perSecond;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.RunListener;
import io.trueload.engine.Transport;
import io.trueload.engine.internal.http.Footprint;
import io.trueload.engine.internal.http.NameLookup;
import io.trueload.testkit.Answers;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.BlackHole;
import io.trueload.testkit.Reply;
import io.trueload.testkit.TestServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Name servers that are slow, know nothing, or know too much. */
class NameLookupIT {

    @RegisterExtension
    private static final FaultRun RUN = new FaultRun();

    private static final Duration SLOW = ofMillis(1_500);

    @Test
    void slowName_isToldOfInTheEnvironment_andIsInNoTime() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            LoadResult result = run(
                    LoadPlan.builder()
                            .target("http://slow.test:" + server.port() + "/")
                            .requests(20)
                            .concurrency(2),
                    host -> {
                        waitSlowly();
                        return loopback();
                    });

            assertThat(result.counts().of(Outcome.OK)).isEqualTo(20);
            assertThat(result.environment())
                    .hasEntrySatisfying(
                            "slowestNameLookup", time -> assertThat(time).startsWith("1.5"));
            assertThat(result.responseTime().max()).isLessThan(SLOW);
        }
    }

    @Test
    void quickName_isNotWorthAWord() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            LoadResult result =
                    run(LoadPlan.builder().target(server.uri("/")).requests(5).concurrency(1), host -> loopback());

            assertThat(result.environment())
                    .doesNotContainKeys("slowestNameLookup", "failedAddresses")
                    .containsEntry(
                            "ioThreads", Integer.toString(Runtime.getRuntime().availableProcessors()));
        }
    }

    @Test
    void slowNameOfARedirect_holdsUpThatRequestOnly() {
        try (TestServer other = TestServer.start(Behaviors.fixedDelay(Duration.ZERO));
                TestServer server = redirectingAway("http://slow.test:" + other.port() + "/")) {
            LoadResult result = run(onceAway(server), host -> {
                if (host.equals("slow.test")) {
                    waitSlowly();
                }
                return loopback();
            });

            assertThat(result.counts().of(Outcome.OK)).isEqualTo(200);
            assertThat(other.hits()).isEqualTo(1);
            assertThat(result.responseTime().max()).isGreaterThanOrEqualTo(SLOW);
            // All others but that one.
            assertThat(result.responseTime().percentile(99)).isLessThan(SLOW);
            // A millisecond, and five times that on a machine that others use.
            assertThat(result.generator().scheduleLagP99())
                    .isLessThan(result.generator().isHealthy() ? ofMillis(5) : ofMillis(500));
        }
    }

    @Test
    void nameThatIsUnknownInTheRun_isAFailureOfThatRequestOnly() {
        try (TestServer server = redirectingAway("http://unknown.test/")) {
            LoadResult result = run(onceAway(server), host -> {
                if (host.equals("unknown.test")) {
                    throw new UnknownHostException(host);
                }
                return loopback();
            });

            assertThat(result.counts().of(Outcome.OK)).isEqualTo(199);
            assertThat(result.counts().of(Outcome.CONNECT_FAILED)).isEqualTo(1);
            assertThat(result.errors().get(0).message()).contains("unknown.test");
        }
    }

    @Test
    void firstOfTwoAddresses_dead_leavesTheOther_howeverManyConnectTogether() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            LoadResult result = run(
                    LoadPlan.builder()
                            .target("http://two.test:" + server.port() + "/")
                            .requests(200)
                            .concurrency(50),
                    host -> new InetAddress[] {InetAddress.getByName("127.0.0.2"), loopback()[0]});

            assertThat(result.counts().of(Outcome.OK)).isEqualTo(200);
            assertThat(server.hits()).isEqualTo(200);
            assertThat(result.environment())
                    .hasEntrySatisfying(
                            "failedAddresses",
                            text -> assertThat(text).matches("127\\.0\\.0\\.2 \\(\\d+ attempts?\\)"));
        }
    }

    @Test
    void firstOfTwoAddresses_silent_costsHalfOfTheConnectTimeoutOnce_andLeavesTheOther() {
        LoadResult result = runWithTheFirstSilent(plan -> plan.requests(200)
                .concurrency(10)
                .connectTimeout(ofSeconds(4))
                .transport(new Transport(false, 1, false, 0, null, Transport.DEFAULT.tls(), 0)));

        assertThat(result.counts().of(Outcome.OK))
                .as("good answers; errors: %s", result.errors())
                .isEqualTo(200);
        // Those that connect together wait for it, and none after them.
        assertThat(result.responseTime().max()).isGreaterThanOrEqualTo(ofSeconds(2));
        assertThat(result.responseTime().countAtOrBelow(ofSeconds(1))).isGreaterThanOrEqualTo(180);
    }

    @Test
    void firstOfTwoAddresses_silentForLongerThanARequestWaits_isNotTriedFirstForEver() {
        LoadResult result = runWithTheFirstSilent(
                plan -> plan.requests(20).concurrency(1).timeout(ofMillis(300)).connectTimeout(ofSeconds(1)));

        assertThat(result.counts().of(Outcome.TIMED_OUT)).isBetween(1L, 10L);
        assertThat(result.counts().of(Outcome.OK))
                .isEqualTo(20 - result.counts().of(Outcome.TIMED_OUT));
    }

    /** Runs a plan against a host of which the first address never answers, and sees that the report names it. */
    private static LoadResult runWithTheFirstSilent(UnaryOperator<LoadPlan.Builder> plan) {
        try (BlackHole silent = BlackHole.open();
                TestServer server = TestServer.builder(Behaviors.fixedDelay(Duration.ZERO))
                        .address("127.0.0.2")
                        .port(silent.port())
                        .start()) {
            LoadResult result =
                    run(plan.apply(LoadPlan.builder().target("http://two.test:" + server.port() + "/")), host ->
                            new InetAddress[] {loopback()[0], InetAddress.getByName("127.0.0.2")});
            assertThat(server.hits()).isEqualTo(result.counts().of(Outcome.OK));
            assertThat(result.environment())
                    .hasEntrySatisfying(
                            "failedAddresses",
                            text -> assertThat(text).matches("127\\.0\\.0\\.1 \\(\\d+ attempts?\\)"));
            return result;
        }
    }

    private static LoadResult run(LoadPlan.Builder plan, NameLookup names) {
        Footprint before = Footprint.now();
        LoadResult result = RUN.besideHealthy(() -> new RunThread(plan.build(), RunListener.NONE, names).run());
        Books.assertBalanced(result);
        before.assertRestored();
        return result;
    }

    /** Returns a plan of two seconds in which one request is led elsewhere. */
    private static LoadPlan.Builder onceAway(TestServer server) {
        Transport standard = Transport.DEFAULT;
        return LoadPlan.builder()
                .target(server.uri("/"))
                .rate(perSecond(100))
                .duration(ofSeconds(2))
                .source(index -> RequestSpec.get(index == 20 ? "/away" : "/"))
                .transport(new Transport(false, 1, true, 1, null, standard.tls(), 0));
    }

    private static TestServer redirectingAway(String location) {
        Reply redirect = Reply.now(Answers.text(302, "", "Location: " + location));
        return TestServer.start(
                Behaviors.routes(Map.of("/away", request -> redirect), Behaviors.fixedDelay(Duration.ZERO)));
    }

    private static InetAddress[] loopback() throws UnknownHostException {
        return InetAddress.getAllByName("127.0.0.1");
    }

    private static void waitSlowly() {
        try {
            new CountDownLatch(1).await(SLOW.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
