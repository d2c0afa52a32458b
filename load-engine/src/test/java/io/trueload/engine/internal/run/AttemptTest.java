// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.RequestSpec;
import io.trueload.engine.RunListener;
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
}
