// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSession;

/** The TLS handshakes that succeeded, and which of them were short because they resumed a session. Thread-safe. */
final class TlsHandshakes {

    private static final String KNOWN = "trueload.known";

    /** Connections may resume one session at the same time. */
    private final ReentrantLock knowing = new ReentrantLock();

    private final AtomicLong full = new AtomicLong();
    private final AtomicLong resumed = new AtomicLong();

    /** Counts the handshake that has led to a session. */
    void count(SSLSession session) {
        // JSSE does not tell, but what is bound to a session is found again in those that resume it, as is its
        // certificate.
        knowing.lock();
        try {
            if (session.getValue(KNOWN) == null) {
                session.putValue(KNOWN, KNOWN);
                full.incrementAndGet();
            } else {
                resumed.incrementAndGet();
            }
        } finally {
            knowing.unlock();
        }
    }

    /** Returns both numbers in words, such as {@code 1 full and 39 resumed}; an empty text if there were none. */
    String describe() {
        if (full.get() + resumed.get() == 0) {
            return "";
        }
        return full + " full" + (resumed.get() == 0 ? "" : " and " + resumed + " resumed");
    }
}
