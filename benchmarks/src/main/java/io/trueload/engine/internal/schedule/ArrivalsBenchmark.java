// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.schedule;

import io.trueload.engine.Arrivals;
import io.trueload.engine.Rate;
import io.trueload.engine.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it takes to find out when the next request starts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ArrivalsBenchmark {

    private static final Duration LONG = Duration.ofDays(30_000);

    /** How the starts are spread. */
    @Param({"EVENLY_SPACED", "POISSON"})
    public Arrivals arrivals = Arrivals.EVENLY_SPACED;

    /** Whether the rate stays or grows. */
    @Param({"hold", "ramp"})
    public String stage = "";

    private ArrivalSchedule schedule = () -> ArrivalSchedule.END;

    /** Begins a schedule that never ends. */
    @Setup
    public void begin() {
        Rate rate = Rate.perSecond(1_000);
        Stage only = stage.equals("hold") ? Stage.hold(rate, LONG) : Stage.ramp(rate, Rate.perSecond(50_000), LONG);
        schedule = ArrivalSchedule.of(List.of(only), arrivals, Long.MAX_VALUE, 1);
    }

    /** Takes the next start. */
    @Benchmark
    public long next() {
        return schedule.next();
    }
}
