// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to reach a host that may have several addresses: which of them is tried, and for how long. Used by one thread
 * at a time.
 *
 * <p>One that has not answered yet has half of the time that is left, if there are others, and a second chance after them: that
 * it is silent should not cost all the time, and that it is slow should not cost the connection. One that has answered has all
 * the time, as if it were the only one. Source of the half: curl's {@code --connect-timeout}.
 */
final class AddressSearch {

    /** How much later than the run the reactor gives up connecting: it only cleans up where the run has lost interest. */
    private static final long MARGIN_MILLIS = 1_000;

    private static final long NANOS_OF_A_MILLI = 1_000_000;

    private final Addresses addresses;
    private final FailedAddresses failed;
    private final long untilNanos;
    private final List<InetSocketAddress> order;
    private final int firstRound;
    private int next;
    private InetSocketAddress current;
    private long dialedNanos;
    private long giveUpNanos;
    private @Nullable Exception why;

    /**
     * Begins with the first address.
     *
     * @param failed are told of each attempt that fails, if there are several addresses
     */
    AddressSearch(Addresses addresses, FailedAddresses failed, long nowNanos, long untilNanos) {
        this.addresses = addresses;
        this.failed = failed;
        this.untilNanos = untilNanos;
        order = addresses.inOrder();
        firstRound = order.size();
        current = begin(nowNanos);
    }

    private InetSocketAddress begin(long nowNanos) {
        InetSocketAddress address = order.get(next++);
        long millis = Math.max(0, millis(untilNanos - nowNanos));
        millis = hasOthers() && !addresses.hasAnswered(address) ? millis / 2 : millis + MARGIN_MILLIS;
        dialedNanos = nowNanos;
        // In whole milliseconds from now, since the reactor cuts off the rest.
        giveUpNanos = nowNanos + TimeUnit.MILLISECONDS.toNanos(millis);
        return address;
    }

    /** Returns the address to try now. */
    InetSocketAddress current() {
        return current;
    }

    /** Returns how long the present address is tried from now on. */
    Timeout timeout(long nowNanos) {
        // Rounded up, lest it end too soon. Zero is for ever to the reactor.
        return Timeout.ofMilliseconds(Math.max(1, millis(giveUpNanos - nowNanos + NANOS_OF_A_MILLI - 1)));
    }

    /** Returns whether a time-out comes too soon, as it does when the wall clock, by which the reactor goes, is put forward. */
    boolean isEarly(long nowNanos) {
        return nowNanos - giveUpNanos < 0;
    }

    /** Takes note that the present address answered. */
    void found(long nowNanos) {
        addresses.answered(current, nowNanos);
    }

    /**
     * Goes on to the next address.
     *
     * @param cause why the present one could not be reached
     * @return whether there is one, and time to try it
     */
    boolean goOn(Exception cause, long nowNanos) {
        boolean isSilent = cause instanceof SocketTimeoutException;
        boolean isOurs = Failure.isOfTheGenerator(cause);
        // That one address does not listen says less than that another does not answer, and both less than that the
        // generator could not ask.
        if (why == null || isOurs || isSilent && !Failure.isOfTheGenerator(why)) {
            why = cause;
        }
        if (isSilent) {
            addresses.silent(current, dialedNanos);
        }
        if (firstRound > 1 && !isOurs) {
            failed.count(current);
        }
        if (isSilent && hasOthers() && next <= firstRound) {
            order.add(current);
        }
        if (!hasOthers() || nowNanos - untilNanos >= 0) {
            return false;
        }
        current = begin(nowNanos);
        return true;
    }

    /** Returns why no address could be reached, once one has failed. */
    Exception why() {
        return requireNonNull(why);
    }

    private boolean hasOthers() {
        return next < order.size();
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
