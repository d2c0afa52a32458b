// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.Outcome;
import io.trueload.engine.Transport;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The explanations of runs in which requests failed. */
class ExplanationOfFailuresTest {

    private final Results results = new Results();

    @Test
    void burstOf503_isNamedWithItsSeconds() {
        failing(30, 13, 14, 6);
        results.plan.expect("errors = 0");
        results.counts = Results.counts(6_000, 0, Map.of(Outcome.OK, 5_988L, Outcome.BAD_STATUS, 12L));
        results.statusCodes = new TreeMap<>(Map.of(200, 5_988L, 503, 12L));

        assertThat(explanation()).isEqualTo("""
              when         seconds 14 to 15 of 30, with all of the failures
              where        the server: connect mean 150us max 1.9ms, first byte mean 99ms max 199ms, body mean 50us \
            max 900us
              times        response time p50 38ms, p90 38ms, p99 38ms, p99.9 38ms, max 38ms; service time p50 38ms, \
            p90 38ms, p99 38ms, p99.9 38ms, max 38ms
              outcomes     5,988 ok, 12 × status 503
              rate         200.0/s sent, 200.0/s answered ok (closed workload: no rate was asked)
              generator    healthy (schedule lag p99 200us, cpu 6%, gc 12ms, longest hiccup 1.25ms)
              samples      6,000, 95% interval of p99: 38ms to 38ms
              look next    the service's log from 15:12:37 to 15:12:40 UTC
            """);
    }

    @Test
    void everyConnectionRefused_asksWhetherTheServiceListens() {
        assertThat(Explanation.of(Results.noAnswer().build())).isEqualTo("""
              when         the run took 1ms, too short to tell one second from another
              where        nothing was answered
              times        none: no request was answered or timed out
              outcomes     0 ok, 10 × connectFailed (connection refused: 127.0.0.1:8080)
              rate         10000.0/s sent, 0.0/s answered ok (closed workload: no rate was asked)
              generator    healthy (schedule lag p99 200us, cpu 6%, gc 12ms, longest hiccup 1.25ms)
              samples      0
              look next    whether the service listens at 127.0.0.1:8080; its log from 15:12:24 to 15:12:25 UTC
            """);
    }

    @Test
    void connectionsThroughAProxy_nameIt_butNotItsPassword() {
        Results refused = Results.noAnswer();
        Transport direct = Transport.DEFAULT;
        refused.plan.transport(
                new Transport(false, 1, true, 0, URI.create("http://me:canary@proxy:3128"), direct.tls(), 0));

        assertThat(Explanation.of(refused.build()))
                .endsWith(
                        "  look next    whether the service listens at 127.0.0.1:8080 and the proxy reaches it; its log"
                                + " from 15:12:24 to 15:12:25 UTC\n")
                .doesNotContain("canary", "proxy:3128");
    }

    @Test
    void fewFailuresInASlowRun_doNotHideTheSlowness() {
        results.plan.expect("p99 < 20ms", "errors = 0");
        results.seconds(10, second -> SortedTimes.repeat(200, ofMillis(38)));
        outcomes(Outcome.CHECK_FAILED, 1, "price is missing");

        assertThat(explanation())
                .contains(
                        "  when         all through the run: 10 of 10 seconds have response times over 20ms\n",
                        "  outcomes     1,999 ok, 1 × checkFailed (price is missing)\n",
                        "  look next    a profile of the service under this load: it was slow all through the run\n");
    }

    @Test
    void manyFailuresInASlowRun_comeFirst() {
        results.plan.expect("p99 < 20ms");
        results.seconds(10, second -> SortedTimes.repeat(200, ofMillis(38)));
        outcomes(Outcome.CHECK_FAILED, 20, "price is missing");

        assertThat(explanation())
                .endsWith("  look next    the answer that the check objects to: send one request by hand\n");
    }

    @Test
    void achievedRateMissed_withFailures_looksAtThem() {
        failing(30, 13, 14, 100);
        results.plan.expect("rate > 199/s");
        results.counts = Results.counts(6_000, 0, Map.of(Outcome.OK, 5_800L, Outcome.BAD_STATUS, 200L));
        results.statusCodes = new TreeMap<>(Map.of(200, 5_800L, 503, 200L));
        results.rates = new Rates(0, 200, 200, 193.3);

        assertThat(explanation())
                .contains(
                        "  when         seconds 14 to 15 of 30, with all of the failures\n",
                        "  look next    the service's log from 15:12:37 to 15:12:40 UTC\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "302 | whether status 302 is the answer that was wanted: the plan does not accept it",
                "401 | the credentials that the requests carry",
                "403 | the credentials that the requests carry",
                "404 | the request: its method, path and headers; send it once by hand",
                "429 | the service's rate limit: it refused the load instead of slowing down",
                "500 | the service's log from 15:12:24 to 15:12:25 UTC",
            })
    void status_leadsTo(int status, String look) {
        results.counts = Results.counts(200, 0, Map.of(Outcome.BAD_STATUS, 200L));
        results.statusCodes = new TreeMap<>(Map.of(status, 200L));
        results.okResponseTime = SortedTimes.NONE;

        assertThat(explanation()).endsWith("  look next    " + look + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TIMED_OUT | what the service waits for; its log from 15:12:24 to 15:12:25 UTC",
                "CHECK_FAILED | the answer that the check objects to: send one request by hand",
                "CONNECT_FAILED | whether the service listens at 127.0.0.1:8080; its log from 15:12:24 to 15:12:25 UTC",
                "CONNECTION_LOST | why the service or something before it closes connections; its log from 15:12:24 to"
                        + " 15:12:25 UTC",
                "PROTOCOL_ERROR | whether what listens at 127.0.0.1:8080 speaks http",
                "TLS_FAILED | the certificate of the service and the authorities that the plan trusts",
                "IN_FLIGHT_AT_END | what the service waits for; its log from 15:12:24 to 15:12:25 UTC",
            })
    void outcomeOfAllRequests_leadsTo(Outcome outcome, String look) {
        results.counts = Results.counts(200, 0, Map.of(outcome, 200L));

        assertThat(explanation()).endsWith("  look next    " + look + "\n");
    }

    @ParameterizedTest
    @CsvSource({"http://host/, host:80", "https://host/, host:443", "https://[::1]:8443/, [::1]:8443"})
    void address_withoutAPort_hasTheOneOfItsScheme(String target, String address) {
        results.plan = LoadPlan.builder().target(target);
        results.counts = Results.counts(200, 0, Map.of(Outcome.CONNECT_FAILED, 200L));

        assertThat(explanation()).contains("  look next    whether the service listens at " + address + "; its log");
    }

    @Test
    void outcomesOfManyKinds_theFewerOnesAreCounted() {
        results.counts = Results.counts(216, 0, Map.of(Outcome.OK, 200L, Outcome.CHECK_FAILED, 16L));
        results.errors = errors(5);
        assertThat(explanation())
                .contains("  outcomes     200 ok, 5 × checkFailed (error 5), 4 × checkFailed (error 4), 3 × checkFailed"
                        + " (error 3), 2 × checkFailed (error 2), and 2 other kinds\n");

        results.errors = errors(4);
        assertThat(explanation())
                .contains("6 × checkFailed, 4 × checkFailed (error 4), ")
                .contains(", and 1 other kind\n");
    }

    @Test
    void outcomesWithoutAMessage_andThoseInFlight_areNotForgotten() {
        results.counts = Results.counts(
                209, 0, Map.of(Outcome.OK, 200L, Outcome.CONNECTION_LOST, 2L, Outcome.IN_FLIGHT_AT_END, 7L));

        assertThat(explanation())
                .contains("  outcomes     200 ok, 7 × still in flight at the end, 2 × connectionLost\n");
    }

    @Test
    void hostileText_staysOneVisibleLine() {
        outcomes(
                Outcome.PROTOCOL_ERROR,
                3,
                "\u001b]8;;http://evil\u0007%s\r\n  look next    nothing\u202e\u009b2J\ud800");

        assertThat(explanation())
                .contains("3 × protocolError (\\u001b]8;;http://evil\\u0007%s\\r"
                        + "\\n  look next    nothing\\u202e\\u009b2J\\ud800)\n")
                .hasLineCount(8);
    }

    @Test
    void longText_isCut_afterItsSecretsAreMasked() {
        results.plan.header("Authorization", "Bearer canary-header");
        outcomes(Outcome.CHECK_FAILED, 3, "x".repeat(110) + " canary-header and more");

        assertThat(explanation())
                .contains("3 × checkFailed (" + "x".repeat(110) + " *** and m…)\n")
                .doesNotContain("canary");
    }

    @Test
    void secretsOfThePlan_areNowhere() {
        Results rich = Results.rich();
        rich.errors = List.of(new ErrorCount(Outcome.CHECK_FAILED, "echoed canary-header and canary-query", 50));

        assertThat(Explanation.of(rich.build()))
                .contains("checkFailed (echoed *** and ***)")
                .doesNotContain("canary");
    }

    @Test
    void defaultLocale_withOtherDigits_changesNothing() {
        String expected = Explanation.of(Results.rich().build());
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Explanation.of(Results.rich().build())).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Makes a run of 200 requests a second, some of which failed in each of the seconds named. */
    private void failing(int seconds, int first, int last, long failed) {
        results.seconds(seconds, second -> SortedTimes.repeat(200, ofMillis(38)));
        results.intervals = IntStream.range(0, seconds)
                .mapToObj(second -> Results.second(
                        second, SortedTimes.repeat(200, ofMillis(38)), second >= first && second <= last ? failed : 0))
                .toList();
    }

    private void outcomes(Outcome outcome, long count, String message) {
        long all = results.responseTime.count();
        results.counts = Results.counts(all, 0, Map.of(Outcome.OK, all - count, outcome, count));
        results.errors = List.of(new ErrorCount(outcome, message, count));
    }

    private static List<ErrorCount> errors(int kinds) {
        return IntStream.rangeClosed(1, kinds)
                .mapToObj(kind -> new ErrorCount(Outcome.CHECK_FAILED, "error " + kind, kind))
                .toList();
    }

    private String explanation() {
        return Explanation.of(results.build());
    }
}
