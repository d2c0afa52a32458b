// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a run may send to public hosts unless its plan allows more, redirects included. Thread-safe.
 *
 * <p>The plan itself has been held to the limits before; only redirects can go beyond them, and a host that closes connections
 * before they carry a request or has addresses that do not answer.
 */
public final class PublicQuota {

    /** How many requests all public hosts get together. */
    public static final int REQUESTS = 1_000;

    /** How many connections each of them gets at once. */
    public static final int CONNECTIONS = 50;

    /** For how many seconds requests are started. */
    public static final int SECONDS = 60;

    /** Each request may need one of its own, and those opened before the first may be lost; more are closed unused. */
    private static final int OPENINGS = REQUESTS + CONNECTIONS;

    private static final long NANOS = SECONDS * 1_000_000_000L;
    private static final long NOT_BEGUN = Long.MIN_VALUE;

    private final boolean unlimited;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger openings = new AtomicInteger();
    private final AtomicInteger furtherAttempts = new AtomicInteger();
    private final AtomicLong beganNanos = new AtomicLong(NOT_BEGUN);
    private final Map<Origin, AtomicInteger> connections = new ConcurrentHashMap<>();

    PublicQuota(boolean unlimited) {
        this.unlimited = unlimited;
    }

    /** Takes one connection, which its owner may open again and again. */
    void takeConnection(Origin origin) throws RefusedTargetException {
        if (!unlimited
                && connections
                                .computeIfAbsent(origin, key -> new AtomicInteger())
                                .incrementAndGet()
                        > CONNECTIONS) {
            throw used(origin, CONNECTIONS + " connections");
        }
    }

    /** Takes the opening of a connection; refuses it where no request may be sent any more. */
    void takeOpening(Origin origin, boolean redirected, long nowNanos) throws RefusedTargetException {
        if (unlimited) {
            return;
        }
        checkTime(origin, redirected, nowNanos);
        if (requests.get() >= REQUESTS) {
            throw used(origin, REQUESTS + " requests");
        }
        if (openings.incrementAndGet() > OPENINGS) {
            throw used(origin, OPENINGS + " attempts to connect");
        }
    }

    /** Takes an attempt at another address, for an opening that was taken; as many as there may be openings. */
    void takeFurtherAttempt(Origin origin) throws RefusedTargetException {
        if (!unlimited && furtherAttempts.incrementAndGet() > OPENINGS) {
            throw used(origin, OPENINGS + " attempts to connect to further addresses");
        }
    }

    /** Takes one request. */
    void takeRequest(Origin origin, boolean redirected, long nowNanos) throws RefusedTargetException {
        if (unlimited) {
            return;
        }
        beganNanos.compareAndSet(NOT_BEGUN, nowNanos);
        checkTime(origin, redirected, nowNanos);
        if (requests.incrementAndGet() > REQUESTS) {
            throw used(origin, REQUESTS + " requests");
        }
    }

    private void checkTime(Origin origin, boolean redirected, long nowNanos) throws RefusedTargetException {
        long began = beganNanos.get();
        // What the plan itself asks for starts in time; it may only have waited for a connection since.
        if (redirected && began != NOT_BEGUN && nowNanos - began > NANOS) {
            throw used(origin, SECONDS + " s");
        }
    }

    private static RefusedTargetException used(Origin origin, String limit) {
        return new RefusedTargetException("not sent to " + origin.host() + ", which is public: the " + limit
                + " that public hosts get are used up; allow more with --allow-public or trueload.allow-public");
    }
}
