// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/** How busy each of the threads is that carry a run: one may be full while the processors are not. Thread-safe. */
final class BusyThreads {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final LongSupplier clock;
    private final Queue<Start> starts = new ConcurrentLinkedQueue<>();

    BusyThreads(LongSupplier clock) {
        this.clock = clock;
    }

    /** Adds the calling thread. */
    void addCaller() {
        if (threads.isThreadCpuTimeSupported()) {
            starts.add(new Start(Thread.currentThread().getId(), clock.getAsLong(), threads.getCurrentThreadCpuTime()));
        }
    }

    /** Returns the CPU time of the busiest thread since it was added, divided by the time since then; or -1 if unknown. */
    double busiest() {
        double most = -1;
        for (Start start : starts) {
            long cpu = threads.getThreadCpuTime(start.thread());
            long elapsed = clock.getAsLong() - start.nanos();
            if (cpu >= 0 && elapsed > 0) {
                most = Math.max(most, Math.min(1, (double) (cpu - start.cpuNanos()) / elapsed));
            }
        }
        return most;
    }

    private record Start(long thread, long nanos, long cpuNanos) {}
}
