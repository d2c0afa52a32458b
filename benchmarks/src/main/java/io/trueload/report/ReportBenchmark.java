// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.IntervalResult;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LatencyDistribution.Summary;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Bytes;
import io.trueload.engine.LoadResult.Counts;
import io.trueload.engine.LoadResult.Phase;
import io.trueload.engine.LoadResult.Phases;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.Outcome;
import io.trueload.engine.Rate;
import io.trueload.engine.TargetHealth;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a report takes for each second of the run that it is of: as much in a long run as in a short one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReportBenchmark {

    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;
    private static final int REQUESTS = 100_000;
    private static final int BUCKETS = 300;

    /** The form of the report. */
    @Param({"HTML", "JSON", "HISTOGRAM_LOG"})
    public Form form = Form.HTML;

    private final LoadResult minute = result(MINUTE);
    private final LoadResult hour = result(HOUR);

    /** Writes the report of a minute at 100,000 requests per second. */
    @Benchmark
    @OperationsPerInvocation(MINUTE)
    public void minute() throws IOException {
        form.write(minute, OutputStream.nullOutputStream());
    }

    /** Writes the report of an hour at 100,000 requests per second. */
    @Benchmark
    @OperationsPerInvocation(HOUR)
    public void hour() throws IOException {
        form.write(hour, OutputStream.nullOutputStream());
    }

    /** A form whose size depends on the length of the run. */
    public enum Form {
        /** The page. */
        HTML {
            @Override
            void write(LoadResult result, OutputStream out) throws IOException {
                HtmlReport.write(result, out);
            }
        },
        /** The result. */
        JSON {
            @Override
            void write(LoadResult result, OutputStream out) throws IOException {
                JsonReport.write(result, out);
            }
        },
        /** The times. */
        HISTOGRAM_LOG {
            @Override
            void write(LoadResult result, OutputStream out) throws IOException {
                HistogramLog.write(result, out);
            }
        };

        abstract void write(LoadResult result, OutputStream out) throws IOException;
    }

    private static LoadResult result(int seconds) {
        List<IntervalResult> intervals = IntStream.range(0, seconds)
                .mapToObj(
                        second -> new IntervalResult(Duration.ofSeconds(second), REQUESTS, REQUESTS, 0, times(second)))
                .toList();
        LatencyDistribution all = LatencyDistribution.sum(
                intervals.stream().map(IntervalResult::responseTime).toList());
        long sent = (long) REQUESTS * seconds;
        var phase = Phase.NONE;
        return new LoadResult(
                LoadPlan.builder()
                        .target("http://127.0.0.1/")
                        .rate(Rate.perSecond(REQUESTS))
                        .duration(Duration.ofSeconds(seconds))
                        .build(),
                Instant.EPOCH,
                Duration.ofSeconds(seconds),
                false,
                new Counts(sent, 0, 0, 0, Map.of(Outcome.OK, sent)),
                new Rates(REQUESTS, REQUESTS, REQUESTS, REQUESTS),
                new Bytes(0, 0, 0),
                all,
                all,
                all,
                new Phases(phase, phase, phase, phase, phase, phase),
                new TreeMap<>(Map.of(200, sent)),
                List.of(),
                intervals,
                GeneratorHealth.UNKNOWN,
                TargetHealth.UNKNOWN,
                Map.of());
    }

    /** Returns as many different times as a second at a high rate has, from 50 µs on, a little different in each second. */
    private static LatencyDistribution times(int second) {
        long[] nanos = LongStream.range(0, BUCKETS)
                .map(bucket -> 50_000 + bucket * (1_000 + second % 7) + bucket * bucket)
                .toArray();
        long[] counts = LongStream.range(0, BUCKETS)
                .map(bucket -> bucket == 0 ? REQUESTS - BUCKETS + 1 : 1)
                .toArray();
        Duration longest = Duration.ofNanos(nanos[BUCKETS - 1]);
        return LatencyDistribution.of(
                nanos,
                counts,
                new Summary(Duration.ofNanos(nanos[0]), longest, Duration.ofNanos(nanos[0]), Duration.ZERO));
    }
}
