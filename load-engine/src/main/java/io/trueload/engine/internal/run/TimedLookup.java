// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.internal.http.NameLookup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.LongAccumulator;

/** Looks names up and notes how long the slowest took: a slow name server is no fault of the target. Thread-safe. */
final class TimedLookup implements NameLookup {

    private final NameLookup names;
    private final Ticker ticker;
    private final LongAccumulator slowestNanos = new LongAccumulator(Math::max, 0);

    TimedLookup(NameLookup names, Ticker ticker) {
        this.names = names;
        this.ticker = ticker;
    }

    @Override
    public InetAddress[] addresses(String host) throws UnknownHostException {
        long began = ticker.nanos();
        try {
            return names.addresses(host);
        } finally {
            slowestNanos.accumulate(ticker.nanos() - began);
        }
    }

    /** Returns how long the slowest took, to the millisecond. */
    Duration slowest() {
        return Duration.ofMillis(slowestNanos.get() / 1_000_000);
    }
}
