// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

/**
 * Carries requests to one target over connections that it owns. Thread-safe.
 *
 * <p>The seam between what to send when, and how. A sender knows no schedule, no deadline and no outcome but those that the
 * wire decides: it reports instants and failures to the {@link Exchange} and stops waiting when it is told to.
 */
public interface HttpSender extends AutoCloseable {

    /** What begins the message of a failure that is the generator's own: a limit of its machine. */
    String GENERATOR = "generator: ";

    /** Makes room for one more request at a time. Opens no connection yet. */
    SendSlot slot();

    /** Returns what the connections spoke, such as {@code HTTP/1.1} or {@code HTTP/2}; empty before the first answer. */
    String protocol();

    /** Closes all connections and waits for all threads. */
    @Override
    void close();
}
