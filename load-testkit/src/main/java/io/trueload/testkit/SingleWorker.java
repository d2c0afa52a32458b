// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

/** A queue with one worker, first come first served. Confined to the server's thread. */
final class SingleWorker implements Behavior {

    private final long serviceNanos;
    private final byte[] answer;
    private long busyUntilNanos;
    private boolean started;

    SingleWorker(long serviceNanos, byte[] answer) {
        this.serviceNanos = serviceNanos;
        this.answer = answer;
    }

    @Override
    public Reply reply(Received request) {
        long now = request.receivedNanos();
        boolean idle = !started || busyUntilNanos - now < 0;
        started = true;
        busyUntilNanos = (idle ? now : busyUntilNanos) + serviceNanos;
        return Reply.at(busyUntilNanos, request, answer);
    }
}
