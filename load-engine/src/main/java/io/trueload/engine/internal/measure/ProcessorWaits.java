// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/**
 * For how long threads that were ready to run had to wait for a processor: a hiccup that others need not have met. By the
 * kernel's account of each thread ({@code schedstat} of Linux); nothing on other systems.
 *
 * <p>Confined to one thread, but for {@link #addCaller}.
 */
public final class ProcessorWaits implements AutoCloseable {

    private static final Path PROCESSES = Path.of("/proc");
    private static final Path OWN = PROCESSES.resolve("thread-self");
    private static final int LONGEST_ACCOUNT = 128;

    private final LongSupplier clock;
    private final Queue<Path> added = new ConcurrentLinkedQueue<>();
    private final List<Account> accounts = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST_ACCOUNT);

    /** Makes it for no thread yet. */
    public ProcessorWaits(LongSupplier clock) {
        this.clock = clock;
    }

    /** Adds the calling thread. */
    void addCaller() {
        try {
            // No more than this: it stands in the time of the thread's first request.
            add(Files.readSymbolicLink(OWN));
        } catch (IOException e) {
            // Another system, or one that shows nothing of it.
        }
    }

    /** Adds the thread of a folder, within that of all processes or anywhere else. */
    void add(Path folder) {
        added.add(folder);
    }

    /** Returns how long one wait of one thread was at least since the last look, in nanoseconds; 0 if none had to wait. */
    long longestNanos() {
        long longest = 0;
        for (Iterator<Account> left = accounts.iterator(); left.hasNext(); ) {
            Account account = left.next();
            try {
                longest = Math.max(longest, account.look());
            } catch (IOException e) {
                // The thread has ended.
                left.remove();
                account.close();
            }
        }
        for (Path folder = added.poll(); folder != null; folder = added.poll()) {
            open(PROCESSES.resolve(folder).resolve("schedstat"));
        }
        return longest;
    }

    @Override
    public void close() {
        accounts.forEach(Account::close);
        accounts.clear();
    }

    private void open(Path path) {
        try {
            Account account = new Account(FileChannel.open(path));
            accounts.add(account);
            account.look();
        } catch (IOException e) {
            // The thread has ended, or there are no descriptors left.
        }
    }

    /** The account of one thread, kept open because opening takes ten times as long as reading. */
    private final class Account {

        private final FileChannel file;
        private long lookedNanos = clock.getAsLong();
        private long waitedNanos;
        private long waits;

        Account(FileChannel file) {
            this.file = file;
        }

        /**
         * Returns how long the longest wait was at least that has ended since the last look; the first look means nothing.
         *
         * <p>The kernel tells only sum and number of waits, and counts one when it ends. One wait at most has begun before the
         * last look, and all others lie behind it: what exceeds the time since then is that one's. Nor can the longest be
         * shorter than the mean.
         */
        long look() throws IOException {
            long beforeNanos = clock.getAsLong();
            buffer.clear();
            if (file.read(buffer, 0) <= 0) {
                throw new EOFException();
            }
            buffer.flip();
            nextNumber();
            long newWaitedNanos = nextNumber();
            long newWaits = nextNumber();
            long sinceNanos = clock.getAsLong() - lookedNanos;
            lookedNanos = beforeNanos;
            if (newWaits <= waits) {
                // A thread that waits may be moved to another processor: the time is there, and the wait goes on.
                return 0;
            }
            long addedNanos = newWaitedNanos - waitedNanos;
            long mean = addedNanos / (newWaits - waits);
            waitedNanos = newWaitedNanos;
            waits = newWaits;
            return Math.max(addedNanos - sinceNanos, mean);
        }

        private long nextNumber() {
            long number = 0;
            while (buffer.hasRemaining()) {
                int digit = buffer.get() - '0';
                if (digit < 0 || digit > 9) {
                    break;
                }
                number = 10 * number + digit;
            }
            return number;
        }

        void close() {
            try {
                file.close();
            } catch (IOException e) {
                // Nothing was written.
            }
        }
    }
}
