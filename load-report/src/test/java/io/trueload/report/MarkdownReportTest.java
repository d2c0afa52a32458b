// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The summary of a job. */
class MarkdownReportTest {

    @Test
    void run_isTold_verdictFirst() {
        assertThat(Written.of(Results.example().build(), MarkdownReport::write)).isEqualTo("""
                        ### PASS: `GET http://127.0.0.1:8080/items`

                        200 requests over 50 connections, 48.1ms.

                        | expected | measured | |
                        |---|---|---|
                        | `p99 < 250ms` | `34.6ms (no upper confidence bound below 299 samples)` | met |
                        | `error rate = 0%` | `0%` | met |

                        | ms | p50 | p90 | p99 | p99.9 | max |
                        |---|---:|---:|---:|---:|---:|
                        | response time | 6.445 | 24.318 | 34.597 | – | 35.978 |
                        | service time | 6.445 | 24.318 | 34.597 | – | 35.978 |

                        200 sent: 200 ok. sent 4154.7/s, achieved 4154.7/s.

                        Generator: `healthy (schedule lag p99 200us, cpu 6%, gc 12ms, longest hiccup 1.25ms)`

                        <details><summary>Environment</summary>

                        | | |
                        |---|---|
                        | `trueload` | `0.1.0` |
                        | `java` | `17.0.15+6 Debian` |
                        | `os` | `Linux 6.1.0 amd64` |
                        | `processors` | `2` |

                        </details>
                        """);
    }

    @Test
    void timesAlone_areToldWithoutAVerdict() {
        var results = new Results().seconds(2, second -> SortedTimes.upToMillis(100 + second));

        assertThat(Written.of(TimesLog.of(results.build()), MarkdownReport::write))
                .isEqualTo("""
                        ### Response times

                        201 requests, 2s.

                        | ms | p50 | p90 | p99 | p99.9 | max |
                        |---|---:|---:|---:|---:|---:|
                        | response time | 51.020 | 91.030 | 100.008 | – | 101.000 |
                        """);
    }

    @Test
    void reasons_drops_andErrorsAreTold() {
        String text = Written.of(Results.rich().build(), MarkdownReport::write);

        assertThat(text)
                .startsWith("### INVALID: `POST https://shop.example:8443/items`\n")
                .contains("**Interrupted** before its plan was carried out.\n")
                .contains(
                        "\n* `3 of 412 planned requests were dropped, because too many were in flight; raise the limit of"
                                + " requests in flight, or lower the rate`\n")
                .contains("; 3 dropped. offered 418.3/s, sent 127.4/s, achieved 93.4/s.\n")
                .contains("| 20 | timedOut | `no answer within 20s` |\n");
    }

    @Test
    void errorsOfManyKinds_areCutAfterTen() {
        var results = new Results();
        results.errors = IntStream.range(0, 12)
                .mapToObj(i -> new ErrorCount(Outcome.CHECK_FAILED, "kind " + i, 1))
                .toList();

        assertThat(Written.of(results.build(), MarkdownReport::write))
                .contains("`kind 9` |\n|  | and 2 other kinds |  |\n")
                .doesNotContain("kind 10");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "plain; `plain`",
                "a|b; `a\\|b`",
                "<b>@me #1 **x** [l](u)</b>; `<b>@me #1 **x** [l](u)</b>`",
                "a`b; `` a`b ``",
                "``a`; ``` ``a` ```",
            })
    void textOfAServer_isACodeSpan_thatNothingInItEnds(String text, String span) {
        assertThat(MarkdownReport.codeSpan(text)).isEqualTo(span);
    }

    @Test
    void messageWithAPipeAndALineBreak_staysInItsCell() {
        var results = new Results();
        results.errors = List.of(new ErrorCount(Outcome.CHECK_FAILED, "a | b\n| c", 1));

        assertThat(Written.of(results.build(), MarkdownReport::write))
                .contains("| 1 | checkFailed | `a \\| b\\n\\| c` |\n");
    }
}
