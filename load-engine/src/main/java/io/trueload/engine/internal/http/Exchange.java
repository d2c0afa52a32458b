// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.Outcome;
import io.trueload.engine.Response;
import org.jspecify.annotations.Nullable;

/**
 * What a sender reports of one request. All instants are of the run's clock, in nanoseconds.
 *
 * <p>Called by one thread at a time, in the order of the methods; {@link #answered} and {@link #failed} exclude each other
 * and come last.
 */
public interface Exchange {

    /** The request waits for a connection to be opened. */
    void connecting(long nanos);

    /**
     * The request has an open connection, and waits there until the target allows one more. This comes before
     * {@link #connecting} where the request then has to move to another connection.
     */
    void queued(long nanos);

    /** The request is about to be written. */
    void sent(long nanos);

    /** The last byte of the request has been handed to the operating system, to TLS, or to the frames that go out with it. */
    void written(long nanos);

    /** The head of the answer has come. */
    void firstByte(long nanos);

    /** The whole answer has come; {@code response} only where the sender was asked to keep answers. */
    void answered(long nanos, int status, long bodyBytes, @Nullable Response response);

    /** The request has ended without an answer. */
    void failed(long nanos, Outcome outcome, String message);

    /** So many bytes went over the connection since this was last reported; may come after the end. */
    void transferred(long sent, long received);
}
