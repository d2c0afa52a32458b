// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.Response;
import io.trueload.engine.ResponseCheck;
import io.trueload.engine.RunListener;
import io.trueload.engine.internal.http.HttpSender;
import io.trueload.engine.internal.measure.Recorders;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What all threads of a run share. Thread-safe. */
final class RunState {

    private static final int LONGEST_MESSAGE = 500;

    private final LoadPlan plan;
    private final HttpSender sender;
    private final Ticker ticker;
    private final RunListener listener;
    private final Recorders recorders;
    private final long timeoutNanos;
    private final long connectTimeoutNanos;
    private final boolean hearsRequests;
    private final AtomicLong nextRequest = new AtomicLong();
    private final AtomicLong warmUpRequests = new AtomicLong();
    private final AtomicInteger connecting = new AtomicInteger();
    private final LongAccumulator longestCheckNanos = new LongAccumulator(Math::max, 0);
    private final AtomicReference<@Nullable LoadRunException> sourceFailure = new AtomicReference<>();
    private volatile long recordFromNanos;
    private volatile long sendUntilNanos = Long.MAX_VALUE;
    private volatile @Nullable Thread runThread;

    RunState(LoadPlan plan, HttpSender sender, Ticker ticker, RunListener listener) {
        this.plan = plan;
        this.sender = sender;
        this.ticker = ticker;
        this.listener = listener;
        timeoutNanos = plan.timeout().toNanos();
        connectTimeoutNanos = plan.connectTimeout().toNanos();
        hearsRequests = listener.hearsRequests();
        recorders = new Recorders(2 * timeoutNanos, ioThreads(plan) + 1, ticker::nanos);
    }

    /** Returns the beginning of a message: a check may quote a whole answer, and each different one is kept. */
    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }

    /** Returns how many threads read and write. */
    static int ioThreads(LoadPlan plan) {
        int given = plan.transport().ioThreads();
        return given > 0 ? given : Runtime.getRuntime().availableProcessors();
    }

    LoadPlan plan() {
        return plan;
    }

    HttpSender sender() {
        return sender;
    }

    Recorders recorders() {
        return recorders;
    }

    RunListener listener() {
        return listener;
    }

    long now() {
        return ticker.nanos();
    }

    long timeoutNanos() {
        return timeoutNanos;
    }

    long connectTimeoutNanos() {
        return connectTimeoutNanos;
    }

    String timeoutMessage(String waitedFor) {
        return "timed out after " + PlanSyntax.format(plan.timeout()) + " waiting for " + waitedFor;
    }

    String connectTimeoutMessage() {
        return "no connection within " + PlanSyntax.format(plan.connectTimeout());
    }

    /** Sets what is recorded: requests with an intended start from the first instant, answers as timely to the second. */
    void record(long fromNanos, long untilNanos) {
        recordFromNanos = fromNanos;
        sendUntilNanos = untilNanos;
    }

    long recordFromNanos() {
        return recordFromNanos;
    }

    long sendUntilNanos() {
        return sendUntilNanos;
    }

    void runOn(Thread thread) {
        runThread = thread;
    }

    void wakeRunThread() {
        LockSupport.unpark(runThread);
    }

    /** Makes an attempt and counts it as started; without a lane if it will end unsent. */
    Attempt start(@Nullable Lane lane, long intendedNanos, long firedNanos, long handedNanos) {
        boolean recorded = intendedNanos >= recordFromNanos;
        RequestSpec request = request(nextRequest.getAndIncrement());
        recorders.own().started(recorded);
        if (!recorded) {
            warmUpRequests.incrementAndGet();
        }
        return new Attempt(this, lane, request, intendedNanos, firedNanos, handedNanos, recorded);
    }

    private RequestSpec request(long index) {
        try {
            return requireNonNull(plan.source().request(index), "the source returned null");
        } catch (RuntimeException | AssertionError e) {
            var failed = new LoadRunException("request " + index + " could not be made: " + e, e);
            // Kept for the run's thread, since on others nobody hears of an exception.
            sourceFailure.compareAndSet(null, failed);
            wakeRunThread();
            throw failed;
        }
    }

    /** Throws if a request could not be made, on whichever thread that was. */
    void checkSource() {
        LoadRunException failed = sourceFailure.get();
        if (failed != null) {
            throw failed;
        }
    }

    void record(Attempt attempt) {
        if (attempt.isRecorded()) {
            recorders.own().recorded(attempt);
            if (hearsRequests) {
                listener.ended(attempt.result());
            }
        }
    }

    void left() {
        recorders.own().ended();
    }

    void transferred(boolean recorded, long sent, long received) {
        if (recorded) {
            recorders.own().transferred(sent, received);
        }
    }

    long warmUpRequests() {
        return warmUpRequests.get();
    }

    void connecting(int change) {
        connecting.addAndGet(change);
    }

    /** Returns how many requests wait for a connection to be opened. */
    int connecting() {
        return connecting.get();
    }

    /** Returns what the first check that is not content says of an answer, or an empty text. */
    String objection(RequestSpec request, Response response) {
        long before = now();
        String objection = firstObjection(request, response);
        longestCheckNanos.accumulate(now() - before);
        return objection;
    }

    /** Returns the longest time that the checks took for one answer. */
    Duration longestCheck() {
        return Duration.ofNanos(longestCheckNanos.get());
    }

    private String firstObjection(RequestSpec request, Response response) {
        for (ResponseCheck check : plan.checks()) {
            try {
                Optional<String> failure = check.failure(request, response);
                if (failure.isPresent()) {
                    return failure.get().isBlank() ? "check failed" : shortened(failure.get());
                }
            } catch (RuntimeException | AssertionError e) {
                return shortened("check threw " + e);
            }
        }
        return "";
    }
}
