// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import io.trueload.engine.LoadResult.ErrorCount;
import io.trueload.engine.Outcome;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Everything counted on one thread, or on all, over some time. Confined to one thread at a time. */
public final class Slice {

    private static final int STATUS_CODES = 1_000;

    /** Texts come from the target, which must not fill our memory with ever new ones. */
    private static final int MOST_MESSAGES = 100;

    private static final String OTHER = "other errors";

    final Times response;
    final Times service;
    final Times ok;
    final Times lag;
    final PhaseTimes blocked = new PhaseTimes();
    final PhaseTimes connect = new PhaseTimes();
    final PhaseTimes write = new PhaseTimes();
    final PhaseTimes firstByte = new PhaseTimes();
    final PhaseTimes read = new PhaseTimes();
    private final long[] outcomes = new long[Outcome.values().length];
    private final long[] statuses = new long[STATUS_CODES];
    private final Map<Outcome, Map<String, Long>> messages = new HashMap<>();
    private long sent;
    private long written;
    private long okInTime;
    private long bodyBytes;
    private long sentBytes;
    private long receivedBytes;

    Slice(long highestNanos) {
        response = new Times(highestNanos);
        service = new Times(highestNanos);
        ok = new Times(highestNanos);
        lag = new Times(highestNanos);
    }

    void sent() {
        sent++;
    }

    void transferred(long sentNow, long receivedNow) {
        sentBytes += sentNow;
        receivedBytes += receivedNow;
    }

    void ended(Sample sample) {
        Outcome outcome = sample.outcome();
        outcomes[outcome.ordinal()]++;
        if (outcome.isTimed()) {
            response.record(sample.responseNanos());
            if (sample.serviceNanos() != Sample.NONE) {
                service.record(sample.serviceNanos());
            }
        }
        if (sample.lagNanos() != Sample.NONE) {
            written++;
            lag.record(sample.lagNanos());
        }
        if (outcome.isAnswered()) {
            answered(sample, outcome);
        }
        if (!sample.message().isEmpty()) {
            count(outcome, sample.message(), 1);
        }
    }

    void add(Slice other) {
        response.add(other.response);
        service.add(other.service);
        ok.add(other.ok);
        lag.add(other.lag);
        blocked.add(other.blocked);
        connect.add(other.connect);
        write.add(other.write);
        firstByte.add(other.firstByte);
        read.add(other.read);
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] += other.outcomes[i];
        }
        for (int i = 0; i < statuses.length; i++) {
            statuses[i] += other.statuses[i];
        }
        other.messages.forEach((outcome, texts) -> texts.forEach((text, n) -> count(outcome, text, n)));
        sent += other.sent;
        written += other.written;
        okInTime += other.okInTime;
        bodyBytes += other.bodyBytes;
        sentBytes += other.sentBytes;
        receivedBytes += other.receivedBytes;
    }

    void clear() {
        response.clear();
        service.clear();
        ok.clear();
        lag.clear();
        blocked.clear();
        connect.clear();
        write.clear();
        firstByte.clear();
        read.clear();
        Arrays.fill(outcomes, 0);
        Arrays.fill(statuses, 0);
        messages.clear();
        sent = 0;
        written = 0;
        okInTime = 0;
        bodyBytes = 0;
        sentBytes = 0;
        receivedBytes = 0;
    }

    /** Returns how many requests were started. */
    public long sentCount() {
        return sent;
    }

    /** Returns how many of the requests that have ended were written, at least in part. */
    public long writtenCount() {
        return written;
    }

    /** Returns how many requests ended in an outcome. */
    public long count(Outcome outcome) {
        return outcomes[outcome.ordinal()];
    }

    /** Returns how many requests ended as expected before sending was planned to end. */
    public long okInTime() {
        return okInTime;
    }

    /** Returns the 99th percentile of response time in nanoseconds, 0 if there is none. */
    public long p99Nanos() {
        return response.percentile(99);
    }

    long bodyBytes() {
        return bodyBytes;
    }

    long sentBytes() {
        return sentBytes;
    }

    long receivedBytes() {
        return receivedBytes;
    }

    SortedMap<Integer, Long> statusCodes() {
        SortedMap<Integer, Long> codes = new TreeMap<>();
        for (int code = 0; code < STATUS_CODES; code++) {
            if (statuses[code] > 0) {
                codes.put(code, statuses[code]);
            }
        }
        return codes;
    }

    boolean hasMessages() {
        return !messages.isEmpty();
    }

    List<ErrorCount> errors() {
        return messages.entrySet().stream()
                .flatMap(texts -> texts.getValue().entrySet().stream()
                        .map(text -> new ErrorCount(texts.getKey(), text.getKey(), text.getValue())))
                .sorted(Comparator.comparingLong(ErrorCount::count)
                        .reversed()
                        .thenComparing(ErrorCount::outcome)
                        .thenComparing(ErrorCount::message))
                .toList();
    }

    private void answered(Sample sample, Outcome outcome) {
        statuses[Math.floorMod(sample.status(), STATUS_CODES)]++;
        bodyBytes += sample.bodyBytes();
        blocked.record(sample.blockedNanos());
        connect.record(sample.connectNanos());
        write.record(sample.writeNanos());
        firstByte.record(sample.firstByteNanos());
        read.record(sample.readNanos());
        if (outcome == Outcome.OK) {
            ok.record(sample.responseNanos());
            if (sample.endedInTime()) {
                okInTime++;
            }
        }
    }

    private void count(Outcome outcome, String message, long times) {
        Map<String, Long> texts = messages.computeIfAbsent(outcome, key -> new HashMap<>());
        String text = texts.size() < MOST_MESSAGES || texts.containsKey(message) ? message : OTHER;
        texts.merge(text, times, Long::sum);
    }
}
