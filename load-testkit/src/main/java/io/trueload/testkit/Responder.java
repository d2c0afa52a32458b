// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

/** Numbers the requests of a server and asks its behavior for replies. Confined to the server's thread. */
final class Responder {

    private final Behavior behavior;
    private final Ledger ledger;
    private long firstNanos;

    Responder(Behavior behavior, Ledger ledger) {
        this.behavior = behavior;
        this.ledger = ledger;
    }

    Received received(RequestParser.Parsed parsed, long connection, long sequenceOnConnection) {
        long now = System.nanoTime();
        long sequence = ledger.hits.getAndIncrement();
        if (sequence == 0) {
            firstNanos = now;
        }
        RequestHead head = parsed.head();
        return new Received(
                sequence,
                head.method(),
                head.target(),
                head.headers(),
                parsed.body(),
                connection,
                sequenceOnConnection,
                now,
                now - firstNanos);
    }

    Reply reply(Received request, RequestHead head) {
        Reply reply = ask(request);
        if (head.method().equals("HEAD")) {
            reply = reply.withoutBody();
        }
        if (head.waitsForKeepAlive() && reply.after() == Reply.After.KEEP) {
            reply = reply.with("Connection: keep-alive");
        }
        boolean closes = head.wantsClose() && reply.after() == Reply.After.KEEP;
        return closes ? reply.then(Reply.After.CLOSE) : reply;
    }

    private Reply ask(Received request) {
        try {
            return behavior.reply(request);
        } catch (RuntimeException e) {
            // A behavior's mistake must be seen by the test, and must not end the server for all others.
            return Reply.now(Answers.text(500, e + "\n", "Connection: close")).then(Reply.After.CLOSE);
        }
    }

    /** Puts the truth into the head of an answer that is about to leave, if the server records. */
    byte[] stamped(Received request, Reply reply, byte[] bytes) {
        if (!ledger.isRecording()) {
            return bytes;
        }
        long tookNanos = System.nanoTime() - request.receivedNanos();
        return Answers.with(
                "X-Truth: " + request.receivedNanos() + ";" + reply.plannedDelayNanos() + ";" + tookNanos, bytes);
    }
}
