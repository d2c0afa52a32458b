// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.Outcome;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.Stage;
import io.trueload.engine.TargetHealth;
import io.trueload.engine.Workload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class JsonReportTest {

    private static final Path DOCUMENTATION = Path.of("..", "docs", "json.md");

    @Test
    void schema_pathsAndTypes_areFrozen() throws IOException {
        assertThat(shape()).hasToString(HeyReader.resource("trueload-result-1.txt"));
    }

    @Test
    void documentation_namesEveryField() throws IOException {
        String text = Files.readString(DOCUMENTATION);

        assertThat(shape().types().keySet().stream().filter(path -> !path.endsWith("[]")))
                .allSatisfy(path -> assertThat(text).contains("| `" + path.replace("/", ".") + "` |"));
    }

    @Test
    void documentation_showsARealReport() throws IOException {
        assertThat(Files.readString(DOCUMENTATION)).contains("""
            ```json
            %s```
            """.formatted(write(Results.example())));
    }

    @Test
    void richRun_figures_areThoseOfTheResult() throws IOException {
        assertThat(write(Results.rich()))
                .contains("\"elapsedSeconds\": 3.210987654,")
                .contains("""
                      "rates": {
                        "offered": 418.333333,
                        "delivered": 127.374844,
                        "sent": 127.374844,
                        "achieved": 93.4292
                      },
                    """)
                .contains("\"p99\": 48.375,\n    \"p99.9\": null,\n    \"p99.99\": null")
                .contains("\"statusCodes\": {\n    \"200\": 305,\n    \"302\": 40,\n    \"503\": 20\n  }")
                .contains("\"outcome\": \"INVALID\"")
                .contains("\"actual\": \"needs 1000 samples, has 400\"");
    }

    @Test
    void longRun_intervalsOfPercentiles_areWritten_asFarAsTheSamplesAndTheirEpisodesCarryThem() throws IOException {
        var results = new Results().seconds(40, second -> SortedTimes.upToMillis(70 + second));

        assertThat(write(results)).contains("""
                "p99": 102,
                "p99.9": 107,
                "p99.99": null,
            """).contains("""
                "confidence95": {
                  "p50": {
                    "lower": 44,
                    "upper": 47
                  },
                  "p90": {
                    "lower": 80,
                    "upper": 87
                  },
                  "p99": {
                    "lower": null,
                    "upper": null
                  },
                  "p99.9": {
                    "lower": null,
                    "upper": null
                  }
                }
              },
            """);
    }

    @Test
    void slowStart_steadyPartAndEffectiveSamples_areWritten() throws IOException {
        var results =
                new Results().seconds(40, second -> SortedTimes.repeat(200, Duration.ofMillis(second < 5 ? 20 : 1)));

        assertThat(write(results)).contains("""
                "p99": {
                  "beyond": 1000,
                  "slowEpisodes": 1,
                  "effective": 8
                },
            """).contains("""
              "steadyState": {
                "answer": "steady",
                "startSeconds": 5,
                "reason": "",
                "responseTimeMs": {
                  "count": 7000,
                  "min": 1,
            """);
    }

    @Test
    void shortRun_hasNoIntervalsOfPercentiles() throws IOException {
        var results = new Results().seconds(29, second -> SortedTimes.upToMillis(200));

        assertThat(write(results)).contains("\"p99.9\": 200,").contains("""
                  "p99": {
                    "lower": null,
                    "upper": null
                  },
            """);
    }

    @Test
    void plan_secretsAndBodies_areNotWritten() throws IOException {
        Results rich = Results.rich();
        rich.errors = List.of(new ErrorCount(Outcome.CHECK_FAILED, "echoed canary-header and canary-proxy", 5));

        assertThat(write(rich))
                .contains("\"url\": \"https://shop.example:8443/items?page=2&access_token=***\"")
                .contains("\"headerNames\": [ \"Authorization\", \"Accept\" ]")
                .contains("\"proxy\": \"proxy.example:3128\"")
                .contains("\"message\": \"echoed *** and ***\"")
                .doesNotContain("canary", "proxyuser");
    }

    @Test
    void secrets_spelledLikeWordsOfTheSchema_doNotChangeIt() throws IOException {
        var results = new Results();
        results.plan.header("Cookie", "a=trueload; b=closed; c=PASS; d=http; e=2026");

        assertThat(write(results))
                .contains(
                        "\"schema\": \"trueload-result/1\"",
                        "\"url\": \"http://127.0.0.1:8080/items\"",
                        "\"type\": \"closed\"",
                        "\"startedAt\": \"2026-11-23T15:12:24.123Z\"",
                        "\"outcome\": \"PASS\"");
    }

    @Test
    void requestsMadeInCode_methodAndPath_areUnknown() throws IOException {
        var results = new Results();
        results.plan.target("http://[::1]:8080/items?token=canary").source(index -> RequestSpec.get("/" + index));

        assertThat(write(results))
                .contains("\"url\": \"http://[::1]:8080\",\n    \"method\": null,\n    \"headerNames\": null,\n");
    }

    @Test
    void closedWorkload_asksForNoRate() throws IOException {
        var results = new Results();
        results.plan.duration(Duration.ofMillis(1_500));

        assertThat(write(results)).contains("""
                "workload": {
                  "type": "closed",
                  "concurrency": 50,
                  "requests": null,
                  "durationSeconds": 1.5,
                  "stages": [ ],
                  "arrivals": null,
                  "seed": null,
                  "maxConnections": null,
                  "maxInFlight": null
                },
            """).contains("\"offered\": null");
    }

    @Test
    void notNumbers_becomeNull() throws IOException {
        var results = Results.rich();
        results.rates =
                new Rates(Double.NaN, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        results.generator = GeneratorHealth.UNKNOWN;

        assertThat(write(results))
                .contains("\"offered\": null,\n    \"delivered\": null,\n    \"sent\": null,\n    \"achieved\": null")
                .contains("\"cpuShare\": null")
                .doesNotContain("NaN", "Infinity");
    }

    @Test
    void texts_hostile_areEscaped() throws IOException {
        var results = new Results();
        results.errors = List.of(new ErrorCount(Outcome.PROTOCOL_ERROR, "\"}</script>\u001b[2J\ud800 \ud83d\ude00", 1));

        assertThat(write(results)).contains("\"message\": \"\\\"}</script>\\u001B[2J\\uFFFD \\uD83D\\uDE00\"");
    }

    @Test
    void toolVersion_notInTheEnvironment_isUnknown() throws IOException {
        var results = new Results();
        results.environment.clear();

        assertThat(write(results)).contains("\"version\": \"unknown\"").contains("\"environment\": { }");
    }

    @Test
    void defaultLocale_andLineSeparator_changeNothing() throws IOException {
        String expected = write(Results.rich());
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(write(Results.rich())).isEqualTo(expected).doesNotContain("\r");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void stream_isFlushed_notClosed() throws IOException {
        var out = new ByteArrayOutputStream() {
            private boolean flushed;

            @Override
            public void flush() {
                flushed = true;
            }

            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };

        JsonReport.write(new Results().build(), out);

        assertThat(out.flushed).isTrue();
    }

    @Test
    void failingStream_isTold() {
        assertThatThrownBy(() -> JsonReport.write(new Results().build(), new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    @Test
    void everyKindOfWorkloadAndStage_hasItsType() {
        assertThat(Arrays.stream(Workload.class.getPermittedSubclasses()).map(Class::getSimpleName))
                .containsExactlyInAnyOrder("Closed", "Open");
        assertThat(Arrays.stream(Stage.class.getPermittedSubclasses()).map(Class::getSimpleName))
                .containsExactlyInAnyOrder("Hold", "Ramp");
    }

    /** Returns the shape of several results together, so that what may be null is in it. */
    private static JsonShape shape() throws IOException {
        var inCode = new Results();
        inCode.plan.source(index -> RequestSpec.get("/"));
        inCode.rates = new Rates(0, Double.NaN, Double.NaN, Double.NaN);
        inCode.responseTime = SortedTimes.upToMillis(10_000);
        inCode.serviceTime = inCode.responseTime;
        inCode.okResponseTime = inCode.responseTime;
        inCode.target = new TargetHealth(50, 45, Duration.ofSeconds(2), 127, 128, 1, "exit code 137");
        Results unknownCpu = Results.noAnswer();
        unknownCpu.generator = GeneratorHealth.UNKNOWN;
        var longRun = new Results().seconds(40, second -> SortedTimes.upToMillis(300));
        var shape = new JsonShape();
        for (Results results : List.of(Results.rich(), new Results(), inCode, unknownCpu, longRun)) {
            shape.add(write(results).getBytes(StandardCharsets.UTF_8));
        }
        return shape;
    }

    private static String write(Results results) throws IOException {
        var out = new ByteArrayOutputStream();
        JsonReport.write(results.build(), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
