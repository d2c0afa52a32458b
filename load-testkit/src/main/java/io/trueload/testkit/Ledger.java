// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The server's books. Written by the server's thread only, read by any thread. */
final class Ledger {

    /** One line of the truth whose last column is still open. */
    static final class Entry {
        private final long sequence;
        private final long receivedNanos;
        private final long plannedDelayNanos;
        private volatile long actualSentNanos = Truth.NEVER;

        Entry(long sequence, long receivedNanos, long plannedDelayNanos) {
            this.sequence = sequence;
            this.receivedNanos = receivedNanos;
            this.plannedDelayNanos = plannedDelayNanos;
        }

        private Truth truth() {
            return new Truth(sequence, receivedNanos, plannedDelayNanos, actualSentNanos);
        }
    }

    final AtomicLong hits = new AtomicLong();
    final AtomicLong connections = new AtomicLong();
    final AtomicLong openConnections = new AtomicLong();
    final AtomicLong inFlight = new AtomicLong();
    final AtomicLong maxInFlight = new AtomicLong();
    final AtomicLong receivedBytes = new AtomicLong();
    final AtomicLong sentBytes = new AtomicLong();
    private final boolean recording;
    private final boolean capturing;
    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final List<ByteArrayOutputStream> captures = new CopyOnWriteArrayList<>();

    Ledger(boolean recording, boolean capturing) {
        this.recording = recording;
        this.capturing = capturing;
    }

    boolean isRecording() {
        return recording;
    }

    /** Books a new connection and returns its number. */
    long opened() {
        openConnections.incrementAndGet();
        if (capturing) {
            captures.add(new ByteArrayOutputStream());
        }
        return connections.getAndIncrement();
    }

    void closed(int unanswered) {
        openConnections.decrementAndGet();
        inFlight.addAndGet(-unanswered);
    }

    void capture(long connection, ByteBuffer input) {
        if (capturing) {
            byte[] bytes = new byte[input.remaining()];
            input.duplicate().get(bytes);
            captures.get((int) connection).writeBytes(bytes);
        }
    }

    Entry planned(Received request, Reply reply) {
        var entry = new Entry(request.sequence(), request.receivedNanos(), reply.plannedDelayNanos());
        if (recording) {
            entries.add(entry);
        }
        long now = inFlight.incrementAndGet();
        if (now > maxInFlight.get()) {
            maxInFlight.set(now);
        }
        return entry;
    }

    void sent(Entry entry, long sentNanos) {
        entry.actualSentNanos = sentNanos;
        inFlight.decrementAndGet();
    }

    List<Truth> truth() {
        return entries.stream().map(Entry::truth).toList();
    }

    List<byte[]> captured() {
        return captures.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }
}
