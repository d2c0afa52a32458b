// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.engine.RunListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A listener that keeps what it hears of each request, and when. Thread-safe. */
final class RequestResults implements RunListener {

    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();

    @Override
    public boolean hearsRequests() {
        return true;
    }

    @Override
    public void ended(RequestResult request) {
        heard.add(new Heard(request, System.nanoTime()));
    }

    List<RequestResult> all() {
        return heard.stream().map(Heard::request).toList();
    }

    /**
     * Returns how late the latest time-out was heard of, zero if there was none; to be called soon after the run. What the
     * time-outs themselves say does not tell: they are recorded at their deadline, whenever that was noticed.
     */
    Duration latestTimeout(LoadResult result) {
        // A run reads the calendar and then its clock. The other way round here, so that what lies between them can
        // only make a time-out look later than it was.
        long nowNanos = System.nanoTime();
        long recordFromNanos =
                nowNanos - Duration.between(result.startedAt(), Instant.now()).toNanos();
        long deadlineNanos = result.plan().timeout().toNanos();
        return Duration.ofNanos(heard.stream()
                .filter(end -> end.request.outcome() == Outcome.TIMED_OUT)
                .mapToLong(end -> end.atNanos - recordFromNanos - end.request.offsetNanos() - deadlineNanos)
                .max()
                .orElse(0));
    }

    private record Heard(RequestResult request, long atNanos) {}
}
