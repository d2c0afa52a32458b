// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.util.function.LongUnaryOperator;

/** A queue with one worker, first come first served. Confined to the server's thread. */
final class SingleWorker implements Behavior {

    private final LongUnaryOperator serviceNanos;
    private final byte[] answer;
    private long busyUntilNanos;
    private boolean started;

    SingleWorker(LongUnaryOperator serviceNanos, byte[] answer) {
        this.serviceNanos = serviceNanos;
        this.answer = answer;
    }

    @Override
    public Reply reply(Received request) {
        long now = request.receivedNanos();
        boolean idle = !started || busyUntilNanos - now < 0;
        started = true;
        busyUntilNanos = (idle ? now : busyUntilNanos) + serviceNanos.applyAsLong(request.sequence());
        return Reply.at(busyUntilNanos, request, answer);
    }
}
