// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to reach a host that may have several addresses: which of them is tried, and for how long. Used by one thread at a
 * time.
 *
 * <p>One that has not answered yet has half of the time that is left, if there are others, and is tried again after them; so
 * neither a silent one costs a request, nor a slow one. Source of the half: curl's {@code --connect-timeout}.
 */
final class AddressSearch {

    /** Less is no time to tell a silent address from one that is far away, for a reactor that looks up every 50 ms. */
    private static final long LEAST_SHARE_MILLIS = 250;

    /** How much later than the run the reactor gives up connecting: it only cleans up where the run has lost interest. */
    private static final long MARGIN_MILLIS = 1_000;

    private final Addresses addresses;
    private final long untilNanos;
    private final Queue<InetSocketAddress> left;
    private final Set<InetSocketAddress> triedAgain = new HashSet<>();
    private InetSocketAddress current;
    private long giveUpNanos;
    private @Nullable Exception why;

    /** Begins with the first address. */
    AddressSearch(Addresses addresses, long nowNanos, long untilNanos) {
        this.addresses = addresses;
        this.untilNanos = untilNanos;
        left = new ArrayDeque<>(addresses.inOrder());
        current = left.remove();
        giveUpNanos = share(nowNanos);
    }

    /** Returns the address to try now. */
    InetSocketAddress current() {
        return current;
    }

    /** Returns how long it is tried from now on. */
    Timeout timeout(long nowNanos) {
        // Zero is for ever to the reactor.
        return Timeout.ofMilliseconds(Math.max(1, millis(giveUpNanos - nowNanos)));
    }

    /** Returns whether a time-out comes before its time, as it does when the wall clock, by which the reactor goes, is put forward. */
    boolean isEarly(long nowNanos) {
        return nowNanos < giveUpNanos;
    }

    /** Takes note of the address that answered. */
    void found() {
        addresses.answered(current);
    }

    /**
     * Goes on to the next address.
     *
     * @param cause why the present one could not be reached
     * @return whether there is one, and time to try it
     */
    boolean goOn(Exception cause, long nowNanos) {
        boolean isSilent = cause instanceof SocketTimeoutException;
        // That one address does not listen says less than that another does not answer.
        why = why == null || isSilent ? cause : why;
        if (isSilent) {
            addresses.silent(current);
            if (triedAgain.add(current)) {
                left.add(current);
            }
        }
        if (left.isEmpty() || nowNanos >= untilNanos) {
            return false;
        }
        current = left.remove();
        giveUpNanos = share(nowNanos);
        return true;
    }

    /** Returns why none could be reached. */
    Exception why() {
        return why == null ? new IllegalStateException("nothing has failed") : why;
    }

    /** Returns until when the present address may be tried; in whole milliseconds from now, since the reactor cuts off the rest. */
    private long share(long nowNanos) {
        long millis = Math.max(0, millis(untilNanos - nowNanos));
        long share = left.isEmpty() || addresses.hasAnswered(current)
                ? millis + MARGIN_MILLIS
                : Math.max(Math.min(millis, LEAST_SHARE_MILLIS), millis / 2);
        return nowNanos + TimeUnit.MILLISECONDS.toNanos(share);
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
