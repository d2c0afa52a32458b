// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What this process and its machine have used since the probe was made. Confined to the run's thread. */
public final class ProcessProbe {

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Some collectors count their cycles, which run beside the program and stop nothing, as collectors of their own. */
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(collector -> !collector.getName().endsWith("Cycles"))
            .toList();

    private final @Nullable CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    private final List<Compiled> compiled = new ArrayList<>();
    private final ControlGroup group;
    private final LongSupplier clock;
    private final double processors;
    private final long startNanos;
    private final long cpuNanosBefore = system.getProcessCpuTime();
    private final ProcessorTimes machineBefore = ProcessorTimes.now();
    private final long pressureNanosBefore;
    private long gcMillisBefore = gcMillis();
    private long throttledNanosBefore;
    private long mostFiles = -1;

    /** Begins to look. */
    public ProcessProbe(ControlGroup group, LongSupplier clock) {
        this.group = group;
        this.clock = clock;
        processors = Math.min(Runtime.getRuntime().availableProcessors(), group.processors());
        throttledNanosBefore = group.throttledNanos();
        pressureNanosBefore = group.pressureNanos();
        startNanos = clock.getAsLong();
    }

    /** Forgets the pauses and the compiling until now; the other shares stay those of the whole time. */
    public void forgetPauses() {
        gcMillisBefore = gcMillis();
        throttledNanosBefore = group.throttledNanos();
        compiled.clear();
    }

    /** Looks at what can only be seen at an instant: the open file descriptors, and how far the compiler is. */
    public void look() {
        if (compiler != null && compiler.isCompilationTimeMonitoringSupported()) {
            compiled.add(new Compiled(clock.getAsLong(), compiler.getTotalCompilationTime()));
        }
        if (system instanceof UnixOperatingSystemMXBean unix) {
            try {
                mostFiles = Math.max(mostFiles, unix.getOpenFileDescriptorCount());
            } catch (InternalError e) {
                // Counting them takes one, and there was none left.
                mostFiles = maxFiles();
            }
        }
    }

    /** Returns the CPU time used, divided by the time elapsed and the processors allowed; 0 to 1. */
    public double cpuShare() {
        long elapsedNanos = clock.getAsLong() - startNanos;
        double used = system.getProcessCpuTime() - cpuNanosBefore;
        return elapsedNanos <= 0 ? 0 : Math.max(0, Math.min(1, used / elapsedNanos / processors));
    }

    /** Returns how busy the processors were with all that ran on the machine, 0 to 1; or -1. */
    public double machineShare() {
        return ProcessorTimes.now().busySince(machineBefore).orElse(-1);
    }

    /** Returns in which share of the time something waited for a processor, 0 to 1; or -1. */
    public double pressureShare() {
        long elapsedNanos = clock.getAsLong() - startNanos;
        long pressureNanos = group.pressureNanos();
        return pressureNanosBefore < 0 || pressureNanos < 0 || elapsedNanos <= 0
                ? -1
                : Math.max(0, Math.min(1, (double) (pressureNanos - pressureNanosBefore) / elapsedNanos));
    }

    /** Returns for which share of the second half of the time, from the first look to the last, it compiled; or -1. */
    public double compilingShare() {
        if (compiled.size() < 3) {
            return -1;
        }
        Compiled last = compiled.get(compiled.size() - 1);
        Compiled middle = compiled.get(compiled.size() / 2);
        return (double) TimeUnit.MILLISECONDS.toNanos(last.millis() - middle.millis())
                / Math.max(1, last.nanos() - middle.nanos());
    }

    /** Returns for how long a CPU limit stopped this process. */
    public Duration throttled() {
        return Duration.ofNanos(Math.max(0, group.throttledNanos() - throttledNanosBefore));
    }

    /** Returns the time spent in garbage collection, to the millisecond. */
    public Duration gcPause() {
        return Duration.ofMillis(gcMillis() - gcMillisBefore);
    }

    /** Returns the most file descriptors seen, or -1. */
    public long mostFiles() {
        return mostFiles;
    }

    /** Returns the limit of file descriptors, or -1. */
    public long maxFiles() {
        return system instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : -1;
    }

    private long gcMillis() {
        long millis = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            millis += Math.max(0, collector.getCollectionTime());
        }
        return millis;
    }

    /** How much the JIT compiler had worked at an instant, in all its threads. */
    private record Compiled(long nanos, long millis) {}
}
