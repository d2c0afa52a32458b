// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.IntervalResult;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LatencyDistribution.Summary;
import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.Outcome;
import io.trueload.engine.RunListener.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Moments of a run as the live view knows them: 200 requests a second, every hundredth slower by ten times. */
final class LiveStates {

    static final String URL = "http://127.0.0.1:8080/items";
    static final LivePlan OPEN = new LivePlan(URL, "200/s for 30s", Duration.ZERO, Duration.ofSeconds(30), 0, true);
    static final LivePlan CLOSED =
            new LivePlan(URL, "50 connections, 10,000 requests", Duration.ZERO, Duration.ZERO, 10_000, false);

    LivePlan plan = OPEN;
    boolean warmingUp;
    Duration elapsed = Duration.ofSeconds(10);
    double share = 1 / 3.0;
    double offeredRate = 200;
    double rate = 199;
    long waiting;
    long dropped;
    Map<Outcome, Long> outcomes = Map.of(Outcome.OK, 2_000L);
    TreeMap<Integer, Long> statusCodes = new TreeMap<>(Map.of(200, 2_000L));
    List<ErrorCount> messages = List.of();
    List<String> reasons = List.of();
    int seconds = 10;

    /** Returns a second in which p99 is as given; more of it is not so slow. */
    static IntervalResult second(int number, int p99Millis) {
        long p99 = Duration.ofMillis(p99Millis).toNanos();
        LatencyDistribution times = LatencyDistribution.of(
                new long[] {5_000_000, 9_000_000, p99},
                new long[] {150, 46, 4},
                new Summary(Duration.ofMillis(5), Duration.ofNanos(p99), Duration.ofMillis(6), Duration.ofMillis(1)));
        return new IntervalResult(Duration.ofSeconds(number), 200, 200, 0, times);
    }

    Progress progress() {
        List<IntervalResult> intervals = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            intervals.add(second(i, 20 + 10 * (i % 7)));
        }
        return new Progress(
                warmingUp,
                elapsed,
                share,
                2_000,
                outcomes.entrySet().stream()
                        .filter(entry -> entry.getKey().isError())
                        .mapToLong(Map.Entry::getValue)
                        .sum(),
                rate,
                Duration.ofMillis(80),
                offeredRate,
                200,
                12,
                waiting,
                dropped,
                outcomes,
                statusCodes,
                messages,
                intervals,
                health(reasons));
    }

    LiveState state() {
        Progress progress = progress();
        var history = new LiveHistory();
        history.add(progress.intervals(), elapsed);
        return new LiveState(plan, progress, messages, history.soFar(), history.seconds(), false);
    }

    private static GeneratorHealth health(List<String> reasons) {
        Duration lag = Duration.ofNanos(43_000);
        return new GeneratorHealth(
                reasons,
                lag,
                lag,
                lag,
                lag,
                0.123,
                Duration.ZERO,
                Duration.ofMillis(2),
                -1,
                -1,
                GeneratorHealth.Processors.UNKNOWN,
                GeneratorHealth.Pauses.NONE,
                lag);
    }
}
