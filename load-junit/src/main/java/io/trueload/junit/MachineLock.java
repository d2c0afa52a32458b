// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The right to make load on this machine, which one process of a user has at a time.
 *
 * <p>JUnit's own locks end at the JVM, but Surefire and Failsafe may have several, and two loads at once measure each
 * other. It is a lock on a file in the directory for temporary files, so it ends with its process whatever happens.
 */
final class MachineLock implements AutoCloseable {

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long LONG_WAITS = TimeUnit.SECONDS.toNanos(10) / LOOK_AGAIN_NANOS;

    private final FileChannel channel;
    private final Duration waited;

    private MachineLock(FileChannel channel, Duration waited) {
        this.channel = channel;
        this.waited = waited;
    }

    /**
     * Waits until no other process makes load, and keeps others from it until {@link #close}.
     *
     * @param whenItTakesLong is told of the file after ten seconds, since whoever waits should know for what
     */
    static MachineLock acquire(Consumer<Path> whenItTakesLong) throws InterruptedException {
        return acquire(defaultFile(), whenItTakesLong);
    }

    static MachineLock acquire(Path file, Consumer<Path> whenItTakesLong) throws InterruptedException {
        return lock(file, Long.MAX_VALUE, () -> whenItTakesLong.accept(file));
    }

    /**
     * Does something that would disturb the load of another process while there is none; or all the same when that lasts, or
     * cannot be known, since nobody should wait long for what is no load.
     *
     * @param patience how long to wait for the end of the load
     */
    static void runWhenQuiet(Path file, Duration patience, Runnable task) {
        MachineLock lock = null;
        try {
            lock = lock(file, patience.toNanos() / LOOK_AGAIN_NANOS, () -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException e) {
            // Without the lock nobody can be waited for.
            lock = null;
        }
        try {
            task.run();
        } finally {
            if (lock != null) {
                lock.close();
            }
        }
    }

    private static MachineLock lock(Path file, long mostWaits, Runnable whenItTakesLong) throws InterruptedException {
        try {
            // Links are not followed: in a directory for everybody, somebody else may have put one there.
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            try {
                return new MachineLock(channel, await(channel, mostWaits, whenItTakesLong));
            } catch (InterruptedException | RuntimeException | IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file + ", which keeps load tests from running at once", e);
        }
    }

    /** Returns how long others made load before this. */
    Duration waited() {
        return waited;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the lock, and returns how long that took; it is not held if there were as many waits as there may be. */
    private static Duration await(FileChannel channel, long mostWaits, Runnable whenItTakesLong)
            throws IOException, InterruptedException {
        long waits = 0;
        while (tryLock(channel) == null && waits < mostWaits) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while another load test was running on this machine");
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            waits++;
            if (waits == LONG_WAITS) {
                whenItTakesLong.run();
            }
        }
        return Duration.ofNanos(waits * LOOK_AGAIN_NANOS);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this JVM: by a test that JUnit's locks know nothing of.
            return null;
        }
    }

    /** Returns the file that all processes of a user lock. */
    static Path defaultFile() {
        String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9_-]", "_");
        return Path.of(System.getProperty("java.io.tmpdir"), "trueload-" + user.toLowerCase(Locale.ROOT) + ".lock");
    }
}
