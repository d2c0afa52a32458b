// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import io.trueload.engine.Outcome;

/** A request that has ended, as a value. */
record FixedSample(Outcome outcome, int status, long responseNanos, long serviceNanos, String message)
        implements Sample {

    static FixedSample ok(long nanos) {
        return new FixedSample(Outcome.OK, 200, nanos, nanos, "");
    }

    static FixedSample failed(Outcome outcome, String message) {
        return new FixedSample(outcome, 0, 1_000_000, NONE, message);
    }

    @Override
    public long lagNanos() {
        return 0;
    }

    @Override
    public long blockedNanos() {
        return 0;
    }

    @Override
    public long connectNanos() {
        return 0;
    }

    @Override
    public long writeNanos() {
        return 0;
    }

    @Override
    public long firstByteNanos() {
        return 0;
    }

    @Override
    public long readNanos() {
        return 0;
    }

    @Override
    public long bodyBytes() {
        return 10;
    }

    @Override
    public boolean endedInTime() {
        return true;
    }
}
