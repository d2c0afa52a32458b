// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Outcome;
import io.trueload.engine.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a sender reports of one request, and what of it breaks the contract of {@link Exchange}.
 *
 * <p>The end belongs to whoever claims it first, as in a run: after {@link #claim} the sender's reports change nothing.
 */
final class RecordingExchange implements Exchange {

    private static final int PATIENCE_SECONDS = 30;
    private static final List<String> ORDER = List.of("connecting", "sent", "written", "firstByte", "end");

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Runnable whenSent;
    private final Runnable whenEnded;
    private final long[] instants = new long[ORDER.size()];
    private final List<String> calls = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private String end = "";
    private boolean claimed;
    private int reportedEnds;
    private long bodyBytes;
    private @Nullable Response response;
    private long sentBytes;
    private long receivedBytes;

    RecordingExchange() {
        this(() -> {});
    }

    /** Makes an exchange that runs something when the sender has ended it, on the thread of the sender. */
    RecordingExchange(Runnable whenEnded) {
        this(() -> {}, whenEnded);
    }

    private RecordingExchange(Runnable whenSent, Runnable whenEnded) {
        this.whenSent = whenSent;
        this.whenEnded = whenEnded;
    }

    /** Makes an exchange that runs something when the request is about to be written, on the thread that writes it. */
    static RecordingExchange whenSent(Runnable happens) {
        return new RecordingExchange(happens, () -> {});
    }

    @Override
    public void connecting(long nanos) {
        called("connecting", nanos);
    }

    @Override
    public synchronized void queued(long nanos) {
        if (calls.contains("sent")) {
            violations.add("queued after sent");
        }
    }

    @Override
    public void sent(long nanos) {
        called("sent", nanos);
        whenSent.run();
    }

    @Override
    public void written(long nanos) {
        called("written", nanos);
    }

    @Override
    public void firstByte(long nanos) {
        called("firstByte", nanos);
    }

    @Override
    public void answered(long nanos, int status, long length, @Nullable Response kept) {
        synchronized (this) {
            if (!claimed) {
                bodyBytes = length;
                response = kept;
            }
        }
        end(nanos, "answered " + status);
    }

    @Override
    public void failed(long nanos, Outcome outcome, String message) {
        end(nanos, outcome + ": " + message);
    }

    @Override
    public synchronized void transferred(long sent, long received) {
        if (sent < 0 || received < 0) {
            violations.add("transferred " + sent + " and " + received);
        }
        sentBytes += sent;
        receivedBytes += received;
    }

    private synchronized void called(String name, long nanos) {
        if (claimed) {
            return;
        }
        int index = ORDER.indexOf(name);
        String last = calls.isEmpty() ? "" : calls.get(calls.size() - 1);
        int lastIndex = ORDER.indexOf(last);
        if (lastIndex >= index) {
            violations.add(name + " after " + last);
        } else if (lastIndex >= 0 && nanos < instants[lastIndex]) {
            violations.add(name + " is earlier than " + last);
        }
        instants[index] = nanos;
        calls.add(name);
    }

    private void end(long nanos, String how) {
        synchronized (this) {
            if (++reportedEnds > 1) {
                violations.add("ended again: " + how);
            }
            if (claimed) {
                return;
            }
            called("end", nanos);
            claimed = true;
            end = how;
        }
        ended.countDown();
        whenEnded.run();
    }

    /** Takes the end away from the sender, as a deadline does; returns whether the sender had not ended it before. */
    synchronized boolean claim() {
        boolean first = !claimed;
        claimed = true;
        return first;
    }

    /** Waits for the sender to end this, and checks that it kept the contract. */
    RecordingExchange await() {
        try {
            assertThat(ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the exchange ended; calls so far: %s", calls())
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(violations()).as("violations of the contract").isEmpty();
        return this;
    }

    /** Returns {@code answered <status>}, or outcome and message; empty as long as there is no end. */
    synchronized String end() {
        return end;
    }

    synchronized boolean isEnded() {
        return !end.isEmpty();
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** Returns the instant of a call, which must have been made. */
    synchronized long instant(String name) {
        assertThat(calls).contains(name);
        return instants[ORDER.indexOf(name)];
    }

    synchronized long bodyBytes() {
        return bodyBytes;
    }

    synchronized @Nullable Response response() {
        return response;
    }

    synchronized long sentBytes() {
        return sentBytes;
    }

    synchronized long receivedBytes() {
        return receivedBytes;
    }
}
