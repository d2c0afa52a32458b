// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

import io.trueload.engine.PlanSyntax;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;

/** Why something was not received, in words for people. */
final class SendingProblem {

    private SendingProblem() {}

    /** Returns the words for what was thrown while waiting for an answer. */
    static String of(Throwable thrown, Duration limit) {
        if (thrown instanceof HttpConnectTimeoutException) {
            return "no connection within " + PlanSyntax.format(limit);
        }
        if (thrown instanceof HttpTimeoutException) {
            return noAnswer(limit);
        }
        if (isUnresolved(thrown)) {
            return "host cannot be resolved";
        }
        String message = thrown.getMessage();
        if (thrown instanceof ConnectException) {
            return message == null ? "connection refused" : message;
        }
        return message == null ? thrown.getClass().getSimpleName() : message;
    }

    /** Returns the words for an answer that did not come. */
    static String noAnswer(Duration limit) {
        return "no answer within " + PlanSyntax.format(limit);
    }

    private static boolean isUnresolved(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }
}
