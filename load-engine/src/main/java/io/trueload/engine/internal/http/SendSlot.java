// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.RequestSpec;

/**
 * Room for one request at a time: a whole connection in HTTP/1.1, one stream of a connection in HTTP/2.
 *
 * <p>May be used from any thread, but by one at a time.
 */
public interface SendSlot {

    /** Opens the connection, if it is not open; {@code whenDone} is told, whether that worked or not. */
    void connect(Runnable whenDone);

    /**
     * Sends a request, over a new connection if there is none.
     *
     * <p>The exchange hears of one end, unless {@link #abort} comes first. The end may come before this method returns.
     */
    void send(RequestSpec request, Exchange exchange);

    /**
     * Stops waiting for the request under way, or for the connection that {@link #connect} began to open; the slot can be
     * used again at once. Reports of that request that are on their way may still come, and its exchange must not take them
     * for an end any more.
     */
    void abort();

    /**
     * Closes the connection, if it is open, in the way of somebody who is done; the next request opens another. Not while
     * a request is under way, and only where no other slot shares the connection.
     */
    void disconnect();
}
