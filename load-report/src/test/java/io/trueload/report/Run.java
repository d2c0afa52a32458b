// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.GeneratorHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/** One run made by hand: a thousand good answers on a quiet machine unless a part is changed. */
final class Run {

    static final double[] TIMES = {100, 101, 102, 103, 104};

    private static int minutes;

    Instant startedAt = Instant.parse("2026-11-23T15:00:00Z").plusSeconds(60L * minutes++);
    final Map<String, String> plan = new LinkedHashMap<>(
            Map.of("url", "http://*/items", "method", "GET", "workload.type", "closed", "workload.requests", "1000"));
    final Map<String, String> generator = new LinkedHashMap<>();
    long failed;
    double rate = 400;
    final SortedMap<Double, Duration> times = new TreeMap<>();
    String unusable = "";
    List<String> disturbances = List.of();
    Duration worstDelay = Duration.ZERO;

    Run(double millis) {
        generator.put("trueload", "0.1.0");
        generator.put("java", "OpenJDK 64-Bit Server VM 17.0.15+6");
        generator.put("os", "Linux 6.1.0-18 amd64");
        generator.put("processors", "2");
        times.put(50.0, micros(millis));
        times.put(90.0, micros(millis * 2));
        times.put(99.0, micros(millis * 4));
    }

    /** Returns a run in which p99 alone is as given. */
    static Run p99(double millis) {
        Run run = new Run(10);
        run.times.put(99.0, micros(millis));
        return run;
    }

    Run disturbed(Duration delay) {
        disturbances = List.of("schedule lag p99 was 48ms; use a faster machine");
        worstDelay = delay;
        return this;
    }

    Run throttled() {
        return disturbed(GeneratorHealth.UNBOUNDED);
    }

    RunFigures figures() {
        return new RunFigures(
                startedAt, plan, generator, 1_000, failed, rate, times, unusable, disturbances, worstDelay);
    }

    static Baseline side(Run... runs) {
        return new Baseline(List.of(runs).stream().map(Run::figures).toList());
    }

    /** Returns runs with these medians. */
    static Baseline side(double... millis) {
        List<RunFigures> runs = new ArrayList<>();
        for (double each : millis) {
            runs.add(new Run(each).figures());
        }
        return new Baseline(runs);
    }

    static double[] times(double factor) {
        return DoubleStream.of(TIMES).map(time -> time * factor).toArray();
    }

    static Baseline side(double[] millis, Maker maker) {
        return side(DoubleStream.of(millis).mapToObj(maker::run).toArray(Run[]::new));
    }

    static Maker failing(long failed) {
        return changed(run -> run.failed = failed);
    }

    static Maker changed(Consumer<Run> change) {
        return millis -> {
            Run run = new Run(millis);
            change.accept(run);
            return run;
        };
    }

    interface Maker {
        Run run(double millis);
    }

    private static Duration micros(double millis) {
        return Duration.ofNanos(Math.round(millis * 1_000) * 1_000);
    }
}
