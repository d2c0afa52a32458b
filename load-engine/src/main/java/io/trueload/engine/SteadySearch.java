// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import io.trueload.engine.SteadyState.Answer;
import io.trueload.engine.internal.statistics.Steadiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;

/** Looks for the steady part of a run. */
final class SteadySearch {

    /*
     * Seconds are joined to windows of enough times for a p95. The logarithms of each window's median and p95 make two
     * series; the steady part begins with the first window behind which neither changes its level nor drifts. Medians and
     * p95, since means and maxima follow single stalls, of which a steady service may have some; logarithms, since 5 %
     * matter as much of a millisecond as of a second.
     *
     * Sources: Kalibera and Jones, Rigorous benchmarking in reasonable time, 2013; Barrett and others, Virtual machine
     * warmup blows hot and cold, 2017, by which no steady state must be an answer.
     */

    /** Ten of them are beyond a window's p95. */
    static final int LEAST_TIMES = 200;

    static final int LEAST_WINDOWS = 20;

    /** Longer runs have longer windows: each is compared with each. */
    private static final int MOST_WINDOWS = 120;

    /** From this share of the time on the generator may still become quicker, and with it the times. */
    private static final double COMPILING = 0.05;

    private final LoadPlan plan;
    private final List<IntervalResult> seconds;
    private final GeneratorHealth generator;

    SteadySearch(LoadPlan plan, List<IntervalResult> seconds, GeneratorHealth generator) {
        this.plan = plan;
        this.seconds = seconds;
        this.generator = generator;
    }

    SteadyState result() {
        List<List<IntervalResult>> windows = windows();
        if (windows.size() < LEAST_WINDOWS) {
            return SteadyState.none(
                    Answer.UNKNOWN,
                    "a steady state takes " + LEAST_WINDOWS + " windows of a second or more with " + LEAST_TIMES
                            + " times each, and the run has " + windows.size());
        }
        Duration constantFrom = constantFrom(plan, end());
        int first = count(windows, start -> start.compareTo(constantFrom) < 0);
        int last = count(windows, start -> start.toNanos() * 2 <= end().toNanos()) - 1;
        if (first > last) {
            return SteadyState.none(Answer.UNSTEADY, "the offered rate still changed in the second half of the run");
        }
        if (generator.processors().compiling() > COMPILING) {
            return SteadyState.none(
                    Answer.UNSTEADY, "the JVM that made the load was still compiling in the second half of the run");
        }
        List<LatencyDistribution> times =
                windows.stream().map(SteadySearch::sum).toList();
        List<double[]> series =
                List.of(logarithms(times, LatencyDistribution::p50), logarithms(times, LatencyDistribution::p95));
        OptionalInt from = Steadiness.from(series, first, last);
        return from.isPresent()
                ? from(windows.get(from.getAsInt()).get(0).start())
                : SteadyState.none(
                        Answer.UNSTEADY, "response times still changed their level in the second half of the run");
    }

    /** Returns the steady part from its first second on. */
    private SteadyState from(Duration start) {
        List<IntervalResult> steady = seconds.stream()
                .filter(second -> second.start().compareTo(start) >= 0)
                .toList();
        return new SteadyState(Answer.STEADY, start, steady, sum(steady), "");
    }

    private List<List<IntervalResult>> windows() {
        int least = (seconds.size() + MOST_WINDOWS - 1) / MOST_WINDOWS;
        List<List<IntervalResult>> windows = new ArrayList<>();
        List<IntervalResult> window = new ArrayList<>();
        long times = 0;
        for (IntervalResult second : seconds) {
            window.add(second);
            times += second.responseTime().count();
            if (window.size() >= least && times >= LEAST_TIMES) {
                windows.add(window);
                window = new ArrayList<>();
                times = 0;
            }
        }
        if (!windows.isEmpty()) {
            // Nothing is left out at the end.
            windows.get(windows.size() - 1).addAll(window);
        }
        return windows;
    }

    /** Returns since when the plan's rate has been what it was at the end. */
    static Duration constantFrom(LoadPlan plan, Duration end) {
        if (!(plan.workload() instanceof Workload.Open open)) {
            return Duration.ZERO;
        }
        Duration start = Duration.ZERO;
        Duration from = Duration.ZERO;
        Optional<Rate> rate = Optional.empty();
        for (Stage stage : open.stages()) {
            if (start.compareTo(end) >= 0) {
                // The run was over before.
                break;
            }
            if (!(stage instanceof Stage.Hold hold)) {
                from = start.plus(stage.duration());
                rate = Optional.empty();
            } else if (!rate.equals(Optional.of(hold.rate()))) {
                from = start;
                rate = Optional.of(hold.rate());
            }
            start = start.plus(stage.duration());
        }
        return from;
    }

    private Duration end() {
        return seconds.get(seconds.size() - 1).start().plusSeconds(1);
    }

    private static int count(List<List<IntervalResult>> windows, Predicate<Duration> ofStart) {
        return (int) windows.stream()
                .filter(window -> ofStart.test(window.get(0).start()))
                .count();
    }

    private static LatencyDistribution sum(List<IntervalResult> seconds) {
        return LatencyDistribution.sum(
                seconds.stream().map(IntervalResult::responseTime).toList());
    }

    private static double[] logarithms(
            List<LatencyDistribution> windows, Function<LatencyDistribution, Duration> figure) {
        return windows.stream()
                .mapToDouble(times ->
                        Math.log(Math.max(1, (double) figure.apply(times).toNanos())))
                .toArray();
    }
}
