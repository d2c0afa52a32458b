// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static io.trueload.engine.Rate.perSecond;
import static io.trueload.engine.internal.run.KnownTruth.assertBooks;
import static io.trueload.engine.internal.run.KnownTruth.assertInAnyCase;
import static io.trueload.engine.internal.run.KnownTruth.assertNear;
import static io.trueload.engine.internal.run.KnownTruth.assertOnSchedule;
import static io.trueload.engine.internal.run.KnownTruth.assertOverhead;
import static io.trueload.engine.internal.run.KnownTruth.meanMillis;
import static io.trueload.engine.internal.run.KnownTruth.open;
import static io.trueload.engine.internal.run.KnownTruth.percentile;
import static io.trueload.engine.internal.run.KnownTruth.planned;
import static io.trueload.engine.internal.run.KnownTruth.recorded;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import io.trueload.testkit.Identity;
import io.trueload.testkit.ProtocolServer;
import io.trueload.testkit.ServerProcess;
import io.trueload.testkit.TestCertificates;
import io.trueload.testkit.Truth;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Servers in processes of their own, whose timing is known: what is measured is held against the server's own log. The
 * names K1 to K20 are the scenarios of the literature on load generators that the project keeps; longer ones are in
 * {@link KnownTruthNightlyIT}.
 */
@Tag("any-jdk")
class KnownTruthIT {

    /** Half a minute in the profile nightly, what a build has time for else. */
    private static final int SECONDS = Integer.getInteger("trueload.truth-seconds", 10);

    private static final int STREAMS = 5;

    /** How much later than the server's log has it the answers may be that end a freeze: up to a thousand in an instant. */
    private static final Duration ALL_AT_ONCE = ofMillis(30);

    private static TestCertificates certificates;

    private final KnownTruth truth = new KnownTruth();

    @BeforeAll
    static void makeCertificates() {
        certificates = TestCertificates.ofThisProcess();
    }

    @Test
    void k1_fixedFiveMilliseconds_overheadIsSmall() throws Throwable {
        truth.believably(() -> {
            try (ServerProcess server = ServerProcess.start("fixed-delay", "--delay", "5ms", "--record")) {
                LoadResult result = truth.run(open(server, 1000, SECONDS).warmUp(ofSeconds(2)));

                assertBooks(result, server);
                assertInAnyCase(() -> assertThat(result.counts().of(Outcome.OK)).isEqualTo(1000 * SECONDS));
                assertOnSchedule(server, result, 1000);
                assertThat(result.responseTime().min()).isGreaterThanOrEqualTo(ofMillis(5));
                assertOverhead(server, result, 50, ofMillis(1));
                assertOverhead(server, result, 99, ofMillis(5));
                assertThat(result.rates().sent()).isCloseTo(1000, within(1.0));
                assertCausal(server, result);
                assertLittle(server, result);
            }
        });
    }

    @Test
    void k3_everyTenthIsSlow_isCountedExactly() throws Throwable {
        truth.believably(() -> {
            try (ServerProcess server =
                    ServerProcess.start("every-nth", "--n", "10", "--slow", "50ms", "--fast", "1ms", "--record")) {
                LoadResult result = truth.run(open(server, 1000, SECONDS));

                assertBooks(result, server);
                LatencyDistribution times = result.responseTime();
                assertInAnyCase(() -> assertThat(times.count()).isEqualTo(1000 * SECONDS));
                long slow = times.count() - times.countAtOrBelow(ofMillis(49));
                long slowAtTheServer = recorded(server, result).stream()
                        .filter(nanos -> nanos > 49_000_000)
                        .count();
                // Not one of the slow ones is missing; a few others may have become as slow on the way.
                assertThat(slowAtTheServer).isGreaterThanOrEqualTo(100L * SECONDS);
                assertThat(slow).isBetween(slowAtTheServer, slowAtTheServer + 30);
                assertOverhead(server, result, 89, ofMillis(5));
                assertOverhead(server, result, 91, ofMillis(5));
                assertOverhead(server, result, 99, ofMillis(5));
                assertThat(times.mean().toNanos() / 1e6).isBetween(5.9, 6.5);
            }
        });
    }

    @Test
    void k6_freezeOfOneSecond_isSeenByResponseTime() throws Throwable {
        truth.believably(() -> {
            try (ServerProcess server = freezingAfter(ofSeconds(SECONDS / 3))) {
                LoadResult result = truth.run(open(server, 1000, SECONDS));

                assertBooks(result, server);
                assertInAnyCase(() -> assertThat(result.counts().of(Outcome.OK)).isEqualTo(1000 * SECONDS));
                // One of T seconds is frozen: the q-quantile is b + S - (1-q) T where that is positive.
                // Who waits least finds the server busy with all the others.
                for (long millis : new long[] {101, 401, 701, 801, 901, 951, 991, 1001}) {
                    double percentile = 100 - (1001 - millis) / 10.0 / SECONDS;
                    assertOverhead(server, result, percentile, ALL_AT_ONCE);
                    assertNear(server, result, percentile, millis);
                }
                assertThat(result.responseTime().percentile(100 - 150.0 / SECONDS))
                        .isLessThan(ofMillis(30));
                double mean = 1 + 500.0 / SECONDS;
                double late = meanMillis(recorded(server, result)) - meanMillis(planned(server, result));
                assertThat(result.responseTime().mean().toNanos() / 1e6).isBetween(mean - 5, mean + 5 + late);
                assertThat(result.responseTimeGrowth())
                        .as("a stall is no saturation")
                        .isZero();
            }
        });
    }

    @Test
    void k6_sameFreezeClosedWorkload_isTheControlThatDoesNotSeeIt() throws Throwable {
        truth.believably(() -> {
            try (ServerProcess server = freezingAfter(ofSeconds(2))) {
                LoadResult result = truth.run(LoadPlan.builder()
                        .target(server.uri("/"))
                        .duration(ofSeconds(5))
                        .concurrency(10));

                assertBooks(result, server);
                assertOverhead(server, result, 99, ofMillis(5));
                assertOverhead(server, result, 100, ALL_AT_ONCE);
                truth.assertUnlessLate(
                        () -> assertThat(result.responseTime().p99()).isLessThan(ofMillis(6)),
                        () -> percentile(recorded(server, result), 99)
                                > ofMillis(3).toNanos());
                assertThat(result.responseTime().max()).isGreaterThan(ofMillis(900));
            }
        });
    }

    @Test
    void k7_freezeFromTheFirstRequestOn_losesNothing() throws Throwable {
        truth.believably(() -> {
            try (ServerProcess server = freezingAfter(ofSeconds(0))) {
                LoadResult result = truth.run(open(server, 200, 5));

                assertBooks(result, server);
                assertInAnyCase(() -> assertThat(result.responseTime().count()).isEqualTo(1000));
                for (double percentile : new double[] {90, 99, 100}) {
                    assertOverhead(server, result, percentile, ALL_AT_ONCE);
                }
                // A fifth of the requests waits for up to a second.
                assertNear(server, result, 90, 501);
                assertNear(server, result, 99, 951);
                assertNear(server, result, 100, 1001);
            }
        });
    }

    @Test
    void k7_freezeAtTheEnd_leavesRequestsInFlight_withTheTimeThatTheyHaveWaited() throws Throwable {
        truth.believably(() -> {
            try (ServerProcess server =
                    ServerProcess.start("freeze", "--base", "1ms", "--at", "4s", "--length", "30s", "--record")) {
                LoadResult result = truth.run(open(server, 200, 5).grace(ofMillis(500)));

                assertBooks(result, server);
                List<Truth> log = server.truth();
                long freeze = log.get(0).receivedNanos() + ofSeconds(4).toNanos();
                assertInAnyCase(() -> {
                    assertThat(result.counts().of(Outcome.OK))
                            .as("received before the freeze by the server's log")
                            .isEqualTo(log.stream()
                                    .filter(line -> line.receivedNanos() < freeze)
                                    .count());
                    assertThat(result.counts().of(Outcome.IN_FLIGHT_AT_END))
                            .isEqualTo(1000 - result.counts().of(Outcome.OK));
                    assertThat(log.stream().filter(Truth::isAnswered))
                            .as("answered by the server's log")
                            .hasSize((int) result.counts().of(Outcome.OK));
                    assertThat(result.responseTime().count()).isEqualTo(1000);
                });
                assertThat(result.counts().of(Outcome.OK)).isBetween(795L, 805L);
                // None is forgotten: the last has waited for half a second, the first for one and a half.
                assertNear(result, 99.9, 1500);
                assertNear(result, 90, 1000);
                assertNear(result, 81, 550);
            }
        });
    }

    /** Never repeated, like all about tokens: however disturbed a generator is, no answer may be taken for another's. */
    @ParameterizedTest
    @CsvSource({"open, kept", "open, fresh", "closed, kept", "closed, fresh"})
    void k20_everyAnswer_belongsToItsRequest(String workload, String connections) {
        try (ServerProcess server = ServerProcess.start("echo-token")) {
            LoadPlan.Builder plan = workload.equals("open")
                    ? open(server, 1000, 2)
                    : LoadPlan.builder().target(server.uri("/")).requests(2000).concurrency(20);
            LoadResult result = truth.run(withTokens(plan).transport(keepAlive(connections.equals("kept"))));

            assertBooks(result, server);
            assertThat(result.counts().of(Outcome.OK)).isEqualTo(2000);
        }
    }

    @Test
    void k20_wrongToken_isTheControlThatFails() {
        try (ServerProcess server = ServerProcess.start("fixed-delay", "--delay", "0ms")) {
            LoadResult result = truth.run(withTokens(
                    LoadPlan.builder().target(server.uri("/")).requests(100).concurrency(5)));

            assertThat(result.counts().of(Outcome.CHECK_FAILED)).isEqualTo(100);
        }
    }

    @ParameterizedTest
    @CsvSource({"open, plain", "open, secure", "closed, plain", "closed, secure"})
    void k20_everyAnswerOnAStream_belongsToItsRequest(String workload, String wire) {
        try (ProtocolServer server =
                http2(wire.equals("secure")).echoTokens(true).delay(ofMillis(5)).start()) {
            LoadPlan.Builder plan = LoadPlan.builder().target(server.uri("/"));
            plan = workload.equals("open")
                    ? plan.rate(perSecond(1000)).duration(ofSeconds(2)).maxConnections(4)
                    : plan.requests(2000).concurrency(4);
            LoadResult result = truth.run(withTokens(plan).transport(streams()));

            Books.assertBalanced(result);
            assertThat(result.counts().of(Outcome.OK)).isEqualTo(2000);
            assertThat(server.hits()).isEqualTo(2000);
            assertThat(server.protocols()).containsOnlyKeys("HTTP/2.0");
            // With several streams on each.
            assertThat(server.connections()).isBetween(2L, 4L);
        }
    }

    @Test
    void k20_wrongTokenOnAStream_isTheControlThatFails() {
        try (ProtocolServer server = http2(false).start()) {
            LoadPlan.Builder plan =
                    LoadPlan.builder().target(server.uri("/")).requests(100).concurrency(1);
            LoadResult result = truth.run(withTokens(plan).transport(streams()));

            assertThat(result.counts().of(Outcome.CHECK_FAILED)).isEqualTo(100);
        }
    }

    /** Returns a server in this process, since only counts and outcomes are looked at. */
    private static ProtocolServer.Builder http2(boolean secure) {
        ProtocolServer.Builder server = ProtocolServer.builder().versions(ProtocolServer.Versions.HTTP_2);
        return secure ? server.tls(certificates.context(Identity.SERVER)) : server;
    }

    private static Transport streams() {
        var trusting = new TlsSettings(false, certificates.authorityPem(), null, null);
        return new Transport(true, STREAMS, true, 0, null, trusting, 0);
    }

    private static ServerProcess freezingAfter(Duration at) throws Exception {
        return ServerProcess.start(
                "freeze", "--base", "1ms", "--at", at.toMillis() + "ms", "--length", "1s", "--record");
    }

    private static LoadPlan.Builder withTokens(LoadPlan.Builder plan) {
        return plan.source(index -> RequestSpec.builder()
                        .header("X-Token", "token-" + index)
                        .build())
                .check((request, response) -> {
                    String token = request.headers().get(0).value();
                    return response.text().equals(token) ? Optional.empty() : Optional.of("another request's answer");
                });
    }

    private static Transport keepAlive(boolean keepAlive) {
        Transport standard = Transport.DEFAULT;
        return new Transport(false, 1, keepAlive, 0, null, standard.tls(), 0);
    }

    /** Asserts that no rank of the measured times is shorter than the server's own. */
    private static void assertCausal(ServerProcess server, LoadResult result) {
        List<Long> took = recorded(server, result);
        for (int i = 1; i <= took.size(); i++) {
            long measured =
                    result.responseTime().percentile(100.0 * i / took.size()).toNanos();
            // Three digits of a histogram.
            assertThat(measured).as("rank %s", i).isGreaterThanOrEqualTo(took.get(i - 1) / 1000 * 999);
        }
    }

    /**
     * Asserts Little's law: requests in flight on average are rate times service time, seen from either end, but for what each
     * request takes on its way, for which it has a millisecond.
     */
    private static void assertLittle(ServerProcess server, LoadResult result) {
        double seconds = result.elapsed().toNanos() / 1e9;
        double atTheServer =
                recorded(server, result).stream().mapToLong(Long::longValue).sum() / 1e9 / seconds;
        double measured =
                result.rates().achieved() * result.serviceTime().mean().toNanos() / 1e9;
        assertThat(measured)
                .isBetween(
                        atTheServer * 0.98, atTheServer * 1.02 + result.rates().achieved() / 1e3);
    }
}
