// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import io.trueload.engine.GeneratorHealth.Pause;
import io.trueload.engine.GeneratorHealth.Pauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * A thread that sleeps for a millisecond again and again and notes by how much it overslept.
 *
 * <p>What keeps it from waking keeps the generator from sending: garbage collection, a busy or a stolen processor. Source:
 * Gil Tene's jHiccup. It also looks at the threads that send, which may be kept waiting where this one is not.
 */
public final class HiccupMeter implements AutoCloseable {

    private static final long SLEEP_NANOS = 1_000_000;

    /** From here on a hiccup is a pause: less is the noise of machines that are shared. */
    private static final long PAUSE_NANOS = 5_000_000;

    private static final int LONGEST_KEPT = 10;

    /** How many sleeps lie between two looks at the other threads. */
    private static final int SLEEPS = 10;

    private final LongSupplier clock;
    private final LongSupplier inFlight;
    private final ProcessorWaits waits;
    private final Thread thread;
    private final AtomicReference<Seen> seen = new AtomicReference<>(Seen.NOTHING);
    private volatile boolean forgetsWaits;
    private volatile boolean closed;

    /**
     * Starts the thread.
     *
     * @param inFlight how many requests are in flight, asked at the end of each pause
     * @param waits those of the threads that send; closed with the meter
     */
    public HiccupMeter(LongSupplier clock, LongSupplier inFlight, ProcessorWaits waits) {
        this.clock = clock;
        this.inFlight = inFlight;
        this.waits = waits;
        thread = new Thread(this::measure, "trueload-hiccups");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns what was seen since the last call. */
    public Seen take() {
        return seen.getAndSet(Seen.NOTHING);
    }

    /** Returns what was seen since the last call of {@link #take}. */
    public Seen look() {
        return seen.get();
    }

    /** Forgets what was seen until now. */
    public void forget() {
        // The next look at the other threads reaches back to the one before it.
        forgetsWaits = true;
        seen.set(Seen.NOTHING);
    }

    /** Ends the thread and waits for it. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void measure() {
        try (waits) {
            for (int sleeps = 1; !closed; sleeps++) {
                sleep();
                if (sleeps % SLEEPS == 0) {
                    lookAtWaits();
                }
            }
        }
    }

    private void lookAtWaits() {
        long waited = waits.longestNanos();
        if (forgetsWaits) {
            forgetsWaits = false;
        } else if (waited > PAUSE_NANOS) {
            seen.updateAndGet(earlier -> earlier.withWait(waited));
        }
    }

    private void sleep() {
        long before = clock.getAsLong();
        LockSupport.parkNanos(SLEEP_NANOS);
        long overslept = clock.getAsLong() - before - SLEEP_NANOS;
        if (overslept > seen.get().longestNanos() || overslept > PAUSE_NANOS) {
            long affected = overslept > PAUSE_NANOS ? inFlight.getAsLong() : 0;
            seen.updateAndGet(earlier -> earlier.with(before + SLEEP_NANOS, overslept, affected));
        }
    }

    /**
     * The hiccups of some time. Immutable.
     *
     * @param longestNanos the longest of all
     * @param pausedNanos the sum of those that count as pauses
     * @param affected how many requests were in flight at the end of a pause, at most
     * @param windows the longest pauses, in the order of time
     * @param longestWaitNanos the longest wait of a thread that sends, if it would count as a pause, else 0
     * @param waitedNanos the sum of such waits; where threads waited at once, of the longer ones
     */
    public record Seen(
            long longestNanos,
            long pausedNanos,
            long affected,
            List<Window> windows,
            long longestWaitNanos,
            long waitedNanos) {

        static final Seen NOTHING = new Seen(0, 0, 0, List.of(), 0, 0);

        Seen with(long startNanos, long lengthNanos, long inFlight) {
            long longest = Math.max(longestNanos, lengthNanos);
            if (lengthNanos <= PAUSE_NANOS) {
                return new Seen(longest, pausedNanos, affected, windows, longestWaitNanos, waitedNanos);
            }
            List<Window> kept = new ArrayList<>(windows);
            kept.add(new Window(startNanos, lengthNanos));
            if (kept.size() > LONGEST_KEPT) {
                kept.stream().min(Comparator.comparingLong(Window::lengthNanos)).ifPresent(kept::remove);
            }
            return new Seen(
                    longest,
                    pausedNanos + lengthNanos,
                    Math.max(affected, inFlight),
                    List.copyOf(kept),
                    longestWaitNanos,
                    waitedNanos);
        }

        Seen withWait(long nanos) {
            return new Seen(
                    longestNanos,
                    pausedNanos,
                    affected,
                    windows,
                    Math.max(longestWaitNanos, nanos),
                    waitedNanos + nanos);
        }

        /** Returns the pauses, with their starts counted from an instant. */
        public Pauses pauses(long fromNanos) {
            return new Pauses(
                    Duration.ofNanos(pausedNanos),
                    affected,
                    windows.stream()
                            .map(window -> new Pause(
                                    Duration.ofNanos(window.startNanos() - fromNanos),
                                    Duration.ofNanos(window.lengthNanos())))
                            .toList());
        }
    }

    /** One pause, on the clock of the run. */
    public record Window(long startNanos, long lengthNanos) {}
}
