// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static java.time.Duration.ofMillis;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.IntervalResult;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Bytes;
import io.trueload.engine.LoadResult.Counts;
import io.trueload.engine.LoadResult.Phase;
import io.trueload.engine.LoadResult.Phases;
import io.trueload.engine.LoadResult.Rates;
import io.trueload.engine.Outcome;
import io.trueload.engine.TargetHealth;
import io.trueload.engine.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjLongConsumer;

/** Results made by hand: every planned request was answered with 200 after the same time, by a healthy generator. */
final class Results {

    /** No two runs begin at once. */
    private static final AtomicInteger MADE = new AtomicInteger();

    private final LoadPlan plan;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Duration time = ofMillis(10);
    private Outcome outcome = Outcome.OK;
    private List<String> unhealthy = List.of();
    private long dropped;
    private boolean interrupted;
    private boolean undelivered;

    private Results(LoadPlan plan) {
        this.plan = plan;
    }

    static Results of(LoadPlan plan) {
        return new Results(plan);
    }

    Results time(Duration value) {
        time = value;
        return this;
    }

    /** Makes every request end in one outcome. */
    Results outcome(Outcome value) {
        outcome = value;
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

    /** Says something about what made the load. */
    Results madeBy(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Makes the generator deliver half of the offered rate. */
    Results undelivered() {
        undelivered = true;
        return this;
    }

    Results interrupted() {
        interrupted = true;
        return this;
    }

    LoadResult result() {
        long sent = plan.plannedRequests().orElse(1_000);
        LatencyDistribution times = new EqualTimes(outcome.isTimed() ? sent : 0, time);
        boolean open = plan.workload() instanceof Workload.Open;
        Phase phase = new Phase(time, time, time);
        return new LoadResult(
                plan,
                Instant.parse("2026-11-23T12:00:00Z").plusSeconds(60L * MADE.getAndIncrement()),
                Duration.ofSeconds(2),
                interrupted,
                new Counts(sent + dropped, dropped, 0, 0, Map.of(outcome, sent)),
                new Rates(
                        open ? sent / 2.0 : 0,
                        sent / (undelivered ? 4.0 : 2.0),
                        sent / 2.0,
                        outcome == Outcome.OK ? sent / 2.0 : 0),
                new Bytes(0, 0, 0),
                times,
                times,
                outcome == Outcome.OK ? times : new EqualTimes(0, time),
                new Phases(Phase.NONE, Phase.NONE, Phase.NONE, Phase.NONE, phase, Phase.NONE),
                new TreeMap<>(Map.of(200, sent)),
                List.of(),
                List.of(new IntervalResult(Duration.ZERO, sent, sent, 0, times)),
                new GeneratorHealth(
                        unhealthy,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        0.1,
                        Duration.ZERO,
                        Duration.ZERO,
                        -1,
                        -1,
                        GeneratorHealth.Processors.UNKNOWN,
                        GeneratorHealth.Pauses.NONE,
                        unhealthy.isEmpty() ? Duration.ZERO : GeneratorHealth.UNBOUNDED),
                TargetHealth.UNKNOWN,
                environment);
    }

    /** So many times, all the same. */
    record EqualTimes(long count, Duration time) implements LatencyDistribution {

        @Override
        public Duration min() {
            return time;
        }

        @Override
        public Duration max() {
            return time;
        }

        @Override
        public Duration mean() {
            return time;
        }

        @Override
        public Duration stddev() {
            return Duration.ZERO;
        }

        @Override
        public Duration percentile(double percentile) {
            return time;
        }

        @Override
        public long countAtOrBelow(Duration limit) {
            return time.compareTo(limit) <= 0 ? count : 0;
        }

        @Override
        public void forEachTime(ObjLongConsumer<Duration> action) {
            if (count > 0) {
                action.accept(time, count);
            }
        }
    }
}
