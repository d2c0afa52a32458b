// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.Outcome;
import org.junit.jupiter.api.Test;

/** The negative controls of the conformance tests: what breaks the contract is noticed. */
class RecordingExchangeTest {

    private final RecordingExchange exchange = new RecordingExchange();

    @Test
    void callsInOrder_noViolation() {
        exchange.connecting(1);
        exchange.sent(2);
        exchange.written(2);
        exchange.firstByte(3);
        exchange.transferred(10, 20);
        exchange.answered(4, 200, 5, null);
        exchange.transferred(1, 2);

        assertThat(exchange.await().end()).isEqualTo("answered 200");
        assertThat(exchange.calls()).containsExactly("connecting", "sent", "written", "firstByte", "end");
        assertThat(exchange.bodyBytes()).isEqualTo(5);
        assertThat(exchange.sentBytes()).isEqualTo(11);
        assertThat(exchange.receivedBytes()).isEqualTo(22);
    }

    @Test
    void callsOutOfOrder_violation() {
        exchange.sent(1);
        exchange.connecting(2);

        assertThat(exchange.violations()).containsExactly("connecting after sent");
    }

    @Test
    void callRepeated_violation() {
        exchange.sent(1);
        exchange.sent(2);

        assertThat(exchange.violations()).containsExactly("sent after sent");
    }

    @Test
    void instantsBackwards_violation() {
        exchange.sent(2);
        exchange.written(1);

        assertThat(exchange.violations()).containsExactly("written is earlier than sent");
    }

    @Test
    void twoEnds_violationAndTheFirstCounts() {
        exchange.failed(1, Outcome.CONNECTION_LOST, "gone");
        exchange.answered(2, 200, 0, null);

        assertThat(exchange.end()).isEqualTo("CONNECTION_LOST: gone");
        assertThat(exchange.violations()).containsExactly("ended again: answered 200");
        assertThatThrownBy(exchange::await).isInstanceOf(AssertionError.class);
    }

    @Test
    void negativeBytes_violation() {
        exchange.transferred(-1, 0);

        assertThat(exchange.violations()).containsExactly("transferred -1 and 0");
    }

    @Test
    void claimed_lateReportsChangeNothing() {
        assertThat(exchange.claim()).isTrue();
        assertThat(exchange.claim()).isFalse();

        exchange.connecting(1);
        exchange.failed(2, Outcome.CONNECTION_LOST, "closed");

        assertThat(exchange.isEnded()).isFalse();
        assertThat(exchange.calls()).isEmpty();
        assertThat(exchange.violations()).isEmpty();
    }
}
