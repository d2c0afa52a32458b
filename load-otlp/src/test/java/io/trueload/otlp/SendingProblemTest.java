// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why something was not received. */
class SendingProblemTest {

    static Stream<Arguments> words() {
        var unresolved = new ConnectException();
        unresolved.initCause(new UnresolvedAddressException());
        return Stream.of(
                Arguments.of(new HttpConnectTimeoutException("HTTP connect timed out"), "no connection within 10s"),
                Arguments.of(new HttpTimeoutException("request timed out"), "no answer within 10s"),
                Arguments.of(unresolved, "host cannot be resolved"),
                Arguments.of(new ConnectException(), "connection refused"),
                Arguments.of(new ConnectException("Network is unreachable"), "Network is unreachable"),
                Arguments.of(new IOException("reset"), "reset"),
                Arguments.of(new IOException(), "IOException"));
    }

    @ParameterizedTest
    @MethodSource("words")
    void problem_isToldInWordsForPeople(Throwable thrown, String words) {
        assertThat(SendingProblem.of(thrown, Duration.ofSeconds(10))).isEqualTo(words);
    }
}
