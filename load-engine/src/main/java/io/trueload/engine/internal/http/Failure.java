// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import io.trueload.engine.Outcome;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.CancelledKeyException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2StreamResetException;

/** What an exception of the client says about a request. Thread-safe. */
record Failure(Outcome outcome, String message) {

    private static final int LONGEST_MESSAGE = 200;
    private static final Pattern JDK = Pattern.compile("(java|jdk|sun)\\.");

    /**
     * HotSpot leaves the trace out of what compiled code throws again and again, in later runs of the process, too, unless it
     * is started with {@code -XX:-OmitStackTraceInFastThrow}, as the command is.
     */
    private static final Map<Class<?>, StackTraceElement[]> LAST_TRACES = new ConcurrentHashMap<>();

    /** How far a request had come. */
    enum Progress {
        /** Nothing was written: there was no connection, or no finished TLS handshake. */
        CONNECTING,
        /** The request was written, at least in part. */
        SENT,
        /**
         * The same, and nothing came, on an HTTP/1.1 connection that has carried an answer before: its peer may have closed it
         * meanwhile (RFC 9112, section 9.3.1).
         */
        SENT_ON_KEPT,
        /** The head of the answer had come. */
        ANSWERING
    }

    static Failure of(Exception cause, Progress progress) {
        Exception known = unwrap(cause);
        if (known instanceof SSLException) {
            return tls(known, progress);
        }
        if (known instanceof MessageConstraintException) {
            return new Failure(Outcome.PROTOCOL_ERROR, "answer too large: " + text(known));
        }
        if (known instanceof MalformedChunkCodingException && !(known instanceof TruncatedChunkException)) {
            return new Failure(Outcome.PROTOCOL_ERROR, "bad chunk: " + text(known));
        }
        if (known instanceof H2StreamResetException reset) {
            return new Failure(Outcome.CONNECTION_LOST, "stream reset by peer: " + text(reset));
        }
        if (known instanceof HttpException
                || known instanceof ParseException
                || known instanceof H2ConnectionException) {
            return new Failure(Outcome.PROTOCOL_ERROR, text(known));
        }
        if (progress == Progress.CONNECTING) {
            return connecting(known);
        }
        if (known instanceof RuntimeException
                && !(known instanceof CancelledKeyException)
                && !(known instanceof CancellationException)) {
            return unforeseen(known);
        }
        return lost(known, progress);
    }

    /** Returns whether a connection could not be opened because of the generator, whose shortage it is. */
    static boolean isOfTheGenerator(Exception cause) {
        String text = text(unwrap(cause));
        return isOutOfPorts(text) || isOutOfDescriptors(text);
    }

    private static boolean isOutOfPorts(String text) {
        return text.contains("Cannot assign requested address") || text.contains("Address already in use");
    }

    private static boolean isOutOfDescriptors(String text) {
        return text.contains("Too many open files");
    }

    private static Failure connecting(Exception cause) {
        String text = text(cause);
        if (isOutOfPorts(text)) {
            return new Failure(
                    Outcome.CONNECT_FAILED,
                    HttpSender.GENERATOR + "out of local ports; keep connections alive or lower the rate");
        }
        if (isOutOfDescriptors(text)) {
            return new Failure(
                    Outcome.CONNECT_FAILED,
                    HttpSender.GENERATOR + "out of file descriptors; raise the limit (ulimit -n)");
        }
        if (cause instanceof ConnectException && text.contains("refused")) {
            return new Failure(Outcome.CONNECT_FAILED, "connection refused");
        }
        if (cause instanceof SocketTimeoutException) {
            // Of a connection that others began to open; who waits for it longer than the timeout ends by the run's
            // clock.
            return new Failure(Outcome.CONNECT_FAILED, "no connection within the connect timeout");
        }
        if (cause instanceof NoRouteToHostException) {
            return new Failure(Outcome.CONNECT_FAILED, "no route to host");
        }
        if (cause instanceof ConnectionClosedException || cause instanceof RequestNotExecutedException) {
            return new Failure(Outcome.CONNECTION_LOST, "connection closed before the request was written");
        }
        if (isReset(cause)) {
            return new Failure(Outcome.CONNECTION_LOST, "connection reset before the request was written");
        }
        return new Failure(Outcome.CONNECT_FAILED, text);
    }

    /** Tells what nobody foresaw by whose code threw it: only what the library stumbles over may be held against the target. */
    private static Failure unforeseen(Exception cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        if (trace.length > 0) {
            LAST_TRACES.put(cause.getClass(), trace);
            return unforeseen(trace, text(cause));
        }
        StackTraceElement[] last = LAST_TRACES.get(cause.getClass());
        return last == null
                ? new Failure(Outcome.PROTOCOL_ERROR, text(cause) + ", thrown without saying where")
                : unforeseen(last, text(cause) + ", thrown without saying where, as the last one that did say it");
    }

    private static Failure unforeseen(StackTraceElement[] trace, String text) {
        List<StackTraceElement> frames = Stream.of(trace)
                .filter(frame -> !JDK.matcher(frame.getClassName()).lookingAt())
                .toList();
        if (!frames.isEmpty() && frames.get(0).getClassName().startsWith("io.trueload.")) {
            return new Failure(
                    Outcome.CONNECTION_LOST,
                    HttpSender.GENERATOR + "brought down by a defect of its own, please report it: " + text + " at "
                            + frames.get(0));
        }
        String what = frames.stream().anyMatch(frame -> frame.getClassName().startsWith("org.apache.hc.core5.http2."))
                ? "what came is no HTTP/2 that the HTTP library understands: "
                : "the HTTP library could not make anything of it: ";
        return new Failure(Outcome.PROTOCOL_ERROR, what + text);
    }

    private static Failure lost(Exception cause, Progress progress) {
        String when = progress == Progress.ANSWERING ? "in the middle of the answer" : "before the answer";
        String connection = progress == Progress.SENT_ON_KEPT ? "kept connection" : "connection";
        if (isReset(cause)) {
            return new Failure(Outcome.CONNECTION_LOST, connection + " reset " + when);
        }
        if (cause instanceof IOException && (isEnd(cause) || text(cause).contains("losed"))) {
            return new Failure(Outcome.CONNECTION_LOST, connection + " closed " + when);
        }
        return new Failure(
                Outcome.CONNECTION_LOST,
                text(cause) + (progress == Progress.SENT_ON_KEPT ? " (kept connection, " : " (") + when + ")");
    }

    private static Failure tls(Exception cause, Progress progress) {
        if (progress == Progress.ANSWERING) {
            return new Failure(Outcome.CONNECTION_LOST, "TLS ended in the middle of the answer: " + text(cause));
        }
        return new Failure(Outcome.TLS_FAILED, text(cause));
    }

    private static boolean isEnd(Exception cause) {
        return cause instanceof ConnectionClosedException
                || cause instanceof TruncatedChunkException
                || cause instanceof EOFException;
    }

    private static boolean isReset(Exception cause) {
        return cause instanceof SocketException && text(cause).contains("reset")
                || text(cause).contains("Connection reset")
                || text(cause).contains("Broken pipe");
    }

    private static Exception unwrap(Exception cause) {
        Exception known = cause;
        while ((known.getClass() == IOException.class
                        || known instanceof UncheckedIOException
                        || known instanceof ExecutionException)
                && known.getCause() instanceof Exception inner) {
            known = inner;
        }
        return known;
    }

    private static String text(Exception cause) {
        String message = cause.getMessage();
        String text = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
    }
}
