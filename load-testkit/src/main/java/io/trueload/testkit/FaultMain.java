// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.zip.GZIPOutputStream;

/**
 * The command that serves one fault that no {@link Behavior} can be: below HTTP, in TLS, in HTTP/2, or without end.
 *
 * <pre>
 * java -cp load-testkit/target/classes io.trueload.testkit.FaultMain tls-expired FOLDER
 * </pre>
 *
 * <p>It prints {@code listening PORT}, answers each line of its standard input with the number of heads of requests that
 * have come, and ends with it. Certificates go into the folder, which has to be empty; that of the authority is
 * {@code ca.pem}. It needs nothing but the JDK.
 */
public final class FaultMain {

    private static final int BAD_ARGUMENTS = 2;
    private static final int PART = 8192;
    private static final long BETWEEN_PARTS_NANOS = 1_000_000;
    private static final int BOMB_PARTS = 8192;
    private static final int REFUSED_STREAM = 7;
    private static final int INTERNAL_ERROR = 2;

    private final AtomicLong heads = new AtomicLong();
    private final Path folder;

    private FaultMain(Path folder) {
        this.folder = folder;
    }

    /** A server that was started: how it is closed, and how many heads of requests it got. */
    private record Served(Runnable closing, int port, LongSupplier hits) implements AutoCloseable {

        @Override
        public void close() {
            closing.run();
        }
    }

    /** Serves until the input ends; ends with 2 if the arguments are wrong. */
    public static void main(String[] arguments) throws Exception {
        System.exit(run(List.of(arguments), System.in, System.out, System.err));
    }

    static int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err) throws Exception {
        if (arguments.size() != 2) {
            err.println("usage: FaultMain FAULT FOLDER");
            return BAD_ARGUMENTS;
        }
        Served served;
        try {
            served = new FaultMain(Path.of(arguments.get(1))).start(arguments.get(0));
        } catch (IllegalArgumentException e) {
            err.println("testkit: " + e.getMessage());
            return BAD_ARGUMENTS;
        }
        try (served) {
            out.println("listening " + served.port());
            var commands = new BufferedReader(new InputStreamReader(in, US_ASCII));
            while (commands.readLine() != null) {
                out.println(served.hits().getAsLong());
            }
        }
        return 0;
    }

    private Served start(String fault) throws IOException {
        return switch (fault) {
            case "black-hole" -> {
                BlackHole hole = BlackHole.open();
                yield new Served(hole::close, hole.port(), () -> 0);
            }
            case "half-closed" ->
                scripted((socket, number) -> {
                    readHead(socket);
                    socket.shutdownOutput();
                    ScriptedServer.drain(socket);
                });
            case "endless-head" ->
                scripted((socket, number) -> {
                    readHead(socket);
                    flood(socket, "HTTP/1.1 200 OK\r\n", "X-Header: value\r\n".repeat(PART / 17));
                });
            case "endless-body" ->
                scripted((socket, number) -> {
                    readHead(socket);
                    flood(socket, "HTTP/1.1 200 OK\r\n\r\n", "x".repeat(PART));
                });
            case "gzip-bomb" -> scripted(answering(bomb()));
            case "tls-hang" -> scripted((socket, number) -> ScriptedServer.drain(socket));
            case "tls-good" -> tls(Identity.SERVER);
            case "tls-expired" -> tls(Identity.EXPIRED);
            case "tls-wrong-host" -> tls(Identity.WRONG_HOST);
            case "tls-self-signed" -> tls(Identity.SELF_SIGNED);
            case "h2-good" -> http2((frames, stream, request) -> frames.ok(stream));
            case "h2-goaway" -> http2((frames, stream, request) -> frames.goAway(0, 0));
            case "h2-refused" -> http2((frames, stream, request) -> frames.reset(stream, REFUSED_STREAM));
            case "h2-error" -> http2((frames, stream, request) -> frames.reset(stream, INTERNAL_ERROR));
            default -> throw new IllegalArgumentException("unknown fault: " + fault);
        };
    }

    private Served tls(Identity identity) {
        return scripted(
                ScriptedServer.overTls(certificates().context(identity), "http/1.1", answering(Answers.ok("ok"))));
    }

    private Served http2(FrameServer.Script script) {
        FrameServer server = FrameServer.startOverTls(certificates().context(Identity.SERVER), script);
        return new Served(server::close, server.uri().getPort(), server::hits);
    }

    private TestCertificates certificates() {
        TestCertificates certificates = TestCertificates.in(folder);
        certificates.authorityPem();
        return certificates;
    }

    private Served scripted(ScriptedServer.Script script) {
        ScriptedServer server = ScriptedServer.start(script);
        return new Served(server::close, server.port(), heads::get);
    }

    private ScriptedServer.Script answering(byte[] answer) {
        return (socket, number) -> {
            while (readHead(socket)) {
                socket.getOutputStream().write(answer);
            }
        };
    }

    private boolean readHead(Socket socket) throws IOException {
        boolean came = ScriptedServer.readHead(socket);
        if (came) {
            heads.incrementAndGet();
        }
        return came;
    }

    /** Sends for ever, but not as fast as it can, so that the client's time is its own. */
    private static void flood(Socket socket, String first, String then) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(first.getBytes(US_ASCII));
        byte[] part = then.getBytes(US_ASCII);
        while (true) {
            out.write(part);
            LockSupport.parkNanos(BETWEEN_PARTS_NANOS);
        }
    }

    private static byte[] bomb() throws IOException {
        var body = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(body)) {
            byte[] zeros = new byte[PART];
            for (int i = 0; i < BOMB_PARTS; i++) {
                gzip.write(zeros);
            }
        }
        String head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + body.size() + "\r\n\r\n";
        return Answers.join(head.getBytes(US_ASCII), body.toByteArray());
    }
}
