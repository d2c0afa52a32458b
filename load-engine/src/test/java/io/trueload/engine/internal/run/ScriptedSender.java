// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.Outcome;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.internal.http.Exchange;
import io.trueload.engine.internal.http.HttpSender;
import io.trueload.engine.internal.http.SendSlot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A target in virtual time: a script says when the answer to a request that is written now has come. */
final class ScriptedSender implements HttpSender {

    static final long NEVER = Long.MAX_VALUE;

    private final ManualTicker ticker;
    private final LongUnaryOperator answeredAt;
    private final PriorityQueue<Answer> answers = new PriorityQueue<>(Comparator.comparingLong(Answer::atNanos));
    private final List<Long> sentAt = new ArrayList<>();
    private final List<Integer> usedSlots = new ArrayList<>();
    private int slots;
    private int connections;
    private int opened;
    private int aborted;
    private int inFlight;
    private int maxInFlight;
    private boolean refusing;
    private boolean immediate;
    private int status = 200;

    /** Makes a target from a function of the instant at which a request is written. */
    ScriptedSender(ManualTicker ticker, LongUnaryOperator answeredAt) {
        this.ticker = ticker;
        this.answeredAt = answeredAt;
    }

    ScriptedSender refusing() {
        refusing = true;
        return this;
    }

    /** Answers while it is being sent to. */
    ScriptedSender immediate() {
        immediate = true;
        return this;
    }

    ScriptedSender status(int newStatus) {
        status = newStatus;
        return this;
    }

    @Override
    public SendSlot slot() {
        return new ScriptedSlot(slots++);
    }

    @Override
    public String protocol() {
        return "virtual";
    }

    @Override
    public void close() {}

    int slots() {
        return slots;
    }

    int connections() {
        return connections;
    }

    /** Returns how often a connection was opened. */
    int opened() {
        return opened;
    }

    int aborted() {
        return aborted;
    }

    int maxInFlight() {
        return maxInFlight;
    }

    List<Long> sentAt() {
        return sentAt;
    }

    /** Returns the number of the slot of each request, in the order in which they were sent. */
    List<Integer> usedSlots() {
        return usedSlots;
    }

    long nextAnswerNanos() {
        return answers.isEmpty() ? NEVER : answers.peek().atNanos();
    }

    /** Delivers the answers that are due. */
    void deliver() {
        while (!answers.isEmpty() && answers.peek().atNanos() <= ticker.nanos()) {
            Answer answer = answers.remove();
            inFlight--;
            answer.slot().under = null;
            answer.exchange().firstByte(ticker.nanos());
            answer.exchange().answered(ticker.nanos(), status, 0, null);
        }
    }

    private final class ScriptedSlot implements SendSlot {

        private final int index;
        private @Nullable Answer under;
        private boolean isConnected;

        private ScriptedSlot(int index) {
            this.index = index;
        }

        @Override
        public void connect(Runnable whenDone) {
            connected();
            whenDone.run();
        }

        @Override
        public void disconnect() {
            assertThat(under).as("request on a connection that is closed").isNull();
            assertThat(isConnected).isTrue();
            isConnected = false;
            connections--;
        }

        private void connected() {
            if (!isConnected) {
                isConnected = true;
                connections++;
                opened++;
            }
        }

        @Override
        public void send(RequestSpec request, Exchange exchange) {
            long now = ticker.nanos();
            if (refusing) {
                exchange.failed(now, Outcome.CONNECT_FAILED, "connection refused");
                return;
            }
            connected();
            exchange.sent(now);
            exchange.written(now);
            sentAt.add(now);
            usedSlots.add(index);
            if (immediate) {
                exchange.firstByte(now);
                exchange.answered(now, status, 0, null);
                return;
            }
            inFlight++;
            maxInFlight = Math.max(maxInFlight, inFlight);
            under = new Answer(answeredAt.applyAsLong(now), this, exchange);
            answers.add(under);
        }

        @Override
        public void abort() {
            aborted++;
            if (under != null) {
                answers.remove(under);
                inFlight--;
                under = null;
            }
        }
    }

    private record Answer(long atNanos, ScriptedSlot slot, Exchange exchange) {}
}
