// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult.Counts;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.Outcome;
import io.trueload.engine.Verdict;
import io.trueload.report.RunExport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Runs made by hand: a thousand requests, most of them good, unless a part is changed. */
final class Runs {

    static final Instant START = Instant.parse("2026-11-23T15:12:24.123456789Z");
    static final long START_NANOS = 1_795_446_744_123_456_789L;
    static final Duration ELAPSED = Duration.ofNanos(10_000_000_123L);

    Verdict.Kind verdict = Verdict.Kind.PASS;
    List<String> reasons = List.of();
    Rates rates = new Rates(100, 100, 99.5, 99);
    LatencyDistribution responseTime = times(1_000_000, 1_000);
    LatencyDistribution serviceTime = times(500_000, 990);

    /** Returns so many times, the first of one step, each one step longer. */
    static LatencyDistribution times(long stepNanos, int count) {
        return new ExactTimes(
                LongStream.rangeClosed(1, count).map(i -> i * stepNanos).toArray());
    }

    RunExport build() {
        return new RunExport(
                "0.1.0",
                START,
                ELAPSED,
                false,
                "GET http://127.0.0.1:8080/items",
                "100/s for 10s",
                verdict,
                reasons,
                new Counts(1_003, 3, 0, 0, Map.of(Outcome.OK, 990L, Outcome.TIMED_OUT, 10L)),
                rates,
                responseTime,
                serviceTime,
                true,
                Duration.ofNanos(123_456));
    }
}
