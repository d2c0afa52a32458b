// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.LoadResult.Bytes;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TextReportTest {

    private final Results results = new Results();

    @Test
    void closedRun_allOk_wholeText() {
        assertThat(render()).isEqualTo("""

            Summary:
              Total:\t0.3187 secs
              Slowest:\t0.2000 secs
              Fastest:\t0.0010 secs
              Average:\t0.1005 secs
              Requests/sec:\t627.5494
             \s
              Total data:\t122400 bytes
              Size/request:\t612 bytes

            Response time histogram:
              0.001 [1]\t|■■
              0.021 [19]\t|■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■
              0.041 [20]\t|■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■
              0.061 [20]\t|■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■
              0.081 [20]\t|■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■
              0.101 [20]\t|■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■
              0.120 [20]\t|■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■
              0.140 [20]\t|■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■
              0.160 [20]\t|■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■
              0.180 [20]\t|■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■
              0.200 [20]\t|■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■


            Latency distribution:
              10% in 0.0200 secs
              25% in 0.0500 secs
              50% in 0.1000 secs
              75% in 0.1500 secs
              90% in 0.1800 secs
              95% in 0.1900 secs
              99% in 0.1980 secs

            Details (average, fastest, slowest):
              DNS+dialup:\t0.0002 secs, 0.0000 secs, 0.0019 secs
              DNS-lookup:\t0.0000 secs, 0.0000 secs, 0.0000 secs
              req write:\t0.0000 secs, 0.0000 secs, 0.0004 secs
              resp wait:\t0.0990 secs, 0.0009 secs, 0.1990 secs
              resp read:\t0.0001 secs, 0.0000 secs, 0.0009 secs

            Status code distribution:
              [200]\t200 responses



            Response time and service time agree to 5% or 0.1ms.
            Too few times to say how high these may really be (95% upper bound): p99 (takes 299)

            Books:
              planned 200 = sent 200 + dropped 0
              sent 200 = ok 200
              The books balance.

            Rates: sent 627.5/s, achieved 627.5/s
            Closed workload: sending waited for the answers, so users who would have come during a stall are not in \
            these times (coordinated omission); --rate measures them
            Generator: healthy (schedule lag p99 200us, cpu 6%, gc 12ms, longest hiccup 1.25ms)

            Verdict: PASS (nothing was expected)
            """);
    }

    @Test
    void noAnswer_hasAllHeads_andNoNumberThatIsNone() {
        String text = TextReport.render(Results.noAnswer().build());

        assertThat(text).isEqualTo("""

            Summary:
              Total:\t0.0010 secs
              Requests/sec:\t0.0000
             \s

            Response time histogram:


            Latency distribution:

            Details (average, fastest, slowest):

            Status code distribution:

            Error distribution:
              [10]\tconnection refused: 127.0.0.1:8080

            No response time was measured.

            Books:
              planned 10 = sent 10 + dropped 0
              sent 10 = connectFailed 10
              The books balance.

            Rates: sent 10000.0/s, achieved 0.0/s
            Closed workload: sending waited for the answers, so users who would have come during a stall are not in \
            these times (coordinated omission); --rate measures them
            Generator: healthy (schedule lag p99 200us, cpu 6%, gc 12ms, longest hiccup 1.25ms)

            Verdict: FAIL
              no request was answered as expected
            """);
    }

    @Test
    void nothingSent_notNumbersAnywhere_areNotPrinted() {
        Results nothing = Results.noAnswer();
        nothing.counts = Results.counts(0, 0, Map.of());
        nothing.errors = List.of();
        nothing.rates = new Rates(Double.NaN, Double.NaN, Double.NaN, Double.POSITIVE_INFINITY);
        nothing.generator = new GeneratorHealth(
                List.of(),
                ofMillis(0),
                ofMillis(0),
                ofMillis(0),
                ofMillis(0),
                Double.NaN,
                ofMillis(0),
                ofMillis(0),
                -1,
                -1,
                GeneratorHealth.Processors.UNKNOWN,
                GeneratorHealth.Pauses.NONE,
                ofMillis(0));

        assertThat(TextReport.render(nothing.build()))
                .doesNotContain("NaN", "Infinity", "∞")
                .contains("  sent 0\n")
                .contains("Rates: sent 0.0/s, achieved 0.0/s\n")
                .contains("Generator: healthy (schedule lag p99 0s, cpu unknown, gc 0s, longest hiccup 0s)\n")
                .endsWith("Verdict: INCONCLUSIVE\n  nothing was sent\n");
    }

    @Test
    void oneAnswer_noPercentileIsCarried_noRowIsPrinted() {
        results.plan.requests(1).concurrency(1);
        results.counts = Results.counts(1, 0, Map.of(Outcome.OK, 1L));
        results.responseTime = SortedTimes.ofMillis(7);
        results.serviceTime = results.responseTime;
        results.okResponseTime = results.responseTime;

        assertThat(render())
                .contains("Latency distribution:\n\nDetails")
                .contains("  0.007 [1]\t|■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■■\n  0.007 [0]\t|\n")
                .contains("  The books balance.\n");
    }

    @Test
    void manyAnswers_percentilesBeyondHeys_areAddedWhenCarried() {
        results.responseTime = SortedTimes.ofMicros(LongStream.rangeClosed(1, 1_000));
        assertThat(render()).contains("  99% in 0.0010 secs\n  99.9% in 0.0010 secs\n\nDetails");

        results.responseTime = SortedTimes.ofMicros(LongStream.rangeClosed(1, 10_000));
        assertThat(render())
                .contains("  99% in 0.0099 secs\n  99.9% in 0.0100 secs\n  99.99% in 0.0100 secs\n\nDetails");
    }

    @Test
    void requestsPerSecond_failedRequests_doNotInflateIt() {
        results.rates = new Rates(0, 5_000, 5_000, 12.5);

        assertThat(render()).contains("  Requests/sec:\t12.5000\n");
    }

    @Test
    void size_isPerAnswer_andMissingWithoutAny() {
        results.counts = Results.counts(200, 0, Map.of(Outcome.OK, 50L, Outcome.CONNECTION_LOST, 150L));
        results.bytes = new Bytes(0, 0, 1_000);
        assertThat(render()).contains("  Total data:\t1000 bytes\n  Size/request:\t20 bytes\n");

        results.counts = Results.counts(200, 0, Map.of(Outcome.CONNECTION_LOST, 200L));
        assertThat(render()).doesNotContain("Total data", "Size/request");
    }

    @Test
    void errorMessage_hostile_staysOneVisibleLine() {
        results.errors = List.of(new ErrorCount(
                Outcome.PROTOCOL_ERROR,
                "\u001b]8;;http://evil\u0007%s %!x\r\n  99% in 0.0001 secs\u202e\u009b2J\ud800",
                3));

        assertThat(render())
                .contains("Error distribution:\n"
                        + "  [3]\t\\u001b]8;;http://evil\\u0007%s %!x\\r"
                        + "\\n"
                        + "  99% in 0.0001 secs\\u202e\\u009b2J\\ud800\n\n");
    }

    @Test
    void secrets_ofThePlan_areNotInTheText() {
        Results rich = Results.rich();
        rich.errors = List.of(new ErrorCount(Outcome.CHECK_FAILED, "echoed canary-header and canary-query", 5));

        assertThat(TextReport.render(rich.build()))
                .contains("echoed *** and ***")
                .doesNotContain("canary");
    }

    @Test
    void defaultLocale_withCommas_changesNothing() {
        String expected = TextReport.render(Results.rich().build());
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(TextReport.render(Results.rich().build())).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void severalRuns_standSideBySide_inColumns() {
        assertThat(TextReport.table(List.of(
                        new NamedResult("before.json", Results.example().build()),
                        new NamedResult("none\n.json", Results.noAnswer().build()))))
                .isEqualTo("""
                        run          verdict  load                              sent  errors  achieved     p50     p90     p99   max
                        before.json  PASS     200 requests over 50 connections   200       0  4154.7/s  6.45ms  24.3ms  34.6ms  36ms
                        none\\n.json  FAIL     10 requests over 5 connections      10      10     0.0/s       -       -       -     -
                        """);
    }

    @Test
    void write_givesTheSameText() throws IOException {
        var out = new StringBuilder();

        TextReport.write(results.build(), out);

        assertThat(out).hasToString(render());
    }

    private String render() {
        return TextReport.render(results.build());
    }
}
