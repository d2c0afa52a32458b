// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult.Phase;
import io.trueload.engine.LoadResult.Phases;
import io.trueload.engine.Outcome;
import io.trueload.engine.Rate;
import io.trueload.engine.Stage;
import io.trueload.engine.TlsSettings;
import io.trueload.engine.Transport;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the report says after hey's sections. */
class TextReportSecondPartTest {

    private final Results results = new Results();

    @Test
    void publicTarget_itsLimits_areTold() {
        Results results = Results.rich();
        results.environment.put("publicTarget", "at most so much");

        assertThat(TextReport.render(results.build()))
                .contains("were not verified.\nPublic target: at most so much\n\n");
    }

    @Test
    void openRun_withEverythingWrong_wholeSecondPart() {
        String text = TextReport.render(Results.rich().build());

        assertThat(text.substring(text.indexOf("\nError distribution"))).isEqualTo("""

            Error distribution:
              [20]\tno answer within 20s
              [5]\tprice is missing
              [4]\tconnection refused: shop.example:8443

            INTERRUPTED: the run was stopped before its plan was carried out.
            INSECURE: certificates and host names were not verified.

            In ms                  p50         p90         p99       p99.9         max
            Response time      200.000     360.000     396.000           -     400.000
            Service time        24.375      43.875      48.375           -      48.750
            All percentiles are lower bounds: requests were still in flight (15), and their times are how long they had waited
            Response time of ok answers: p50 150ms, p90 270ms, p99 297ms, max 300ms

            Books:
              planned 412 = sent 409 + dropped 3
              sent 409 = ok 300 + badStatus 60 + checkFailed 5 + timedOut 20 + connectFailed 4 + \
            connectionLost 3 + protocolError 2 + inFlightAtEnd 15
              The books balance.
              unsent 840: not due or not begun when the run was stopped; not part of planned
              warm-up 77: sent before recording began; part of no other number
              Hint: 40 answers were redirects; --redirects N follows them, --ok 2xx,3xx accepts them

            Proxy: proxy.example:3128
            Rates: offered 418.3/s, sent 127.4/s, achieved 93.4/s
            Generator: NOT HEALTHY: schedule lag p99 was 48ms; use a faster machine; cpu 97%

            Expectations:
              MISSED     p99 < 250ms: 396ms (9 requests that failed without an answer have no time)
              met        service p50 < 1s: 24.38ms (9 requests that failed without an answer have no time; \
            met although the generator was not healthy)
              can't say  p99.9 < 2s: needs 1000 samples, has 400
              MISSED     error rate = 0%: 22.98% (the generator was not healthy, but that does not explain the \
            miss)

            Verdict: INVALID
              3 of 412 planned requests were dropped, because too many were in flight; raise the limit of \
            requests in flight, or lower the rate
            """);
    }

    @Test
    void slowNameServer_isNamed() {
        assertThat(render()).doesNotContain("Names:");

        results.environment = Map.of("slowestNameLookup", "3.2s");
        assertThat(render()).contains("\nNames: the slowest look-up took 3.2s; look at the name server\n");
    }

    @Test
    void addressThatFailed_isNamed() {
        results.environment = Map.of("failedAddresses", "127.0.0.2 (10 attempts)");
        assertThat(render())
                .contains("\nAddresses: failed to connect to 127.0.0.2 (10 attempts); the name has several\n");
    }

    @Test
    void targetThatCannotKeepUp_isNamed() {
        results.plan.stage(Stage.hold(Rate.perSecond(100), Duration.ofSeconds(12)));
        results.seconds(12, second -> SortedTimes.repeat(100, Duration.ofMillis(7)));
        assertThat(render()).doesNotContain("Saturated");

        results.seconds(12, second -> SortedTimes.repeat(100, Duration.ofMillis(500L * second)));
        assertThat(render())
                .contains(
                        "\nSaturated: response time grew by 500 ms in each second, since more is offered than the target"
                                + " answers; in a longer run it would be longer\n");

        results.generator = Results.LATE;
        assertThat(render()).doesNotContain("Saturated");
    }

    @Test
    void waitingForAConnection_isToldIfItTookTime() {
        results.phases = blocked(999);
        assertThat(render()).doesNotContain("Blocked");

        results.phases = blocked(34_000);
        assertThat(render())
                .contains(
                        "\nBlocked: requests waited for 34ms on average and up to 68ms, since all connections were busy\n");
    }

    private static Phases blocked(long micros) {
        return new Phases(
                Results.phase(micros, 0, 2 * micros), Phase.NONE, Phase.NONE, Phase.NONE, Phase.NONE, Phase.NONE);
    }

    @Test
    void generatorThatStoodStill_whatIsLeftWithoutTheseSeconds_isTold() {
        results.seconds(10, second -> SortedTimes.repeat(100, Duration.ofMillis(second >= 4 && second <= 6 ? 900 : 7)));
        // From 4.8 s to 5.7 s.
        results.generator = Results.stopped(Duration.ofMillis(4_800), Duration.ofMillis(900));

        assertThat(render())
                .contains(
                        "\nWithout the seconds in which it stood still and the next, 3 of 10: p50 7ms, p99 7ms, max 7ms\n");

        results.generator = Results.stopped(Duration.ofMillis(4_800), Duration.ofMillis(900), Duration.ofMillis(950));
        assertThat(render()).as("some second is not named").doesNotContain("Without the seconds");

        results.generator = Results.HEALTHY;
        assertThat(render()).doesNotContain("stood still");
    }

    @Test
    void connections_thatDidNotLastOrSuffice_areCounted() {
        int concurrency = results.plan.build().workload().concurrency();
        results.environment = Map.of("connectionsOpened", Integer.toString(concurrency));
        assertThat(render()).doesNotContain("Connections:");

        results.environment = Map.of("connectionsOpened", "27 + 100");
        assertThat(render())
                .contains("\nConnections: 127 opened in the whole run, which began with " + concurrency + "\n");

        results.environment = Map.of("connectionsOpened", "many");
        assertThat(render()).doesNotContain("Connections:");

        results.environment = Map.of("connectionsOpened", "127");
        results.plan.transport(new Transport(false, 1, false, 0, null, TlsSettings.DEFAULT, 0));
        assertThat(render()).as("where none is kept").doesNotContain("Connections:");
    }

    @Test
    void handshakes_areToldByKind() {
        assertThat(render()).doesNotContain("TLS handshakes");

        results.environment = Map.of("tlsHandshakes", "1 full and 39 resumed");
        assertThat(render())
                .contains(
                        "\nTLS handshakes: 1 full and 39 resumed; a resumed one continues an earlier session and costs less"
                                + " than the full one of a new client\n");
    }

    @Test
    void books_thatDoNotBalance_saySoInCapitals() {
        results.counts = Results.counts(203, 1, Map.of(Outcome.OK, 199L, Outcome.TIMED_OUT, 2L));

        assertThat(render()).contains("""
              planned 203 = sent 201 + dropped 1
              sent 201 = ok 199 + timedOut 2
              THE BOOKS DO NOT BALANCE: 203 planned, but 202 sent or dropped; 201 requests have a response time, \
            but 200 were recorded; 199 requests were ok, but the times of 200 were recorded
            """.indent(0));
    }

    @Test
    void redirects_followedOrAccepted_giveNoHint() {
        results.statusCodes = new TreeMap<>(Map.of(301, 1L, 304, 5L));
        assertThat(render())
                .contains("  Hint: 1 answer was a redirect; --redirects N follows them, --ok 2xx,3xx accepts them\n");

        Transport direct = Transport.DEFAULT;
        results.plan.transport(new Transport(false, 1, true, 5, null, direct.tls(), 0));
        assertThat(render()).doesNotContain("Hint");

        results.plan.transport(direct).accept("2xx,3xx");
        assertThat(render()).doesNotContain("Hint");
    }

    @Test
    void times_nearlyEqual_agree() {
        results.responseTime =
                SortedTimes.ofMicros(LongStream.rangeClosed(1, 200).map(time -> time * 1_049));
        assertThat(render()).contains("agree to 5% or 0.1ms.");

        results.responseTime =
                SortedTimes.ofMicros(LongStream.rangeClosed(1, 200).map(time -> time * 1_051));
        assertThat(render()).contains("In ms ").doesNotContain("agree");
    }

    @Test
    void times_smallButFarApartInShare_agree() {
        results.serviceTime = SortedTimes.ofMicros(LongStream.rangeClosed(1, 200));
        results.responseTime =
                SortedTimes.ofMicros(LongStream.rangeClosed(1, 200).map(time -> time + 100));

        assertThat(render()).contains("agree to 5% or 0.1ms.");
    }

    @Test
    void longRun_intervalsOfPercentiles_followTheTimes() {
        results.seconds(40, second -> SortedTimes.upToMillis(70 + second));

        assertThat(render()).contains("""
            Response time and service time agree to 5% or 0.1ms.
            95% intervals of response time: p50 44ms to 47ms, p90 80ms to 87ms; none of p99, p99.9: fewer than 10 slow \
            episodes
            p99: 28 times beyond it in 6 slow episodes; all 3,580 are worth 159 independent ones; with so few \
            episodes, another run may well differ
            p99.9: 3 times beyond it in 2 slow episodes; all 3,580 are worth 1,245 independent ones; with so few \
            episodes, another run may well differ

            Books:
            """);
    }

    @Test
    void longRun_ofManyEpisodes_isToldWhatItsTimesAreWorth_too() {
        results.seconds(60, second -> SortedTimes.upToMillis(second % 3 == 0 ? 100 : 90));

        assertThat(render()).contains("""
            p99: 40 times beyond it in 20 slow episodes; all 5,600 are worth 4,410 independent ones
            p99.9: 20 times beyond it in 20 slow episodes; all 5,600 are worth 5,600 independent ones
            """);
    }

    @Test
    void slowStart_isNamed_withTheFiguresOfTheRest() {
        results.seconds(40, second -> SortedTimes.repeat(200, Duration.ofMillis(second < 5 ? 20 : 1)));

        assertThat(render()).contains("""
            Steady from 5s: p50 1ms, p99 1ms (whole run: p50 1ms, p99 20ms); 5s left out
            p99: 1,000 times beyond it in 1 slow episode; all 8,000 are worth 8 independent ones; with so few \
            episodes, another run may well differ
            p99.9: 1,000 times beyond it in 1 slow episode; all 8,000 are worth 8 independent ones; with so few \
            episodes, another run may well differ
            """);
    }

    @Test
    void steadyRun_isSaidInOneLine_andUnsteadinessWithItsReason() {
        results.seconds(40, second -> SortedTimes.repeat(200, Duration.ofMillis(1)));
        assertThat(render()).contains("\nSteady all through the run.\n").doesNotContain("slow episode");

        results.seconds(40, second -> SortedTimes.repeat(200, Duration.ofMillis(second < 30 ? 1 : 2)));
        assertThat(render())
                .contains(
                        "\nNo steady state: response times still changed their level in the second half of the run\n");
    }

    @Test
    void shortRun_saysNothingOfSteadiness() {
        results.seconds(19, second -> SortedTimes.upToMillis(200));

        assertThat(render()).doesNotContainIgnoringCase("steady").doesNotContain("slow episode");
    }

    @Test
    void shortRun_hasNoLineOfIntervals() {
        results.seconds(29, second -> SortedTimes.upToMillis(200));

        assertThat(render()).doesNotContain("95% interval");
    }

    @Test
    void percentilesWithoutAnUpperBound_areNamedInOneLine() {
        results.seconds(1, second -> SortedTimes.upToMillis(20));
        assertThat(render())
                .contains(
                        "\nToo few times to say how high these may really be (95% upper bound): p90 (takes 29), p95 (takes 59)\n");

        results.seconds(1, second -> SortedTimes.upToMillis(299));
        assertThat(render()).doesNotContain("Too few times");
    }

    @Test
    void percentilesAmongTimesWithoutAnAnswer_areSaidToBeLowerBounds() {
        results.counts = Results.counts(200, 0, Map.of(Outcome.OK, 198L, Outcome.TIMED_OUT, 2L));
        assertThat(render()).as("p99 is the 198th of 200").doesNotContain("lower bounds");

        results.counts = Results.counts(200, 0, Map.of(Outcome.OK, 197L, Outcome.TIMED_OUT, 3L));
        assertThat(render())
                .contains(
                        "\np99 and above are lower bounds: 3 of 200 requests timed out, and their times are how long they waited\n");

        results.counts = Results.counts(200, 0, Map.of(Outcome.OK, 199L, Outcome.IN_FLIGHT_AT_END, 1L));
        assertThat(render())
                .as("it may be younger than all others")
                .contains(
                        "\nAll percentiles are lower bounds: requests were still in flight (1), and their times are how long they"
                                + " had waited\n");
    }

    @Test
    void serviceTime_nothingWritten_isShownAsMissing() {
        results.serviceTime = SortedTimes.NONE;
        results.okResponseTime = SortedTimes.NONE;

        assertThat(render()).contains("""
            Service time             -           -           -           -           -
            Too few times to say how high these may really be (95% upper bound): p99 (takes 299)
            Response time of ok answers: there were none.
            """);
    }

    @Test
    void secondPart_hasNoLineThatHeysReadersWouldTake() {
        Results rich = Results.rich();
        String text = TextReport.render(rich.build());
        var second = new HeyReader(text.substring(text.indexOf("INTERRUPTED")));

        assertThat(second.summary()).isEmpty();
        assertThat(second.rates()).isEmpty();
        assertThat(second.marks()).isEmpty();
        assertThat(second.percentiles()).isEmpty();
        assertThat(second.details()).isEmpty();
        assertThat(second.statuses()).isEmpty();
        assertThat(second.errors()).isEmpty();
        assertThat(text.split("Requests/sec|Total:|Average:|Slowest:|Fastest:", -1))
                .hasSize(6);
    }

    @Test
    void met_expectation_isListedWithItsValue() {
        results.plan = LoadPlan.builder().target("http://127.0.0.1/").expect("p99 < 250ms");

        assertThat(render()).endsWith("""

            Expectations:
              met        p99 < 250ms: 198ms (no upper confidence bound below 299 samples)

            Verdict: PASS
            """);
    }

    private String render() {
        return TextReport.render(results.build());
    }
}
