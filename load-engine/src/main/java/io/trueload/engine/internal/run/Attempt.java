// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.Outcome;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.Response;
import io.trueload.engine.RunListener.RequestResult;
import io.trueload.engine.internal.http.Exchange;
import io.trueload.engine.internal.measure.Sample;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One request from its intended start to its outcome.
 *
 * <p>Its answer, its deadline and the end of the run race for it, on different threads; whoever claims it first decides the
 * outcome and goes on with the lane, and the others do nothing.
 */
final class Attempt implements Exchange, Sample {

    private static final VarHandle CLAIMED;
    private static final VarHandle CONNECTING;
    private static final VarHandle CONNECTED;
    private static final VarHandle SENT;
    private static final VarHandle COUNTED;
    private static final VarHandle HANDED_OVER;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CLAIMED = lookup.findVarHandle(Attempt.class, "claimed", boolean.class);
            CONNECTING = lookup.findVarHandle(Attempt.class, "connectingNanos", long.class);
            CONNECTED = lookup.findVarHandle(Attempt.class, "connectedNanos", long.class);
            SENT = lookup.findVarHandle(Attempt.class, "sentNanos", long.class);
            COUNTED = lookup.findVarHandle(Attempt.class, "countedAsConnecting", boolean.class);
            HANDED_OVER = lookup.findVarHandle(Attempt.class, "handedOver", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final RunState run;
    private final @Nullable Lane lane;
    private final RequestSpec request;
    private final long intendedNanos;
    private final long firedNanos;
    private final long handedNanos;
    private final boolean recorded;
    private boolean claimed;
    private boolean countedAsConnecting;
    /** Since when it waits for something of the target's: a connection, or its turn on one. */
    private long waitingNanos = NONE;

    private long connectingNanos = NONE;
    private long connectedNanos = NONE;
    private long sentNanos = NONE;
    private long writtenNanos;
    private long firstByteNanos;
    private long completedNanos;
    private int status;
    private long bodyBytes;
    private Outcome outcome = Outcome.IN_FLIGHT_AT_END;
    private String message = "";
    private @Nullable Thread sending;
    private boolean endedInline;
    private boolean handedOver;

    /**
     * Makes an attempt.
     *
     * @param intendedNanos when the plan wants it to start
     * @param firedNanos when the schedule noticed that
     * @param handedNanos when a lane was free for it
     */
    Attempt(
            RunState run,
            @Nullable Lane lane,
            RequestSpec request,
            long intendedNanos,
            long firedNanos,
            long handedNanos,
            boolean recorded) {
        this.run = run;
        this.lane = lane;
        this.request = request;
        this.intendedNanos = intendedNanos;
        this.firedNanos = firedNanos;
        this.handedNanos = handedNanos;
        this.recorded = recorded;
    }

    Lane lane() {
        return requireNonNull(lane, "lane");
    }

    boolean isRecorded() {
        return recorded;
    }

    /** Sends the request; returns whether it has ended already, on this thread and before this method returned. */
    boolean send() {
        sending = Thread.currentThread();
        try {
            lane().slot().send(request, this);
        } finally {
            sending = null;
            HANDED_OVER.setRelease(this, true);
        }
        return endedInline;
    }

    /** Ends the request if its time is up. Called by the run's thread. */
    void expire(long nowNanos) {
        long connecting = (long) CONNECTED.getAcquire(this) == NONE ? (long) CONNECTING.getAcquire(this) : NONE;
        boolean unsent = (long) SENT.getAcquire(this) == NONE;
        if (nowNanos - intendedNanos >= run.timeoutNanos()) {
            String waitedFor =
                    !unsent ? "the answer" : connecting == NONE ? "its turn on the connection" : "a connection";
            endFromOutside(intendedNanos + run.timeoutNanos(), Outcome.TIMED_OUT, run.timeoutMessage(waitedFor));
        } else if (unsent && connecting != NONE && nowNanos - connecting >= run.connectTimeoutNanos()) {
            endFromOutside(nowNanos, Outcome.CONNECT_FAILED, run.connectTimeoutMessage());
        }
    }

    /** Ends the request because the run ends. Called by the run's thread. */
    void censor(long nowNanos) {
        endFromOutside(nowNanos, Outcome.IN_FLIGHT_AT_END, "");
    }

    @Override
    public void connecting(long nanos) {
        if (waitingNanos == NONE) {
            waitingNanos = nanos;
        }
        CONNECTING.setRelease(this, nanos);
        COUNTED.setVolatile(this, true);
        run.connecting(1);
        if ((boolean) CLAIMED.getVolatile(this)) {
            // Ended from outside in the meantime, by somebody who may not have seen that it counts.
            stopConnecting();
        }
    }

    @Override
    public void queued(long nanos) {
        if (waitingNanos == NONE) {
            waitingNanos = nanos;
        }
        if (connectingNanos != NONE) {
            CONNECTED.setRelease(this, nanos);
            stopConnecting();
        }
    }

    @Override
    public void sent(long nanos) {
        SENT.setRelease(this, nanos);
        if (connectingNanos != NONE) {
            stopConnecting();
        }
    }

    @Override
    public void written(long nanos) {
        writtenNanos = nanos;
    }

    @Override
    public void firstByte(long nanos) {
        firstByteNanos = nanos;
    }

    @Override
    public void transferred(long sent, long received) {
        run.transferred(recorded, sent, received);
    }

    @Override
    public void answered(long nanos, int statusCode, long bodyLength, @Nullable Response response) {
        if (!claim()) {
            return;
        }
        if (nanos - intendedNanos > run.timeoutNanos()) {
            // The deadline has passed, and only the look-out for it is late.
            end(intendedNanos + run.timeoutNanos(), Outcome.TIMED_OUT, run.timeoutMessage("the answer"));
            return;
        }
        status = statusCode;
        bodyBytes = bodyLength;
        if (!run.plan().accepted().contains(statusCode)) {
            end(nanos, Outcome.BAD_STATUS, "");
        } else {
            String objection = response == null ? "" : run.objection(request, response);
            end(nanos, objection.isEmpty() ? Outcome.OK : Outcome.CHECK_FAILED, objection);
        }
    }

    @Override
    public void failed(long nanos, Outcome failure, String why) {
        if (claim()) {
            end(nanos, failure, why);
        }
    }

    private void endFromOutside(long nanos, Outcome end, String why) {
        // While it is being handed to its slot nothing can be taken back there, and the slot is not free for another.
        // The
        // run's thread comes again.
        if ((boolean) HANDED_OVER.getAcquire(this) && claim()) {
            lane().slot().abort();
            end(nanos, end, why);
        }
    }

    private void stopConnecting() {
        if ((boolean) COUNTED.getVolatile(this) && COUNTED.compareAndSet(this, true, false)) {
            run.connecting(-1);
        }
    }

    private boolean claim() {
        return CLAIMED.compareAndSet(this, false, true);
    }

    private void end(long nanos, Outcome end, String why) {
        completedNanos = nanos;
        outcome = end;
        message = why;
        stopConnecting();
        run.record(this);
        if (lane == null) {
            run.left();
        } else if (sending == Thread.currentThread()) {
            endedInline = true;
        } else {
            lane.goOnAfter(this);
        }
    }

    @Override
    public Outcome outcome() {
        return outcome;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public long responseNanos() {
        return completedNanos - intendedNanos;
    }

    @Override
    public long serviceNanos() {
        return sentNanos == NONE ? NONE : Math.max(0, completedNanos - sentNanos);
    }

    @Override
    public long lagNanos() {
        if (sentNanos == NONE) {
            return NONE;
        }
        // Waiting for a connection or a stream is the target's doing; what came before and after it is ours.
        long afterwards = (waitingNanos == NONE ? sentNanos : waitingNanos) - handedNanos;
        return Math.max(0, firedNanos - intendedNanos + afterwards);
    }

    @Override
    public long blockedNanos() {
        long waited = waitingNanos == NONE || sentNanos == NONE ? 0 : sentNanos - waitingNanos - connectNanos();
        return handedNanos - firedNanos + waited;
    }

    @Override
    public long connectNanos() {
        if (connectingNanos == NONE || sentNanos == NONE) {
            return 0;
        }
        return (connectedNanos == NONE ? sentNanos : connectedNanos) - connectingNanos;
    }

    @Override
    public long writeNanos() {
        return sentNanos == NONE ? 0 : Math.max(0, writtenNanos - sentNanos);
    }

    @Override
    public long firstByteNanos() {
        return writtenNanos == 0 ? 0 : Math.max(0, firstByteNanos - writtenNanos);
    }

    @Override
    public long readNanos() {
        return firstByteNanos == 0 ? 0 : Math.max(0, completedNanos - firstByteNanos);
    }

    @Override
    public long bodyBytes() {
        return bodyBytes;
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public boolean endedInTime() {
        return completedNanos <= run.sendUntilNanos();
    }

    RequestResult result() {
        return new RequestResult(
                outcome,
                status,
                message,
                intendedNanos - run.recordFromNanos(),
                responseNanos(),
                Math.max(0, serviceNanos()),
                connectNanos(),
                writeNanos(),
                firstByteNanos(),
                readNanos());
    }
}
