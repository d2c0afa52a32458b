// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One accepted connection: requests in, replies out in the same order. Confined to the server's thread. */
final class Connection {

    /** A reply under way. */
    private static final class Pending {
        private final Received request;
        private final Reply reply;
        private final Ledger.Entry entry;
        private int partsSent;
        private long sentNanos;

        Pending(Received request, Reply reply, Ledger.Entry entry) {
            this.request = request;
            this.reply = reply;
            this.entry = entry;
        }

        boolean isSent() {
            return partsSent > 0 && partsSent == reply.parts().size();
        }

        /** Returns the instant of the next part; only for replies that have one. */
        long dueNanos() {
            return request.receivedNanos() + reply.parts().get(partsSent).delayNanos();
        }
    }

    // A heap buffer is copied to a direct one of the same size for the write; slices keep that one small.
    private static final int SLICE = 128 * 1024;

    private final long number;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Timers timers;
    private final Ledger ledger;
    private final RequestParser parser = new RequestParser();
    private final Responder responder;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private @Nullable ByteBuffer output;
    private long requests;
    private boolean armed;

    Connection(SocketChannel channel, SelectionKey key, Timers timers, Ledger ledger, Responder responder) {
        this.channel = channel;
        this.key = key;
        this.timers = timers;
        this.ledger = ledger;
        this.responder = responder;
        this.number = ledger.opened();
    }

    /** Reads what has come, through a buffer that all connections share. */
    void onReadable(ByteBuffer input) throws IOException {
        input.clear();
        if (channel.read(input) < 0) {
            // A peer that has closed its side is taken as gone: what was still to be answered stays unanswered.
            close(Reply.After.CLOSE);
            return;
        }
        input.flip();
        ledger.receivedBytes.addAndGet(input.remaining());
        ledger.capture(number, input);
        parser.feed(input);
        try {
            for (var parsed = parser.next(); parsed != null && channel.isOpen(); parsed = parser.next()) {
                Received request = responder.received(parsed, number, requests++);
                Reply reply = responder.reply(request, parsed.head());
                pending.add(new Pending(request, reply, ledger.planned(request, reply)));
                advance();
            }
        } catch (IllegalArgumentException e) {
            refuse(e);
        }
    }

    void onWritable() throws IOException {
        flush();
        if (output == null && key.isValid()) {
            key.interestOps(SelectionKey.OP_READ);
            advance();
        }
    }

    private void refuse(IllegalArgumentException reason) throws IOException {
        channel.write(ByteBuffer.wrap(Answers.text(400, reason.getMessage() + "\n", "Connection: close")));
        close(Reply.After.CLOSE);
    }

    /** Sends whatever of the oldest reply is due, then of the next, until something has to be waited for. */
    private void advance() throws IOException {
        while (channel.isOpen() && output == null && !armed) {
            Pending head = pending.peek();
            if (head == null || head.reply.parts().isEmpty()) {
                return;
            }
            if (head.isSent()) {
                finish(head);
            } else if (head.dueNanos() - System.nanoTime() > 0) {
                armed = true;
                timers.add(head.dueNanos(), this::onDue);
            } else {
                byte[] bytes = head.reply.parts().get(head.partsSent).bytes();
                boolean isFirst = head.partsSent == 0;
                output = ByteBuffer.wrap(isFirst ? responder.stamped(head.request, head.reply, bytes) : bytes);
                flush();
            }
        }
    }

    private void onDue() {
        armed = false;
        try {
            advance();
        } catch (IOException e) {
            abandon();
        }
    }

    private void flush() throws IOException {
        ByteBuffer bytes = output;
        Pending head = pending.peek();
        if (bytes == null || head == null) {
            return;
        }
        int limit = bytes.limit();
        do {
            // Taken before the write, so that no client can have the answer earlier than this says.
            head.sentNanos = System.nanoTime();
            bytes.limit(Math.min(limit, bytes.position() + SLICE));
            int written = channel.write(bytes);
            bytes.limit(limit);
            ledger.sentBytes.addAndGet(written);
            if (written == 0 && bytes.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
        } while (bytes.hasRemaining());
        output = null;
        head.partsSent++;
    }

    private void finish(Pending head) {
        pending.remove();
        ledger.sent(head.entry, head.sentNanos);
        if (head.reply.after() != Reply.After.KEEP) {
            close(head.reply.after());
        }
    }

    /** Gives up after an error of the network. */
    void abandon() {
        close(Reply.After.CLOSE);
    }

    private void close(Reply.After how) {
        if (!channel.isOpen()) {
            return;
        }
        ledger.closed(pending.size());
        pending.clear();
        output = null;
        try {
            if (how == Reply.After.RESET) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
