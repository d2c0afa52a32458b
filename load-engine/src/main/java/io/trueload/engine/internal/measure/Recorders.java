// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** The recorders of all threads of a run. Thread-safe. */
public final class Recorders {

    private final List<Recorder> all = new CopyOnWriteArrayList<>();
    private final Queue<Recorder> spare = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Recorder> own = ThreadLocal.withInitial(this::add);
    private final BusyThreads threads;
    private final ProcessorWaits waits;
    private final long highestNanos;

    /**
     * Makes recorders for times up to {@code highestNanos}; longer ones count as that.
     *
     * @param expectedThreads how many threads there will be; their recorders are made now, since making one takes as long as many
     *     requests and would be seen in the first
     */
    public Recorders(long highestNanos, int expectedThreads, LongSupplier clock) {
        this.highestNanos = highestNanos;
        threads = new BusyThreads(clock);
        waits = new ProcessorWaits(clock);
        for (int i = 0; i < expectedThreads; i++) {
            spare.add(new Recorder(highestNanos));
        }
    }

    /** Returns the recorder of the calling thread. */
    public Recorder own() {
        return own.get();
    }

    /** Returns an empty sum to drain into. */
    public Slice emptySlice() {
        return new Slice(highestNanos);
    }

    /** Adds what all threads recorded since the last call to a sum. Called by one thread only. */
    public void drainTo(Slice sum) {
        all.forEach(recorder -> recorder.drainTo(sum));
    }

    /** Returns how many requests are started and not yet ended; never too few. */
    public long inFlight() {
        // Ended first: what ends in between is then still counted as in flight, never as ended before it started.
        long ended = 0;
        for (Recorder recorder : all) {
            ended += recorder.endedCount();
        }
        long started = 0;
        for (Recorder recorder : all) {
            started += recorder.startedCount();
        }
        return started - ended;
    }

    /** Returns the CPU time of the busiest thread that records, divided by its time; 0 to 1, or -1 if unknown. */
    public double busiestThread() {
        return threads.busiest();
    }

    /** Returns for how long the threads that record had to wait for a processor. */
    public ProcessorWaits waits() {
        return waits;
    }

    /** Lets go of the recorder of the calling thread, which lives longer than the run. */
    public void forgetOwn() {
        own.remove();
    }

    private Recorder add() {
        Recorder prepared = spare.poll();
        Recorder recorder = prepared == null ? new Recorder(highestNanos) : prepared;
        all.add(recorder);
        threads.addCaller();
        waits.addCaller();
        return recorder;
    }
}
