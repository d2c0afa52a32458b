// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.trueload.cli.TrueloadCommand;
import io.trueload.engine.Arrivals;
import io.trueload.engine.ConfidenceInterval;
import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.PlanSyntax;
import io.trueload.junit.LoadTarget;
import io.trueload.junit.LoadTest;
import io.trueload.report.JsonReport;
import io.trueload.testkit.ServerProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.opentest4j.TestAbortedException;

/**
 * K16: the same plan with the same seed through the engine, through the command and through an annotated test, each against
 * a fresh server of which every tenth answer is slow. Counts are the same, and the confidence intervals overlap.
 */
@Tag("nightly")
class DoorsNightlyIT {

    private static final String RATE = "200/s";
    private static final String DURATION = "31s";
    private static final long SEED = 11;
    private static final long EVENLY_SPACED = 200 * 31;

    /** A median of fast answers, and a percentile of slow ones; those between the two tiers would tell nothing. */
    private static final List<Double> PERCENTILES = List.of(50.0, 95.0, 99.0);

    /** What two runs on a machine may differ by though nothing was changed between them: a tenth, and that much. */
    private static final Duration BETWEEN_RUNS = Duration.ofNanos(250_000);

    private static @Nullable LoadResult measured;

    @TempDir
    private Path output;

    /** Makes a run against a target. */
    private interface Door {
        LoadResult run(URI target) throws Exception;
    }

    @Test
    void k16_samePlanThroughEveryDoor_hasTheSameCounts_andIntervalsThatOverlap() throws Exception {
        for (int attempt = 1; ; attempt++) {
            Map<String, LoadResult> results = new LinkedHashMap<>();
            results.put("engine", through(DoorsNightlyIT::embedded));
            results.put("command", through(DoorsNightlyIT::command));
            results.put("annotation", through(this::annotated));
            assertSameCounts(results);
            try {
                assertOverlap(results);
                return;
            } catch (AssertionError e) {
                if (results.values().stream()
                        .allMatch(result -> result.generator().isHealthy())) {
                    throw e;
                }
                if (attempt == 2) {
                    throw new TestAbortedException("a generator was not healthy, twice", e);
                }
            }
        }
    }

    /** Makes a run whose counts no disturbance can excuse. */
    private static LoadResult through(Door door) throws Exception {
        try (ServerProcess server = ServerProcess.start("every-nth", "--n", "10", "--slow", "50ms", "--fast", "1ms")) {
            LoadResult result = door.run(server.uri("/"));

            assertThat(server.hits()).isEqualTo(result.counts().sent());
            return result;
        }
    }

    private static void assertSameCounts(Map<String, LoadResult> results) {
        LoadResult first = requireNonNull(results.get("engine"));
        // It is the seed that decides how many, not the rate alone.
        assertThat(first.counts().planned()).isNotEqualTo(EVENLY_SPACED);
        results.forEach((door, result) -> {
            assertThat(result.counts()).as(door).isEqualTo(first.counts());
            assertThat(result.statusCodes()).as(door).isEqualTo(first.statusCodes());
        });
    }

    private static void assertOverlap(Map<String, LoadResult> results) {
        LoadResult first = requireNonNull(results.get("engine"));
        results.forEach((door, result) -> {
            for (double percentile : PERCENTILES) {
                ConfidenceInterval one = first.confidenceInterval(percentile).orElseThrow();
                ConfidenceInterval other = result.confidenceInterval(percentile).orElseThrow();
                assertThat(other.lower())
                        .as("p%s of the %s: %s, of the engine: %s", percentile, door, other, one)
                        .isLessThanOrEqualTo(widened(one.upper()));
                assertThat(one.lower())
                        .as("p%s of the engine: %s, of the %s: %s", percentile, one, door, other)
                        .isLessThanOrEqualTo(widened(other.upper()));
            }
        });
    }

    private static Duration widened(Duration upper) {
        return upper.multipliedBy(11).dividedBy(10).plus(BETWEEN_RUNS);
    }

    private static LoadResult embedded(URI target) {
        try (LoadEngine engine = LoadEngine.create()) {
            return engine.run(LoadPlan.builder()
                    .target(target)
                    .rate(PlanSyntax.rate(RATE))
                    .duration(PlanSyntax.duration(DURATION))
                    .arrivals(Arrivals.POISSON)
                    .seed(SEED)
                    .build());
        }
    }

    private static LoadResult command(URI target) throws IOException, InterruptedException {
        Process command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        // Test runners hide the class path from java.class.path, behind a jar that names it.
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        TrueloadCommand.class.getName(),
                        "--rate",
                        RATE,
                        "-z",
                        DURATION,
                        "--arrivals",
                        "poisson",
                        "--seed",
                        Long.toString(SEED),
                        "-o",
                        "json",
                        target.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String report = new String(command.getInputStream().readAllBytes(), US_ASCII);
        assertThat(command.waitFor()).as(report).isZero();
        return JsonReport.read(
                LoadPlan.builder().target(target).build(), new ByteArrayInputStream(report.getBytes(US_ASCII)));
    }

    private LoadResult annotated(URI uri) {
        Annotated.service = uri;
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Annotated.class))
                .enableImplicitConfigurationParameters(false)
                .configurationParameter("trueload.output-dir", output.toString())
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.succeeded(1));
        return requireNonNull(measured);
    }

    static class Annotated {

        @LoadTarget
        static URI service = URI.create("http://not-yet-known.invalid");

        @LoadTest(rate = RATE, duration = DURATION, arrivals = Arrivals.POISSON, seed = SEED)
        void load(LoadResult result) {
            measured = result;
        }
    }
}
