// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waiting for what another thread or another process is about to do. */
public final class Eventually {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private Eventually() {}

    /** Waits until a condition holds, or fails. */
    public static void holds(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new AssertionError("not within 30 s: " + what);
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
    }

    /** Waits until a count has a value, or fails and says which it had. */
    public static void count(String what, LongSupplier count, long expected) {
        long start = System.nanoTime();
        while (count.getAsLong() != expected && System.nanoTime() - start < PATIENCE_NANOS) {
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
        assertThat(count.getAsLong()).as(what).isEqualTo(expected);
    }

    public static void opened(String what, CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
                throw new AssertionError("not within 30 s: " + what);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
