// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.Outcome;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.RunListener;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.engine.Workload;
import io.trueload.engine.internal.http.NameLookup;
import io.trueload.testkit.Answers;
import io.trueload.testkit.Behavior;
import io.trueload.testkit.Behaviors;
import io.trueload.testkit.Reply;
import io.trueload.testkit.TestServer;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs against public hosts, which are names behind a proxy on loopback, or addresses that are never reached. */
class PublicLimitsIT {

    private static final String PUBLIC = "http://shop.example/";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-n 1001 | 1001 requests",
                "-n 1000 -c 51 | 51 connections",
                "-z 61s | 61s",
                "-z 1s -w 1s | a warm-up of any number of requests",
                "-r 20/s -z 51s | 1020 requests",
                "-r 10/s -z 61s | 61s",
                "-r 20/s -z 30s -w 31s | 1220 requests and 61s",
                "-r 5/s -z 1s -m 200 | up to 200 connections",
                "-r 5/s -z 1s -c 60 | 60 connections",
                "-n 2000 -c 60 | 2000 requests and 60 connections"
            })
    void publicTarget_planThatAsksForMore_isRefusedBeforeAnythingIsSent(String plan, String excess) {
        RunThread run = new RunThread(
                plan(plan).target(PUBLIC).build(), RunListener.NONE, host -> InetAddress.getAllByName("203.0.113.9"));

        assertThatThrownBy(run::run)
                .isInstanceOf(LoadRunException.class)
                .hasMessage("shop.example (203.0.113.9) is public, and public hosts get at most 1000 requests, 50"
                        + " connections and 60 s, but the plan asks for " + excess
                        + "; ask for less, or, if you may load that host, allow more with --allow-public or"
                        + " trueload.allow-public=true");
    }

    @Test
    void otherTarget_anyPlan_isCarriedOutAsItIs() {
        LoadPlan plan = plan("-n 2000 -c 60").target(PUBLIC).build();

        assertThat(PublicLimits.of(plan, "").plan()).isSameAs(plan);
    }

    @Test
    void allowedPlan_isCarriedOutAsItIs() {
        LoadPlan plan = plan("-n 2000 -c 60").target(PUBLIC).allowPublic(true).build();

        assertThat(PublicLimits.of(plan, "shop.example").plan()).isSameAs(plan);
        assertThat(plan.toBuilder().build()).isEqualTo(plan);
    }

    @Test
    void thousandRequests_areAllSent_andTheResultSaysThatTheyWereLimited() {
        try (TestServer proxy = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            LoadResult result = run(proxy, plan("-n 1000 -c 50").target(PUBLIC), 0);

            Books.assertBalanced(result);
            assertThat(result.counts().of(Outcome.OK)).isEqualTo(1_000);
            assertThat(proxy.hits()).isEqualTo(1_000);
            assertThat(proxy.connections()).isLessThanOrEqualTo(50);
            assertThat(result.environment())
                    .containsEntry(
                            "publicTarget",
                            "at most 1000 requests, 50 connections and 60 s; --allow-public allows more");
            assertThat(result.rates().achieved()).isGreaterThan(1_000 / 60.0 * 2);
        }
    }

    @Test
    void duration_ofAPublicTarget_endsWithTheThousandthRequest() {
        try (TestServer proxy = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            LoadResult result = run(proxy, plan("-z 30s -c 50").target(PUBLIC), 0);

            Books.assertBalanced(result);
            assertThat(proxy.hits()).isEqualTo(1_000);
            assertThat(result.elapsed()).isLessThan(Duration.ofSeconds(30));
            assertThat(result.rates().achieved()).isGreaterThan(1_000 / 30.0);
        }
    }

    @Test
    void duration_ofAPublicTargetThatIsAllowed_sendsMore() {
        try (TestServer proxy = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            LoadResult result = run(proxy, plan("-n 1500 -c 60").target(PUBLIC).allowPublic(true), 0);

            assertThat(result.counts().of(Outcome.OK)).isEqualTo(1_500);
            assertThat(result.environment()).doesNotContainKey("publicTarget");
        }
    }

    @Test
    @Tag("nightly")
    void rate_whileAPublicTargetStalls_opensNoMoreThanFiftyConnections() {
        try (TestServer proxy = TestServer.start(Behaviors.fixedDelay(Duration.ofMillis(1_500)))) {
            LoadResult result = run(proxy, plan("-r 300/s -z 1s -c 10").target(PUBLIC), 0);

            assertThat(result.counts().sent()).isEqualTo(300);
            assertThat(proxy.connections()).isBetween(11L, 50L);
        }
    }

    @Test
    void furtherAddresses_ofAPublicHost_areTriedAsOftenAsItMayBe() {
        try (FaultTarget closed = FaultTarget.closedPort()) {
            URI proxy = URI.create("http://three.test:" + closed.uri().getPort());
            LoadResult result = runWithoutKeepAlive(proxy, "127.0.0.2", "127.0.0.3", "127.0.0.4");

            // Two further ones for each, but for those that the end meets between the second and the third address.
            assertThat(result.counts().of(Outcome.CONNECT_FAILED)).isBetween(500L, 525L);
            assertThat(result.errors())
                    .last()
                    .satisfies(error ->
                            assertThat(error.message()).contains("1050 attempts to connect to further addresses"));
        }
    }

    @Test
    void deadAddresses_ofAPublicHost_leaveItAllItsRequests() {
        try (TestServer server = TestServer.start(Behaviors.fixedDelay(Duration.ZERO))) {
            URI proxy = URI.create("http://three.test:" + server.port());
            LoadResult result = runWithoutKeepAlive(proxy, "127.0.0.2", "127.0.0.3", "127.0.0.1");

            assertThat(result.counts().of(Outcome.OK)).isEqualTo(1_000);
        }
    }

    private static LoadResult runWithoutKeepAlive(URI proxy, String... addresses) {
        LoadPlan plan = plan("-n 1000 -c 50")
                .target(PUBLIC)
                .transport(new Transport(false, 1, false, 0, proxy, TlsSettings.DEFAULT, 0))
                .priming(false)
                .build();
        NameLookup names = host -> {
            var all = new InetAddress[addresses.length];
            for (int i = 0; i < all.length; i++) {
                all[i] = InetAddress.getByName(addresses[i]);
            }
            return all;
        };
        return new RunThread(plan, RunListener.NONE, names).run();
    }

    @Test
    void numberOfRequests_ofAPublicTarget_hasSixtySecondsForThem() {
        LoadPlan plan = plan("-n 1000 -c 5").target(PUBLIC).build();

        assertThat(PublicLimits.of(plan, "shop.example").plan().workload())
                .isEqualTo(new Workload.Closed(5, 1_000, Duration.ofSeconds(60)));
    }

    @ParameterizedTest
    @CsvSource({"40, 1000", "60, 110"})
    void redirects_toAPublicHost_getNoMoreThanItsLimits(int lanes, int reached) {
        AtomicLong atPublic = new AtomicLong();
        Reply redirect = Reply.now(Answers.text(302, "", "Location: " + PUBLIC));
        Reply ok = Reply.now(Answers.ok("there"));
        Behavior behavior = request -> {
            boolean isPublic = request.target().startsWith(PUBLIC);
            atPublic.addAndGet(isPublic ? 1 : 0);
            return isPublic ? ok : redirect;
        };
        try (TestServer proxy = TestServer.start(behavior)) {
            LoadResult result = run(proxy, plan("-n 1300 -c " + lanes).target("http://127.0.0.1/"), 1);

            Books.assertBalanced(result);
            assertThat(result.counts().of(Outcome.OK)).isEqualTo(atPublic.get());
            assertThat(result.counts().of(Outcome.PROTOCOL_ERROR)).isEqualTo(1_300 - atPublic.get());
            if (lanes <= 50) {
                assertThat(atPublic).hasValue(reached);
                // One to each of the two hosts, and none for what may not be sent any more.
                assertThat(proxy.connections()).isEqualTo(2L * lanes);
            } else {
                // Those lanes to the private host, of which 50 got a connection to the public one.
                assertThat(proxy.connections()).isEqualTo(reached);
            }
        }
    }

    private static LoadResult run(TestServer proxy, LoadPlan.Builder plan, int redirects) {
        var transport = new Transport(false, 1, true, redirects, proxy.uri(""), TlsSettings.DEFAULT, 0);
        return new RunThread(plan.transport(transport).priming(false).build(), RunListener.NONE).run();
    }

    /** Reads the options of the command that matter here; w is the warm-up, r a rate, m the most connections. */
    private static LoadPlan.Builder plan(String options) {
        LoadPlan.Builder plan = LoadPlan.builder();
        String[] words = options.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            String value = words[i + 1];
            switch (words[i]) {
                case "-n" -> plan.requests(Long.parseLong(value));
                case "-c" -> plan.concurrency(Integer.parseInt(value));
                case "-z" -> plan.duration(PlanSyntax.duration(value));
                case "-w" -> plan.warmUp(PlanSyntax.duration(value));
                case "-r" -> plan.rate(PlanSyntax.rate(value));
                case "-m" -> plan.maxConnections(Integer.parseInt(value));
                default -> throw new AssertionError(words[i]);
            }
        }
        return plan;
    }
}
