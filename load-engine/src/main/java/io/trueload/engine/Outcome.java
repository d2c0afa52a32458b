// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

/**
 * How one request ended. Every request that was sent has exactly one outcome.
 *
 * @since 0.1.0
 */
public enum Outcome {
    /** Answered in full with an accepted status, and all checks passed. */
    OK("ok", true),
    /** Answered in full with a status that the plan does not accept. */
    BAD_STATUS("badStatus", true),
    /** Answered in full with an accepted status, but a {@link ResponseCheck} objected. */
    CHECK_FAILED("checkFailed", true),
    /** Not answered in full by the deadline, which counts from the intended start. */
    TIMED_OUT("timedOut", false),
    /** No connection: refused, unreachable, no answer within the connect timeout, or no local resources. */
    CONNECT_FAILED("connectFailed", false),
    /** The connection ended before the answer was complete. */
    CONNECTION_LOST("connectionLost", false),
    /** What came back was not HTTP, or broke a limit. */
    PROTOCOL_ERROR("protocolError", false),
    /** The TLS handshake failed: an untrusted certificate, a wrong host name, no common protocol. */
    TLS_FAILED("tlsFailed", false),
    /** Not answered when the run ended; its age is a lower bound of its response time. */
    IN_FLIGHT_AT_END("inFlightAtEnd", false);

    private final String label;
    private final boolean answered;

    Outcome(String label, boolean answered) {
        this.label = label;
        this.answered = answered;
    }

    /** Returns the name in JSON and in messages, such as {@code badStatus}. */
    public String label() {
        return label;
    }

    /** Returns whether the target answered in full. */
    public boolean isAnswered() {
        return answered;
    }

    /** Returns whether the request counts in the error rate: all but {@link #OK} and {@link #IN_FLIGHT_AT_END}. */
    public boolean isError() {
        return this != OK && this != IN_FLIGHT_AT_END;
    }

    /** Returns whether the request is in the distributions of response time. */
    public boolean isTimed() {
        return answered || this == TIMED_OUT || this == IN_FLIGHT_AT_END;
    }
}
