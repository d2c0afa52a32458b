// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A {@link TestServer} in a JVM of its own, so that client and server share neither heap nor garbage collector.
 *
 * <p>It dies with this process. Confined to one thread at a time.
 */
public final class ServerProcess implements AutoCloseable {

    private static final String LISTENING = "listening ";
    private static final int PATIENCE_SECONDS = 5;

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;
    private final String address;
    private final int port;

    private ServerProcess(Process process, String address) throws IOException {
        this.process = process;
        this.address = address;
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        port = awaitPort();
    }

    /**
     * Starts a behavior and waits until it listens.
     *
     * @param arguments those of {@link TestkitMain}, for example {@code "fixed-delay", "--delay", "5ms", "--record"}
     */
    public static ServerProcess start(String... arguments) {
        return startBy(List.of(), "127.0.0.1", arguments);
    }

    /**
     * Starts a behavior on an address by way of another program, such as one that enters a network namespace.
     *
     * @param by the words of that program, which are followed by those of the server
     */
    public static ServerProcess startBy(List<String> by, String address, String... arguments) {
        List<String> command = new ArrayList<>(by);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                classPath(),
                TestkitMain.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--address", address, "--stop-with-stdin"));
        try {
            return new ServerProcess(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start(),
                    address);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + String.join(" ", command), e);
        }
    }

    /** Returns this module's own place: the other process needs no more, and test runners rewrite java.class.path. */
    private static String classPath() {
        try {
            URI place = TestkitMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Path.of(place).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private int awaitPort() throws IOException {
        String line = answers.readLine();
        if (line == null || !line.startsWith(LISTENING)) {
            process.destroy();
            throw new IOException("the server did not start; its first line: " + line);
        }
        return Integer.parseInt(line.substring(LISTENING.length()));
    }

    /** Returns the port it listens on. */
    public int port() {
        return port;
    }

    /** Returns {@code http://127.0.0.1:port} followed by a path, which starts with a slash. */
    public URI uri(String path) {
        return URI.create("http://" + address + ":" + port + path);
    }

    /** Returns the number of its process. */
    public long pid() {
        return process.pid();
    }

    /** Returns how many requests were received to their last byte, answered or not. */
    public long hits() {
        return Long.parseLong(ask("hits"));
    }

    /** Returns how many connections were accepted. */
    public long connections() {
        return Long.parseLong(ask("connections"));
    }

    /** Returns how many connections are open now. */
    public long openConnections() {
        return Long.parseLong(ask("open-connections"));
    }

    /** Returns the largest number of requests that were received and not yet answered at one time. */
    public long maxInFlight() {
        return Long.parseLong(ask("max-in-flight"));
    }

    /** Returns how many bytes came from clients. */
    public long receivedBytes() {
        return Long.parseLong(ask("received-bytes"));
    }

    /** Returns how many bytes went to clients. */
    public long sentBytes() {
        return Long.parseLong(ask("sent-bytes"));
    }

    /** Returns what happened to each request so far, by sequence; empty unless started with {@code --record}. */
    public List<Truth> truth() {
        List<Truth> truth = new ArrayList<>();
        ask("truth");
        for (String line = read(); !line.equals("end"); line = read()) {
            truth.add(Truth.ofCsv(line));
        }
        return truth;
    }

    private String ask(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the server process is gone", e);
        }
        return read();
    }

    private String read() {
        try {
            @Nullable String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("the server process is gone");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException("the server process is gone", e);
        }
    }

    /** Stops the process, by force if it does not stop when asked. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
