// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.http;

import static io.trueload.engine.Outcome.CONNECTION_LOST;
import static io.trueload.engine.Outcome.CONNECT_FAILED;
import static io.trueload.engine.Outcome.PROTOCOL_ERROR;
import static io.trueload.engine.Outcome.TLS_FAILED;
import static io.trueload.engine.internal.http.Failure.Progress.ANSWERING;
import static io.trueload.engine.internal.http.Failure.Progress.CONNECTING;
import static io.trueload.engine.internal.http.Failure.Progress.SENT;
import static io.trueload.engine.internal.http.Failure.Progress.SENT_ON_KEPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.trueload.engine.Outcome;
import io.trueload.engine.internal.http.Failure.Progress;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.H2StreamResetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every exception has its outcome and its words, depending on how far the request had come. */
class FailureTest {

    @ParameterizedTest
    @MethodSource
    void failure_whileConnecting(Exception cause, Outcome outcome, String message) {
        assertThat(Failure.of(cause, CONNECTING)).isEqualTo(new Failure(outcome, message));
    }

    static Stream<Arguments> failure_whileConnecting() {
        String ports = "generator: out of local ports; keep connections alive or lower the rate";
        String files = "generator: out of file descriptors; raise the limit (ulimit -n)";
        return Stream.of(
                arguments(new ConnectException("Connection refused"), CONNECT_FAILED, "connection refused"),
                arguments(new ConnectException("Connection timed out"), CONNECT_FAILED, "Connection timed out"),
                arguments(
                        new SocketTimeoutException("6 SECONDS"),
                        CONNECT_FAILED,
                        "no connection within the connect timeout"),
                arguments(new NoRouteToHostException("No route to host"), CONNECT_FAILED, "no route to host"),
                arguments(new SocketException("Network is unreachable"), CONNECT_FAILED, "Network is unreachable"),
                arguments(new BindException("Cannot assign requested address"), CONNECT_FAILED, ports),
                arguments(new ConnectException("Cannot assign requested address"), CONNECT_FAILED, ports),
                arguments(new BindException("Address already in use"), CONNECT_FAILED, ports),
                arguments(new BindException("Permission denied"), CONNECT_FAILED, "Permission denied"),
                arguments(new SocketException("Too many open files"), CONNECT_FAILED, files),
                arguments(new IOException("Too many open files"), CONNECT_FAILED, files),
                arguments(
                        new ConnectionClosedException(),
                        CONNECTION_LOST,
                        "connection closed before the request was written"),
                arguments(
                        new RequestNotExecutedException(),
                        CONNECTION_LOST,
                        "connection closed before the request was written"),
                arguments(
                        new SocketException("Connection reset"),
                        CONNECTION_LOST,
                        "connection reset before the request was written"),
                arguments(
                        new IOException("Connection reset by peer"),
                        CONNECTION_LOST,
                        "connection reset before the request was written"),
                arguments(
                        new IOException("proxy refused the tunnel with status 407"),
                        CONNECT_FAILED,
                        "proxy refused the tunnel with status 407"),
                arguments(new IllegalStateException(), CONNECT_FAILED, "IllegalStateException"));
    }

    @ParameterizedTest
    @MethodSource
    void failure_afterTheRequest(Exception cause, String message) {
        assertThat(Failure.of(cause, SENT))
                .isEqualTo(new Failure(CONNECTION_LOST, message.replace("WHEN", "before the answer")));
        assertThat(Failure.of(cause, SENT_ON_KEPT))
                .isEqualTo(new Failure(
                        CONNECTION_LOST,
                        message.replace("WHEN", "before the answer")
                                .replaceFirst("^connection ", "kept connection ")
                                .replace("(before", "(kept connection, before")));
        assertThat(Failure.of(cause, ANSWERING))
                .isEqualTo(new Failure(CONNECTION_LOST, message.replace("WHEN", "in the middle of the answer")));
    }

    static Stream<Arguments> failure_afterTheRequest() {
        return Stream.of(
                arguments(new ConnectionClosedException("Premature end"), "connection closed WHEN"),
                arguments(new EOFException(), "connection closed WHEN"),
                arguments(new TruncatedChunkException("Truncated chunk"), "connection closed WHEN"),
                arguments(new IOException("Stream closed"), "connection closed WHEN"),
                arguments(new SocketException("Connection reset"), "connection reset WHEN"),
                arguments(new IOException("Broken pipe"), "connection reset WHEN"),
                arguments(new ClosedChannelException(), "connection closed WHEN"),
                arguments(new ConnectException("Connection refused"), "Connection refused (WHEN)"),
                arguments(new CancelledKeyException(), "CancelledKeyException (WHEN)"),
                arguments(new CancellationException("odd"), "odd (WHEN)"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            org.apache.hc.core5.http.impl.X   | the HTTP library could not make anything of it: odd
            org.apache.hc.core5.http2.frame.X | what came is no HTTP/2 that the HTTP library understands: odd
            """)
    void mistakeOfTheLibrary_onceTheRequestIsWritten_isAProtocolError(String thrower, String message) {
        var mistake = new NullPointerException("odd");
        mistake.setStackTrace(frames("java.nio.Buffer", "org.apache.hc.core5.util.X", thrower, "io.trueload.engine.X"));
        assertThat(Failure.of(mistake, SENT))
                .isEqualTo(Failure.of(mistake, ANSWERING))
                .isEqualTo(new Failure(PROTOCOL_ERROR, message));
    }

    @Test
    void mistakeWithoutATrace_isOfWhoMadeTheLastOneOfItsKind() {
        var told = new ArrayIndexOutOfBoundsException("odd");
        told.setStackTrace(frames("org.apache.hc.core5.http2.frame.X"));
        var untold = new ArrayIndexOutOfBoundsException();
        untold.setStackTrace(frames());
        Failure.of(told, SENT);
        assertThat(Failure.of(untold, SENT))
                .isEqualTo(new Failure(
                        PROTOCOL_ERROR,
                        "what came is no HTTP/2 that the HTTP library understands: ArrayIndexOutOfBoundsException,"
                                + " thrown without saying where, as the last one that did say it"));

        told.setStackTrace(frames("io.trueload.engine.X"));
        Failure.of(told, SENT);
        assertThat(Failure.of(untold, SENT).message()).startsWith(HttpSender.GENERATOR);
    }

    @Test
    void mistakeWithoutATrace_firstOfItsKind_isNobodys() {
        var mistake = new ArrayStoreException();
        mistake.setStackTrace(frames());
        assertThat(Failure.of(mistake, SENT))
                .isEqualTo(new Failure(PROTOCOL_ERROR, "ArrayStoreException, thrown without saying where"));
    }

    @Test
    void mistakeOfTheJdkAlone_isTheLibrarys() {
        var mistake = new NullPointerException("odd");
        mistake.setStackTrace(frames("java.nio.Buffer"));
        assertThat(Failure.of(mistake, SENT).message())
                .isEqualTo("the HTTP library could not make anything of it: odd");
    }

    @Test
    void mistakeOfOurs_isTheGenerators() {
        var mistake = new NullPointerException("odd");
        mistake.setStackTrace(frames("java.util.List", "io.trueload.engine.X", "org.apache.hc.core5.http2.frame.X"));
        assertThat(Failure.of(mistake, SENT))
                .isEqualTo(new Failure(
                        CONNECTION_LOST,
                        "generator: brought down by a defect of its own, please report it: odd at"
                                + " io.trueload.engine.X.run(X.java:1)"));
    }

    private static StackTraceElement[] frames(String... classes) {
        return Stream.of(classes)
                .map(name -> new StackTraceElement(name, "run", "X.java", 1))
                .toArray(StackTraceElement[]::new);
    }

    @ParameterizedTest
    @EnumSource
    void brokenAnswer_isAProtocolErrorWheneverItComes(Progress progress) {
        assertThat(Failure.of(new MessageConstraintException("Maximum header count exceeded"), progress))
                .isEqualTo(new Failure(PROTOCOL_ERROR, "answer too large: Maximum header count exceeded"));
        assertThat(Failure.of(new MalformedChunkCodingException("Bad chunk header: zz"), progress))
                .isEqualTo(new Failure(PROTOCOL_ERROR, "bad chunk: Bad chunk header: zz"));
        assertThat(Failure.of(new ProtocolException("odd answer"), progress))
                .isEqualTo(new Failure(PROTOCOL_ERROR, "odd answer"));
        assertThat(Failure.of(new HttpException("Unexpected response"), progress))
                .isEqualTo(new Failure(PROTOCOL_ERROR, "Unexpected response"));
        var illegal = new H2ConnectionException(H2Error.PROTOCOL_ERROR, "Illegal frame");
        assertThat(Failure.of(illegal, progress)).isEqualTo(new Failure(PROTOCOL_ERROR, "Illegal frame"));
        assertThat(Failure.of(new UncheckedIOException(illegal), progress))
                .isEqualTo(new Failure(PROTOCOL_ERROR, "Illegal frame"));
    }

    @Test
    void streamReset_isALostRequest() {
        assertThat(Failure.of(new H2StreamResetException(H2Error.REFUSED_STREAM, "Stream reset (7)"), SENT))
                .isEqualTo(new Failure(CONNECTION_LOST, "stream reset by peer: Stream reset (7)"));
    }

    @Test
    void tls_beforeTheAnswer_isATlsFailure() {
        Exception cause = new SSLHandshakeException("(certificate_required) Received fatal alert");

        assertThat(Failure.of(cause, CONNECTING))
                .isEqualTo(new Failure(TLS_FAILED, "(certificate_required) Received fatal alert"));
        // In TLS 1.3 a client learns only after its request that its certificate is not wanted.
        assertThat(Failure.of(cause, SENT))
                .isEqualTo(new Failure(TLS_FAILED, "(certificate_required) Received fatal alert"));
    }

    @Test
    void tls_inTheAnswer_isALostConnection() {
        assertThat(Failure.of(new SSLException("bad record"), ANSWERING))
                .isEqualTo(new Failure(CONNECTION_LOST, "TLS ended in the middle of the answer: bad record"));
    }

    @Test
    void wrapped_isUnwrapped() {
        Exception cause = new ExecutionException(new IOException(new ConnectException("Connection refused")));

        assertThat(Failure.of(cause, CONNECTING)).isEqualTo(new Failure(CONNECT_FAILED, "connection refused"));
    }

    @Test
    void message_missing_isTheNameOfTheClass() {
        assertThat(Failure.of(new SSLException((String) null), CONNECTING))
                .isEqualTo(new Failure(TLS_FAILED, "SSLException"));
        assertThat(Failure.of(new SSLException(" "), CONNECTING)).isEqualTo(new Failure(TLS_FAILED, "SSLException"));
    }

    @Test
    void message_long_isCut() {
        assertThat(Failure.of(new ProtocolException("x".repeat(200)), SENT).message())
                .isEqualTo("x".repeat(200));
        assertThat(Failure.of(new ProtocolException("x".repeat(201)), SENT).message())
                .isEqualTo("x".repeat(200) + "…");
    }
}
