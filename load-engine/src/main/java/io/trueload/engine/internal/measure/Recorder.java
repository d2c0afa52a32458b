// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.HdrHistogram.WriterReaderPhaser;

/**
 * What one thread has recorded since it was last asked. Written by one thread, read by one other.
 *
 * <p>The writer never waits and never loses a count: it enters a phase, writes to the active slice and leaves; the reader
 * swaps the slices and then waits until every writer that may have seen the old one has left (HdrHistogram's
 * writer-reader phaser). One phase covers all counters and histograms, so an interval is consistent in itself.
 */
public final class Recorder {

    private static final VarHandle STARTED;
    private static final VarHandle ENDED;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STARTED = lookup.findVarHandle(Recorder.class, "started", long.class);
            ENDED = lookup.findVarHandle(Recorder.class, "ended", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final WriterReaderPhaser phaser = new WriterReaderPhaser();
    private volatile Slice active;
    private Slice inactive;
    private long started;
    private long ended;

    Recorder(long highestNanos) {
        active = new Slice(highestNanos);
        inactive = new Slice(highestNanos);
    }

    /** Counts a request that is about to be sent; {@code recorded} is false in the warm-up. */
    public void started(boolean recorded) {
        STARTED.setRelease(this, started + 1);
        if (recorded) {
            long phase = phaser.writerCriticalSectionEnter();
            try {
                active.sent();
            } finally {
                phaser.writerCriticalSectionExit(phase);
            }
        }
    }

    /** Records a request that has ended. */
    public void recorded(Sample sample) {
        long phase = phaser.writerCriticalSectionEnter();
        try {
            active.ended(sample);
        } finally {
            phaser.writerCriticalSectionExit(phase);
        }
    }

    /** Counts a request, recorded or not, that will not be heard of any more; the last call for it. */
    public void ended() {
        ENDED.setRelease(this, ended + 1);
    }

    /** Counts bytes that went over a connection. */
    public void transferred(long sent, long received) {
        long phase = phaser.writerCriticalSectionEnter();
        try {
            active.transferred(sent, received);
        } finally {
            phaser.writerCriticalSectionExit(phase);
        }
    }

    long startedCount() {
        return (long) STARTED.getAcquire(this);
    }

    long endedCount() {
        return (long) ENDED.getAcquire(this);
    }

    /** Adds what was recorded since the last call to a sum. */
    void drainTo(Slice sum) {
        phaser.readerLock();
        try {
            Slice full = active;
            inactive.clear();
            active = inactive;
            phaser.flipPhase();
            sum.add(full);
            inactive = full;
        } finally {
            phaser.readerUnlock();
        }
    }
}
