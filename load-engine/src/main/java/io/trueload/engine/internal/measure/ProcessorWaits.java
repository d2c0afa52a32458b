// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/**
 * For how long threads that were ready to run had to wait for a processor: a hiccup that others need not have met. By the
 * kernel's account of each thread ({@code schedstat} of Linux); nothing on other systems.
 *
 * <p>Any thread may add itself; the rest is confined to one thread.
 */
public final class ProcessorWaits implements AutoCloseable {

    private static final Path OWN = Path.of("/proc/thread-self");
    private static final int LONGEST_ACCOUNT = 128;

    private final LongSupplier clock;
    private final Queue<Path> added = new ConcurrentLinkedQueue<>();
    private final List<Account> accounts = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST_ACCOUNT);
    private long lookedNanos;

    /** Makes it for no thread yet. */
    public ProcessorWaits(LongSupplier clock) {
        this.clock = clock;
        lookedNanos = clock.getAsLong();
    }

    /** Adds the calling thread. */
    void addCaller() {
        try {
            add(OWN.toRealPath().resolve("schedstat"));
        } catch (IOException e) {
            // Another system, or one that shows nothing of it.
        }
    }

    void add(Path account) {
        added.add(account);
    }

    /**
     * Returns how long one wait of one thread was at least since the last look, in nanoseconds; 0 if nobody had to wait.
     *
     * <p>The kernel adds a wait when it ends, and tells only sum and number. One wait at most began before the last look, and
     * all others lie behind it: what exceeds the time since then is that one's. Nor can the longest be shorter than the mean.
     */
    long longestNanos() {
        long nowNanos = clock.getAsLong();
        long sinceNanos = nowNanos - lookedNanos;
        lookedNanos = nowNanos;
        long longest = 0;
        for (Account account : accounts) {
            long waits = account.waits;
            long waitedNanos = account.waitedNanos;
            if (account.look(buffer) && account.waits > waits) {
                long addedNanos = account.waitedNanos - waitedNanos;
                longest = Math.max(longest, Math.max(addedNanos - sinceNanos, addedNanos / (account.waits - waits)));
            }
        }
        for (Path path = added.poll(); path != null; path = added.poll()) {
            open(path);
        }
        return longest;
    }

    private void open(Path path) {
        try {
            Account account = new Account(FileChannel.open(path));
            accounts.add(account);
            account.look(buffer);
        } catch (IOException e) {
            // The thread has ended, or there are no descriptors left.
        }
    }

    @Override
    public void close() {
        accounts.forEach(Account::close);
        accounts.clear();
    }

    /** The account of one thread, kept open because opening takes ten times as long as reading. */
    private static final class Account {

        private final FileChannel file;
        private long waitedNanos;
        private long waits;

        Account(FileChannel file) {
            this.file = file;
        }

        /** Reads it; returns false if it cannot be read, as when the thread has ended. */
        boolean look(ByteBuffer buffer) {
            try {
                buffer.clear();
                file.read(buffer, 0);
                String[] fields = StandardCharsets.US_ASCII
                        .decode(buffer.flip())
                        .toString()
                        .split("\\s+");
                waitedNanos = Long.parseLong(fields[1]);
                waits = Long.parseLong(fields[2]);
                return true;
            } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
                return false;
            }
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
