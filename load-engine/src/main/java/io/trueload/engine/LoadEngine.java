// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.internal.run.MachineProbe;
import io.trueload.engine.internal.run.Priming;
import io.trueload.engine.internal.run.RunThread;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The only door to runs: carries out plans, one at a time.
 *
 * <p>Thread-safe. {@link #run} blocks its caller until the run has ended; {@link #stop} ends it early from another thread.
 *
 * @since 0.1.0
 */
public final class LoadEngine implements AutoCloseable {

    private final ReentrantLock running = new ReentrantLock();
    private volatile @Nullable RunThread current;
    private volatile boolean closed;

    private LoadEngine() {}

    /** Returns an engine. It holds no thread and no connection until it runs a plan. */
    public static LoadEngine create() {
        return new LoadEngine();
    }

    /**
     * Carries out a plan.
     *
     * @throws LoadRunException if the run cannot begin, and nothing was sent; or if its source of requests threw
     */
    public LoadResult run(LoadPlan plan) {
        return run(plan, RunListener.NONE);
    }

    /**
     * Carries out a plan and tells a listener of its progress.
     *
     * <p>If the calling thread is interrupted, the run is stopped, what was measured is returned, and the thread's
     * interrupt status stays set.
     *
     * @throws LoadRunException if the run cannot begin, and nothing was sent; or if its source of requests threw
     * @throws IllegalStateException if the engine is closed
     */
    public LoadResult run(LoadPlan plan, RunListener listener) {
        requireNonNull(plan, "plan");
        requireNonNull(listener, "listener");
        running.lock();
        try {
            RunThread run = new RunThread(plan, listener);
            current = run;
            // After the assignment: whoever closes from now on stops this run.
            if (closed) {
                throw new IllegalStateException("the engine is closed");
            }
            return run.run(plan.priming() ? Priming.once(plan) : Duration.ZERO);
        } finally {
            current = null;
            running.unlock();
        }
    }

    /**
     * Looks at the machine and at this process for some time, without any load, and says what it found.
     *
     * @param howLong hiccups are looked for; 2 seconds find most
     * @since 0.1.0
     */
    public static Machine examine(Duration howLong) {
        return MachineProbe.look(Checks.positive("howLong", howLong));
    }

    /** Ends the run under way, if there is one: nothing more is sent, and {@link #run} soon returns what was measured. */
    public void stop() {
        RunThread run = current;
        if (run != null) {
            run.stop();
        }
    }

    /** Stops the run under way and waits until no thread of the engine is left. */
    @Override
    public void close() {
        closed = true;
        stop();
        running.lock();
        try {
            // A run holds the lock until its threads have ended.
        } finally {
            running.unlock();
        }
    }
}
