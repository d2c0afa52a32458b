// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import io.trueload.engine.Outcome;

/** What the recorder reads of a request that has ended. Implemented by the request itself, so that nothing is copied. */
public interface Sample {

    /** What an instant or a span is when it was not reached. */
    long NONE = -1;

    /** Returns how the request ended. */
    Outcome outcome();

    /** Returns the status code, or 0. */
    int status();

    /** Returns completed − intended start, in nanoseconds. */
    long responseNanos();

    /** Returns completed − sent, in nanoseconds, or {@link #NONE} if it was never written. */
    long serviceNanos();

    /** Returns the generator's own lateness in nanoseconds, or {@link #NONE} if it was never written. */
    long lagNanos();

    /** Returns the time until a connection was free, could be opened or could carry one more stream, in nanoseconds. */
    long blockedNanos();

    /** Returns the time to open a connection in nanoseconds, 0 if none was opened. */
    long connectNanos();

    /** Returns the time to write the request in nanoseconds. */
    long writeNanos();

    /** Returns the time from the written request to the first byte of the answer in nanoseconds. */
    long firstByteNanos();

    /** Returns the time from the first byte of the answer to the last in nanoseconds. */
    long readNanos();

    /** Returns the length of the response body in bytes. */
    long bodyBytes();

    /** Returns what went wrong, or an empty text. */
    String message();

    /** Returns whether the request ended before sending was planned to end. */
    boolean endedInTime();
}
