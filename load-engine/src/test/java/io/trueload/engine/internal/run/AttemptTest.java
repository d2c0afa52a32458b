// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.Outcome;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.RunListener;
import io.trueload.engine.Workload;
import io.trueload.engine.internal.http.Exchange;
import io.trueload.engine.internal.http.SendSlot;
import org.junit.jupiter.api.Test;

/** Whose doing it is that a request was not sent when it was intended. Instants are made up: 0, noticed at 10, handed at 30. */
class AttemptTest {

    private final ManualTicker ticker = new ManualTicker();
    private final RunState run = new RunState(
            LoadPlan.builder().target("http://127.0.0.1:1/").requests(1).build(),
            new ScriptedSender(ticker, now -> now),
            ticker,
            RunListener.NONE);
    private final Attempt attempt = new Attempt(run, null, RequestSpec.get("/"), 0, 10, 30, true);

    private void assertSentAt135(long lag, long blocked, long connect) {
        attempt.sent(135);

        assertThat(attempt.lagNanos()).as("lag").isEqualTo(lag);
        assertThat(attempt.blockedNanos()).as("blocked").isEqualTo(blocked);
        assertThat(attempt.connectNanos()).as("connect").isEqualTo(connect);
        assertThat(lag + blocked + connect).as("all of it").isEqualTo(135);
    }

    @Test
    void allButTheWaitForAConnection_isOurs() {
        assertSentAt135(115, 20, 0);
    }

    @Test
    void openingAConnection_isTheTargets() {
        attempt.connecting(35);

        assertSentAt135(15, 20, 100);
    }

    @Test
    void turnOnAnOpenConnection_isTheTargets() {
        attempt.queued(35);

        assertSentAt135(15, 120, 0);
    }

    @Test
    void turnOnAFreshConnection_isNoPartOfOpeningIt() {
        attempt.connecting(35);
        attempt.queued(50);

        assertSentAt135(15, 105, 15);
    }

    @Test
    void turnOnAConnectionThatEnds_andTheOpeningOfTheNext_areBothTheTargets() {
        attempt.queued(35);
        attempt.connecting(60);
        attempt.queued(80);

        assertSentAt135(15, 100, 20);
    }

    @Test
    void deadline_whileTheRequestIsHandedToItsSlot_waitsUntilItIs() {
        var slot = new SlowSlot();
        var loop = new ClosedLoop(run, (Workload.Closed) run.plan().workload());
        loop.stop();
        var late = new Attempt(run, new Lane(loop, slot), RequestSpec.get("/"), 0, 0, 0, true);
        long deadline = run.timeoutNanos();
        // As the run's thread does while another is on its way through send().
        slot.meanwhile = () -> {
            late.expire(deadline);
            late.censor(deadline);
        };

        assertThat(late.send()).isFalse();
        assertThat(slot.aborted).isZero();
        late.expire(deadline);
        assertThat(slot.aborted).isEqualTo(1);
        assertThat(late.outcome()).isEqualTo(Outcome.TIMED_OUT);
    }

    /** Something else happens before it has taken a request. */
    private static final class SlowSlot implements SendSlot {

        private Runnable meanwhile = () -> {};
        private int aborted;

        @Override
        public void connect(Runnable whenDone) {
            whenDone.run();
        }

        @Override
        public void send(RequestSpec request, Exchange exchange) {
            meanwhile.run();
        }

        @Override
        public void abort() {
            aborted++;
        }

        @Override
        public void disconnect() {}
    }
}
