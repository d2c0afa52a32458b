// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

/** A clock that stands until it is told to move. */
final class ManualTicker implements Ticker {

    private long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    void set(long newNanos) {
        if (newNanos < nanos) {
            throw new IllegalArgumentException("time does not run backwards: " + nanos + " to " + newNanos);
        }
        nanos = newNanos;
    }
}
