// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.assertj;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.IntervalResult;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Bytes;
import io.trueload.engine.LoadResult.Counts;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.LoadResult.Phase;
import io.trueload.engine.LoadResult.Phases;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.Outcome;
import io.trueload.engine.Rate;
import io.trueload.engine.TargetHealth;
import io.trueload.report.Explanation;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Results made by hand. Unless told otherwise: 1,000 requests in ten seconds, of which 980 were answered in 10 ms and
 * 20 in 412 ms, all with 200; service time is a tenth of that, and the generator was healthy.
 */
final class Results {

    private final LoadPlan plan;
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Map.of(Outcome.OK, 1_000L));
    private final SortedMap<Integer, Long> statuses = new TreeMap<>(Map.of(200, 1_000L));
    private Rates rates = new Rates(100, 100, 100, 100);
    private LatencyDistribution responseTime = Times.repeat(980, ofMillis(10)).and(20, ofMillis(412));
    private LatencyDistribution serviceTime = Times.repeat(980, ofMillis(1)).and(20, Duration.ofNanos(41_200_000));
    private List<String> unhealthy = List.of();
    private long dropped;
    private boolean interrupted;

    private Results(LoadPlan plan) {
        this.plan = plan;
    }

    /** Returns results of 100 requests per second for ten seconds. */
    static Results open(String... expectations) {
        return new Results(LoadPlan.builder()
                .target("http://127.0.0.1/")
                .rate(Rate.perSecond(100))
                .duration(ofSeconds(10))
                .expect(expectations)
                .build());
    }

    /** Returns results of 1,000 requests over ten connections. */
    static Results closed() {
        LoadPlan plan = LoadPlan.builder()
                .target("http://127.0.0.1/")
                .requests(1_000)
                .concurrency(10)
                .build();
        return new Results(plan).rates(0, 100, 100);
    }

    /** Returns results of a run in which nothing was sent. */
    static Results empty() {
        Results results = open().times(Times.NONE).rates(100, 100, 0);
        results.outcomes.clear();
        results.statuses.clear();
        return results;
    }

    /** Returns the whole message of an assertion that failed. */
    static String message(String firstLine, LoadResult result) {
        return firstLine + "\n\n" + Explanation.of(result).stripTrailing();
    }

    /** Makes some of the requests end otherwise than as expected; a bad status is 503. */
    Results but(long count, Outcome outcome) {
        if (outcome == Outcome.BAD_STATUS) {
            return answered(count, 503);
        }
        outcomes.merge(Outcome.OK, -count, Long::sum);
        outcomes.merge(outcome, count, Long::sum);
        if (!outcome.isAnswered()) {
            statuses.merge(200, -count, Long::sum);
        }
        return this;
    }

    /** Makes some of the requests end with a bad status. */
    Results answered(long count, int status) {
        outcomes.merge(Outcome.OK, -count, Long::sum);
        outcomes.merge(Outcome.BAD_STATUS, count, Long::sum);
        statuses.merge(200, -count, Long::sum);
        statuses.merge(status, count, Long::sum);
        return this;
    }

    Results rates(double offered, double delivered, double achieved) {
        rates = new Rates(offered, delivered, delivered, achieved);
        return this;
    }

    Results times(Times times) {
        responseTime = times;
        serviceTime = times;
        return this;
    }

    Results unhealthy(String... reasons) {
        unhealthy = List.of(reasons);
        return this;
    }

    Results dropped(long count) {
        dropped = count;
        return this;
    }

    Results interrupted() {
        interrupted = true;
        return this;
    }

    LoadResult result() {
        long sent = outcomes.values().stream().mapToLong(Long::longValue).sum();
        Duration none = Duration.ZERO;
        return new LoadResult(
                plan,
                Instant.parse("2026-11-23T12:00:00Z"),
                ofSeconds(10),
                interrupted,
                new Counts(sent + dropped, dropped, 0, 0, outcomes),
                rates,
                new Bytes(0, 0, 0),
                responseTime,
                serviceTime,
                responseTime,
                new Phases(Phase.NONE, Phase.NONE, Phase.NONE, Phase.NONE, Phase.NONE, Phase.NONE),
                statuses,
                outcomes.entrySet().stream()
                        .filter(entry -> entry.getKey().isError() && entry.getKey() != Outcome.BAD_STATUS)
                        .map(entry -> new ErrorCount(entry.getKey(), "made by hand", entry.getValue()))
                        .toList(),
                List.of(new IntervalResult(none, sent, sent, 0, responseTime)),
                new GeneratorHealth(
                        unhealthy,
                        none,
                        none,
                        none,
                        none,
                        0.1,
                        none,
                        none,
                        -1,
                        -1,
                        GeneratorHealth.Processors.UNKNOWN,
                        GeneratorHealth.Pauses.NONE,
                        unhealthy.isEmpty() ? none : GeneratorHealth.UNBOUNDED),
                TargetHealth.UNKNOWN,
                Map.of());
    }
}
