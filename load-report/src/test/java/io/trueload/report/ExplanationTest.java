// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult.Phase;
import io.trueload.engine.LoadResult.Phases;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.Outcome;
import io.trueload.engine.Rate;
import io.trueload.engine.TargetHealth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The explanations of slow runs, whole. */
class ExplanationTest {

    private final Results results = new Results();

    @Test
    void stallInAPartOfAnOpenRun_isNamedWithItsTimeOfDay() {
        openRun("p99 < 250ms");
        results.seconds(30, second -> second >= 11 && second < 19 ? stalled() : quick(200));
        results.counts = Results.counts(6_000, 0, Map.of(Outcome.OK, 5_988L, Outcome.BAD_STATUS, 12L));
        results.statusCodes = new TreeMap<>(Map.of(200, 5_988L, 503, 12L));
        results.rates = new Rates(200, 200, 200, 199.6);
        results.phases = phases(0, 205, 1);

        assertThat(explanation()).isEqualTo("""
              when         seconds 12 to 19 of 30, with all of the response times over 250ms; p99 of the others 38ms
              where        the server: connect mean 0s max 0s, first byte mean 205ms max 410ms, body mean 1ms max 2ms
              times        response time p50 38ms, p90 38ms, p99 412ms, p99.9 412ms, max 412ms; service time p50 \
            38ms, p90 38ms, p99 412ms, p99.9 412ms, max 412ms
              steady       no steady state: response times still changed their level in the second half of the run
              outcomes     5,988 ok, 12 × status 503
              rate         200.0/s asked, 200.0/s sent, 199.6/s answered ok
              generator    healthy (schedule lag p99 200us, cpu 6%, gc 12ms, longest hiccup 1.25ms)
              samples      6,000, 1 slow episode, worth 27 independent ones, too few for a 95% interval of p99, \
            which takes 10 slow episodes
              note         few episodes: the 400 times beyond it come from 1 slow episode
              look next    what the service did from 15:12:35 to 15:12:44 UTC: its log, garbage collection, \
            processor limits
            """);
    }

    @Test
    void targetThatLackedResources_isNamed_andLookedAtNext() {
        openRun("p99 < 250ms");
        results.seconds(30, second -> second >= 11 && second < 19 ? stalled() : quick(200));
        results.target = new TargetHealth(300, 280, Duration.ofMillis(12_500), 60 << 20, 128 << 20, 0, "");

        assertThat(explanation())
                .contains("""
                      target       NOT WELL: its CPU limit stopped it in 280 of 300 periods, for 12.5s in all
                    """)
                .contains("  look next    the target's container: its CPU limit stopped it in 280 of 300 periods, for");
    }

    @Test
    void targetThatLackedResources_isNotBlamedForAnswersThatWereWrong() {
        openRun("p99 < 250ms");
        results.seconds(30, second -> quick(200));
        results.counts = Results.counts(6_000, 0, Map.of(Outcome.BAD_STATUS, 6_000L));
        results.statusCodes = new TreeMap<>(Map.of(404, 6_000L));
        results.target = new TargetHealth(300, 280, Duration.ofMillis(12_500), 60 << 20, 128 << 20, 0, "");

        assertThat(explanation())
                .contains("  target       NOT WELL: ")
                .contains("  look next    the request: its method, path and headers; send it once by hand");
    }

    @Test
    void targetThatLackedNothing_isNotBlamed() {
        openRun("p99 < 250ms");
        results.seconds(30, second -> second >= 11 && second < 19 ? stalled() : quick(200));
        results.target = new TargetHealth(300, 2, Duration.ofMillis(5), 60 << 20, 128 << 20, 0, "");

        assertThat(explanation())
                .contains(
                        "  target       throttled in 2 of 300 periods, 5ms; memory 60.0 MiB of 128.0 MiB; 0 restarts\n")
                .contains("  look next    what the service did from ");
    }

    @Test
    void slowAllThroughAClosedRun_asksForAProfile() {
        results.plan.expect("p50 < 20ms");
        results.seconds(30, second -> quick(200));

        assertThat(explanation()).isEqualTo("""
              when         all through the run: 30 of 30 seconds have response times over 20ms
              where        the server: connect mean 150us max 1.9ms, first byte mean 99ms max 199ms, body mean 50us \
            max 900us
              times        response time p50 38ms, p90 38ms, p99 38ms, p99.9 38ms, max 38ms; service time p50 38ms, \
            p90 38ms, p99 38ms, p99.9 38ms, max 38ms
              outcomes     6,000 ok
              rate         200.0/s sent, 200.0/s answered ok (closed workload: no rate was asked)
              generator    healthy (schedule lag p99 200us, cpu 6%, gc 12ms, longest hiccup 1.25ms)
              samples      6,000, 95% interval of p50: 38ms to 38ms
              look next    a profile of the service under this load: it was slow all through the run
            """);
    }

    @Test
    void slowNowAndThen_isNotCalledAllThrough() {
        results.plan.expect("p99 < 250ms");
        results.seconds(30, second -> second % 10 == 4 ? stalled() : quick(200));

        assertThat(explanation())
                .contains(
                        "  when         now and then: 3 of 30 seconds have response times over 250ms\n",
                        "  look next    what the service does now and then: garbage collection, jobs on a timer, caches that"
                                + " expire\n");
    }

    @Test
    void openRun_whoseRequestsQueued_saysWhatTheyWaitedFor() {
        openRun("p99 < 250ms");
        results.seconds(
                10,
                second -> SortedTimes.ofMillis(LongStream.rangeClosed(1, 200)
                        .map(each -> 5 + second * 500 + each * 2)
                        .toArray()));
        results.serviceTime = SortedTimes.repeat(2_000, ofMillis(5));
        results.phases = phases(0, 5, 0);

        assertThat(explanation()).isEqualTo("""
              when         all through the run: 10 of 10 seconds have response times over 250ms
              where        waiting for a free connection, mean 2.45s: connect mean 0s max 0s, first byte mean 5ms \
            max 10ms, body mean 0s max 0s
              times        response time p50 2.41s, p90 4.41s, p99 4.87s, p99.9 4.9s, max 4.91s; service time p50 \
            5ms, p90 5ms, p99 5ms, p99.9 5ms, max 5ms
              outcomes     2,000 ok
              rate         200.0/s asked, 200.0/s sent, 200.0/s answered ok
              generator    healthy (schedule lag p99 200us, cpu 6%, gc 12ms, longest hiccup 1.25ms)
              samples      2,000 in 10 seconds, too few for a 95% interval of p99, which takes 30
              look next    how many requests the service can serve at once: it kept all connections busy while \
            others waited
            """);
    }

    @Test
    void slowConnecting_isNotTakenForAQueue() {
        results.plan.expect("p99 < 50ms");
        results.seconds(10, second -> SortedTimes.repeat(100, ofMillis(105)));
        results.serviceTime = SortedTimes.repeat(1_000, ofMillis(5));
        results.phases = phases(100, 4, 1);
        String closed = explanation();
        openRun("p99 < 50ms");
        String open = explanation();

        assertThat(closed).isEqualTo("""
              when         all through the run: 10 of 10 seconds have response times over 50ms
              where        opening connections: connect mean 100ms max 200ms, first byte mean 4ms max 8ms, body mean \
            1ms max 2ms
              times        response time p50 105ms, p90 105ms, p99 105ms, p99.9 105ms, max 105ms; service time p50 \
            5ms, p90 5ms, p99 5ms, p99.9 5ms, max 5ms
              outcomes     1,000 ok
              rate         100.0/s sent, 100.0/s answered ok (closed workload: no rate was asked)
              generator    healthy (schedule lag p99 200us, cpu 6%, gc 12ms, longest hiccup 1.25ms)
              samples      1,000 in 10 seconds, too few for a 95% interval of p99, which takes 30
              look next    what is slow in opening connections: keep-alive that is off, TLS, or a full backlog
            """);
        assertThat(open).contains("  where        opening connections: connect mean 100ms max 200ms, ");
    }

    @Test
    void serviceTimeMissed_theIntervalIsSaidToBeThatOfResponseTime() {
        results.plan.expect("service p90 < 20ms");
        results.seconds(30, second -> quick(200));

        assertThat(explanation()).contains("  samples      6,000, 95% interval of response time's p90: 38ms to 38ms\n");
    }

    @Test
    void slowBodies_pointToTheirSize() {
        results.plan.expect("p99 < 50ms");
        results.seconds(10, second -> SortedTimes.repeat(100, ofMillis(105)));
        results.phases = phases(1, 4, 100);

        assertThat(explanation())
                .contains(
                        "  where        reading the body: connect mean 1ms max 2ms, first byte mean 4ms max 8ms, body mean"
                                + " 100ms max 200ms\n",
                        "  look next    the size of the answers, and the network between\n");
    }

    @Test
    void unhealthyGenerator_isToBlameFirst() {
        openRun("p99 < 250ms");
        results.seconds(10, second -> SortedTimes.repeat(200, ofMillis(400)));
        results.serviceTime = SortedTimes.repeat(2_000, ofMillis(5));
        results.phases = phases(0, 5, 0);
        results.generator = Results.late(ofMillis(390));

        assertThat(explanation()).isEqualTo("""
              when         all through the run: 10 of 10 seconds have response times over 250ms
              where        the generator, which started requests late: connect mean 0s max 0s, first byte mean 5ms \
            max 10ms, body mean 0s max 0s
              times        response time p50 400ms, p90 400ms, p99 400ms, p99.9 400ms, max 400ms; service time p50 \
            5ms, p90 5ms, p99 5ms, p99.9 5ms, max 5ms
              outcomes     2,000 ok
              rate         200.0/s asked, 200.0/s sent, 200.0/s answered ok
              generator    NOT HEALTHY: schedule lag p99 was 390ms; use a faster machine
              samples      2,000 in 10 seconds, too few for a 95% interval of p99, which takes 30
              look next    the machine that made the load: what else ran there, and how many processors it may use
            """);
    }

    @Test
    void droppedRequests_pointToTheRate() {
        openRun("p99 < 250ms");
        results.seconds(10, second -> quick(200));
        results.counts = Results.counts(2_500, 500, Map.of(Outcome.OK, 2_000L));

        assertThat(explanation())
                .contains(
                        "  outcomes     2,000 ok, 500 dropped\n",
                        "  look next    the rate: more requests were due than the plan allows in flight; lower it or raise"
                                + " maxInFlight\n");
    }

    @Test
    void rateNotDelivered_byAHealthyGenerator_pointsToTheMachine() {
        openRun("p99 < 250ms");
        results.seconds(10, second -> quick(100));
        results.rates = new Rates(200, 100, 100, 100);

        assertThat(explanation())
                .endsWith(
                        "  look next    the machine that made the load: what else ran there, and how many processors it"
                                + " may use\n");
    }

    @Test
    void runShorterThanTwoSeconds_tellsNoSecondsApart() {
        results.plan.expect("p99 < 50ms");

        assertThat(explanation()).isEqualTo("""
              when         the run took 319ms, too short to tell one second from another
              where        the server: connect mean 150us max 1.9ms, first byte mean 99ms max 199ms, body mean 50us \
            max 900us
              times        response time p50 100ms, p90 180ms, p99 198ms, max 200ms; service time p50 100ms, p90 \
            180ms, p99 198ms, max 200ms
              outcomes     200 ok
              rate         627.5/s sent, 627.5/s answered ok (closed workload: no rate was asked)
              generator    healthy (schedule lag p99 200us, cpu 6%, gc 12ms, longest hiccup 1.25ms)
              samples      200 in 1 second, too few for a 95% interval of p99, which takes 30
              note         no upper confidence bound below 299 samples
              look next    a profile of the service under this load: it was slow all through the run
            """);
    }

    @Test
    void emptyRun_hasEveryTopicAndNoNumberThatIsNone() {
        Results nothing = Results.noAnswer();
        nothing.counts = Results.counts(0, 0, Map.of());
        nothing.errors = List.of();
        nothing.elapsed = Duration.ZERO;
        nothing.rates = new Rates(0, 0, Double.NaN, Double.NaN);
        nothing.intervals = List.of();

        assertThat(Explanation.of(nothing.build())).isEqualTo("""
              when         nothing was recorded
              where        nothing was answered
              times        none: no request was answered or timed out
              outcomes     0 ok
              rate         0.0/s sent, 0.0/s answered ok (closed workload: no rate was asked)
              generator    healthy (schedule lag p99 200us, cpu 6%, gc 12ms, longest hiccup 1.25ms)
              samples      0
              look next    what ended the run before its first request
            """);
    }

    @Test
    void tooFewSamples_askForALongerRun() {
        openRun("p99.9 < 1s");
        results.seconds(2, second -> quick(200));

        assertThat(explanation())
                .contains(
                        "  when         no second of the run stands out\n",
                        "  look next    a longer run: these samples can't carry what is expected\n");
    }

    @Test
    void passedRun_needsNoLook() {
        results.seconds(40, second -> quick(200));

        assertThat(explanation()).contains("  look next    nothing: the run was as expected\n");
    }

    @Test
    void summary_hasTheExpectationsAndNoTrouble() {
        results.plan.expect("p99 < 250ms", "errors = 0");
        results.seconds(40, second -> quick(200));

        assertThat(Explanation.summary(results.build())).isEqualTo("""
              expected     p99 < 250ms: 38ms
              expected     errors = 0: 0
              times        response time p50 38ms, p90 38ms, p99 38ms, p99.9 38ms, max 38ms; service time p50 38ms, \
            p90 38ms, p99 38ms, p99.9 38ms, max 38ms
              outcomes     8,000 ok
              rate         200.0/s sent, 200.0/s answered ok (closed workload: no rate was asked)
              generator    healthy (schedule lag p99 200us, cpu 6%, gc 12ms, longest hiccup 1.25ms)
              samples      8,000, 95% interval of p99: 38ms to 38ms
            """);
    }

    @Test
    void slowStart_isLeftOutOfTheSteadyPart_inSummaryAndExplanation() {
        results.plan.expect("p99 < 250ms", "steady p99 < 250ms");
        results.plan.duration(Duration.ofSeconds(40));
        results.seconds(40, second -> second < 5 ? SortedTimes.repeat(200, ofMillis(412)) : quick(200));
        String steady = """
              steady       steady from 5s: p50 38ms, p99 38ms (whole run: p50 38ms, p99 412ms); 5s left out
            """;

        assertThat(Explanation.summary(results.build())).contains(steady);
        assertThat(explanation())
                .contains(steady)
                .contains(
                        "  when         seconds 1 to 5 of 40, with all of the response times over 250ms; p99 of the others 38ms\n");
    }

    @Test
    void missInTheSteadyPart_isLookedForInItsSeconds() {
        results.plan.expect("steady p99 < 250ms").duration(Duration.ofSeconds(40));
        results.seconds(
                40,
                second -> second < 5 || second == 20 || second == 21
                        ? SortedTimes.repeat(200, ofMillis(412))
                        : quick(200));

        assertThat(explanation())
                .contains("  when         seconds 21 to 22 of 40, with all of the response times over 250ms;");
    }

    private void openRun(String... expectations) {
        results.plan = LoadPlan.builder()
                .target("http://127.0.0.1:8080/items")
                .rate(Rate.perSecond(200))
                .duration(Duration.ofSeconds(30))
                .expect(expectations);
    }

    private String explanation() {
        return Explanation.of(results.build());
    }

    /** Returns times of 38 ms. */
    private static SortedTimes quick(int count) {
        return SortedTimes.repeat(count, ofMillis(38));
    }

    /** Returns times of a second in which a quarter of the requests took 412 ms. */
    private static SortedTimes stalled() {
        return SortedTimes.sum(List.of(quick(150), SortedTimes.repeat(50, ofMillis(412))));
    }

    private static Phases phases(long connectMillis, long firstByteMillis, long readMillis) {
        return new Phases(
                Phase.NONE, phase(connectMillis), Phase.NONE, Phase.NONE, phase(firstByteMillis), phase(readMillis));
    }

    private static Phase phase(long millis) {
        return new Phase(ofMillis(millis), Duration.ZERO, ofMillis(2 * millis));
    }
}
