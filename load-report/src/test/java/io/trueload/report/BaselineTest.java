// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.RequestSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {

    @Test
    void figures_ofAResult_areThoseOfItsJson() throws IOException {
        Results late = Results.rich();
        late.generator = Results.late(Duration.ofMillis(48));
        Results codeMade = new Results();
        RequestSpec item = RequestSpec.builder().path("/items/1").build();
        codeMade.plan = LoadPlan.builder().target("http://127.0.0.1:8080").source(index -> item);
        List<Results> all =
                List.of(new Results(), Results.example(), Results.rich(), late, codeMade, Results.noAnswer());
        for (Results results : all) {
            LoadResult result = results.build();

            assertThat(Baseline.read(json(result)).runs()).containsExactly(RunFigures.of(result));
        }
    }

    @Test
    void file_readAgain_isTheSame_andWrittenTheSame() throws IOException {
        Run other = new Run(12);
        other.generator.put("processors", "4");
        Run bad = new Run(13).throttled();
        bad.unusable = "nothing was sent";
        bad.times.remove(99.0);
        Baseline baseline = Run.side(new Run(10), new Run(11).disturbed(Duration.ofMillis(3)), other, bad);

        Baseline read = Baseline.read(bytes(baseline));

        assertThat(read).isEqualTo(baseline);
        assertThat(bytes(read)).isEqualTo(bytes(baseline));
    }

    @Test
    void file_isSmall_andSaysWhatAllRunsShareOnce() throws IOException {
        Results results = new Results();
        results.plan.requests(200).concurrency(20).expect("p99 < 1s");

        assertThat(new String(bytes(Baseline.of(List.of(results.build()))), StandardCharsets.US_ASCII))
                .isEqualTo("""
                        {
                          "schema": "trueload-baseline/1",
                          "plan": {
                            "url": "http://*/items",
                            "method": "GET",
                            "headerNames": "none",
                            "workload.type": "closed",
                            "workload.concurrency": "20",
                            "workload.requests": "200",
                            "workload.durationSeconds": "none",
                            "workload.stages": "none",
                            "workload.arrivals": "none",
                            "workload.maxConnections": "none",
                            "workload.maxInFlight": "none",
                            "warmUpSeconds": "0",
                            "timeoutSeconds": "20",
                            "connectTimeoutSeconds": "5",
                            "graceSeconds": "20",
                            "ok": "2xx",
                            "http2": "false",
                            "streams": "1",
                            "keepAlive": "true",
                            "redirects": "0",
                            "proxy": "none",
                            "insecure": "false"
                          },
                          "generator": {
                            "trueload": "0.1.0",
                            "java": "17.0.15+6 Debian",
                            "os": "Linux 6.1.0 amd64",
                            "processors": "2"
                          },
                          "runs": [ {
                            "startedAt": "2026-11-23T15:12:24.123Z",
                            "planned": 200,
                            "failed": 0,
                            "achievedRate": 627.54942,
                            "p50Ms": 100,
                            "p90Ms": 180,
                            "p99Ms": 198,
                            "unusable": "",
                            "disturbances": [ ],
                            "worstDelayMs": 2.15
                          } ]
                        }
                        """);
    }

    @Test
    void stages_areTold_withoutTheSeedOfTheirArrivals() {
        assertThat(RunFigures.of(Results.rich().build()).plan())
                .containsEntry("workload.stages", "ramp 10 500 1, hold 500 500 2")
                .containsEntry("workload.arrivals", "poisson")
                .doesNotContainKeys("workload.seed", "expect");
    }

    @Test
    void secrets_areNotInTheFile() throws IOException {
        Results results = Results.rich();
        results.environment.put("runner", "container of canary-header");
        results.generator = Results.unhealthy("canary-query is slow");

        String file = new String(bytes(Baseline.of(List.of(results.build()))), StandardCharsets.US_ASCII);

        assertThat(file)
                .doesNotContain("canary")
                .contains("\"url\": \"https://*/items?page=2&access_token=***\"")
                .contains("\"runner\": \"container of ***\"")
                .contains("\"*** is slow\"");
    }

    @Test
    void runThatTellsNothing_saysWhy() {
        Results late = new Results();
        late.rates = new Rates(500, 400, 400, 400);
        Results stopped = new Results();
        stopped.interrupted = true;
        Results silent = Results.noAnswer();
        silent.counts = Results.counts(0, 0, Map.of());

        assertThat(RunFigures.of(new Results().build()).unusable()).isEmpty();
        assertThat(RunFigures.of(late.build()).unusable())
                .isEqualTo("the offered rate of 500.0/s was not delivered, but 400.0/s");
        assertThat(RunFigures.of(stopped.build()).unusable())
                .isEqualTo("it was stopped before its plan was carried out");
        assertThat(RunFigures.of(silent.build()).unusable()).isEqualTo("nothing was sent");
    }

    @Test
    void droppedRequests_haveFailed() {
        RunFigures figures = RunFigures.of(Results.rich().build());

        assertThat(figures.failed()).isEqualTo(60 + 5 + 20 + 4 + 3 + 2 + 3);
        assertThat(figures.failedShare()).isEqualTo(97.0 / 412);
    }

    @Test
    void runsOfTwoPlans_areRefused() {
        Run other = new Run(11);
        other.plan.put("workload.requests", "200");
        Run first = new Run(10);
        first.startedAt = Instant.parse("2026-01-01T00:00:00Z");
        other.startedAt = Instant.parse("2026-01-02T00:00:00Z");

        assertThatThrownBy(() -> Run.side(first, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the runs of 2026-01-01T00:00:00Z and of 2026-01-02T00:00:00Z are not of one plan:"
                        + " workload.requests was 1000 and is 200");
    }

    @Test
    void copyOfARun_isRefused() {
        Run run = new Run(10);
        run.startedAt = Instant.parse("2026-01-01T00:00:00Z");

        assertThatThrownBy(() -> Run.side(run, run))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the run of 2026-01-01T00:00:00Z is there twice: a copy is no run of its own");
    }

    @Test
    void none_orTooMany_areRefused() {
        assertThatThrownBy(() -> new Baseline(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a baseline is of 1 to 100 runs, not of 0");
        assertThatThrownBy(() -> Run.side(new double[101]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("p50, p90 and p99 are compared, and each is more than zero");
    }

    @Test
    void file_isWrittenIntoFoldersThatWereMissing(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("src/test/trueload/catalogue.json");
        Baseline baseline = Run.side(10, 11);

        baseline.write(file);

        assertThat(Baseline.read(file)).isEqualTo(baseline);
        assertThat(Files.readString(file)).endsWith("}\n");
    }

    @Test
    void otherSchema_isRefused_withItsName() {
        assertThatThrownBy(() -> read("{\"schema\": \"trueload-baseline/2\"}"))
                .isInstanceOf(IOException.class)
                .hasMessage("the document is of the schema trueload-baseline/2, but trueload-baseline/1 and"
                        + " trueload-result/1 are read here");
        assertThatThrownBy(() -> read("{\"schema\": \"trueload-result/9\"}"))
                .isInstanceOf(IOException.class)
                .hasMessage("the result is of the schema trueload-result/9, but trueload-result/1 is read here: both"
                        + " sides must be of the same version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "nonsense",
                "{\"schema\": \"trueload-baseline/1\"}",
                "{\"schema\": \"trueload-result/1\"}",
                "{\"schema\": \"trueload-baseline/1\", \"plan\": {}, \"generator\": {}, \"runs\": []}",
                "{\"schema\": \"trueload-baseline/1\", \"plan\": {}, \"generator\": {}, \"runs\": [{}]}"
            })
    void otherDocument_isRefused(String document) {
        assertThatThrownBy(() -> read(document)).isInstanceOf(IOException.class);
    }

    @Test
    void textThatIsNoJson_isRefused_withItsPlace() {
        assertThatThrownBy(() -> read("{\n\"schema\": }"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("not JSON in line 2: Unexpected character ('}' (code 125))");
        assertThatThrownBy(() -> read("{\"schema\": 1}"))
                .isInstanceOf(IOException.class)
                .hasMessage("neither a baseline nor a result that can be read: schema is not what it should be:"
                        + " BigDecimal");
    }

    private static Baseline read(String document) throws IOException {
        return Baseline.read(document.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(Baseline baseline) throws IOException {
        var out = new ByteArrayOutputStream();
        baseline.write(out);
        return out.toByteArray();
    }

    private static byte[] json(LoadResult result) throws IOException {
        var out = new ByteArrayOutputStream();
        JsonReport.write(result, out);
        return out.toByteArray();
    }
}
