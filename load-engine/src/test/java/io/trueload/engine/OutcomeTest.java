// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

    @ParameterizedTest
    @CsvSource({
        "OK,               ok,             true,  false, true",
        "BAD_STATUS,       badStatus,      true,  true,  true",
        "CHECK_FAILED,     checkFailed,    true,  true,  true",
        "TIMED_OUT,        timedOut,       false, true,  true",
        "CONNECT_FAILED,   connectFailed,  false, true,  false",
        "CONNECTION_LOST,  connectionLost, false, true,  false",
        "PROTOCOL_ERROR,   protocolError,  false, true,  false",
        "TLS_FAILED,       tlsFailed,      false, true,  false",
        "IN_FLIGHT_AT_END, inFlightAtEnd,  false, false, true",
    })
    void outcome_each_hasItsLabelAndKinds(
            Outcome outcome, String label, boolean answered, boolean error, boolean timed) {
        assertThat(outcome.label()).isEqualTo(label);
        assertThat(outcome.isAnswered()).isEqualTo(answered);
        assertThat(outcome.isError()).isEqualTo(error);
        assertThat(outcome.isTimed()).isEqualTo(timed);
    }

    @Test
    void labels_all_areInTheOrderOfTheBooks() {
        assertThat(Arrays.stream(Outcome.values()).map(Outcome::label))
                .containsExactly(
                        "ok",
                        "badStatus",
                        "checkFailed",
                        "timedOut",
                        "connectFailed",
                        "connectionLost",
                        "protocolError",
                        "tlsFailed",
                        "inFlightAtEnd");
    }
}
