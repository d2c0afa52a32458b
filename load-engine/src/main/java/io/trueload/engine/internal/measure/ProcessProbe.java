// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** What this process has used since the probe was made. Confined to the run's thread. */
public final class ProcessProbe {

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private final int processors = Runtime.getRuntime().availableProcessors();
    private final long cpuNanosBefore = system.getProcessCpuTime();
    private final long gcMillisBefore = gcMillis();
    private long mostFiles = -1;

    /** Looks at what can only be seen at an instant: the open file descriptors. */
    public void look() {
        if (system instanceof UnixOperatingSystemMXBean unix) {
            mostFiles = Math.max(mostFiles, unix.getOpenFileDescriptorCount());
        }
    }

    /** Returns the CPU time used, divided by the time elapsed and the processors available; 0 to 1. */
    public double cpuShare(long elapsedNanos) {
        double used = system.getProcessCpuTime() - cpuNanosBefore;
        return elapsedNanos <= 0 ? 0 : Math.max(0, Math.min(1, used / elapsedNanos / processors));
    }

    /** Returns the time spent in garbage collection, in nanoseconds, to the millisecond. */
    public long gcNanos() {
        return (gcMillis() - gcMillisBefore) * 1_000_000L;
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
}
