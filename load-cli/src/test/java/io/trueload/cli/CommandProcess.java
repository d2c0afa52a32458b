// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.report.JsonReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command in a JVM of its own, as users start it. Its standard error, and mostly its output, go to files. */
final class CommandProcess implements AutoCloseable {

    /** Relative to the module, where its tests run. */
    private static final Path NAMES = Path.of("../load-testkit/src/main/names/hosts");

    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final Path out;
    private final Path err;

    private CommandProcess(ProcessBuilder.Redirect output, Path out, List<String> words) throws IOException {
        this(out, output, withoutNameServer(words));
    }

    private CommandProcess(Path out, ProcessBuilder.Redirect output, List<String> command) throws IOException {
        this(out, output, Map.of(), command);
    }

    private CommandProcess(
            Path out, ProcessBuilder.Redirect output, Map<String, String> variables, List<String> command)
            throws IOException {
        this.out = out;
        err = Files.createTempFile("trueload-", ".err");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(variables);
        process = builder.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output)
                .redirectError(err.toFile())
                .start();
    }

    /** Returns the words that start the command, but for its arguments. */
    static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                // Test runners hide the class path from java.class.path, behind a jar that names it.
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                TrueloadCommand.class.getName());
    }

    private static List<String> withoutNameServer(List<String> words) {
        List<String> command = new ArrayList<>(java());
        command.add(command.size() - 1, "-Djdk.net.hosts.file=" + NAMES);
        command.addAll(words);
        return command;
    }

    /** Starts the command. */
    static CommandProcess start(String... words) {
        try {
            Path out = Files.createTempFile("trueload-", ".out");
            return new CommandProcess(ProcessBuilder.Redirect.to(out.toFile()), out, List.of(words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts the command by way of another program.
     *
     * @param by the words of that program, which are followed by those of the command
     * @param options of the JVM
     */
    static CommandProcess startBy(List<String> by, List<String> options, String... words) {
        List<String> command = new ArrayList<>(by);
        command.addAll(java());
        command.addAll(command.size() - 1, options);
        command.addAll(List.of(words));
        try {
            Path out = Files.createTempFile("trueload-", ".out");
            return new CommandProcess(out, ProcessBuilder.Redirect.to(out.toFile()), command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the command with a file or a device for its output. */
    static CommandProcess startWritingTo(Path output, String... words) {
        try {
            return new CommandProcess(ProcessBuilder.Redirect.to(output.toFile()), output, List.of(words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the command with a pipe for its output. */
    static CommandProcess startWithPipe(String... words) {
        try {
            return new CommandProcess(ProcessBuilder.Redirect.PIPE, Path.of("/dev/null"), List.of(words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the command to its end, with more variables in its environment. */
    static Ended run(Map<String, String> variables, String... words) {
        try {
            Path out = Files.createTempFile("trueload-", ".out");
            List<String> all = withoutNameServer(List.of(words));
            try (var command = new CommandProcess(out, ProcessBuilder.Redirect.to(out.toFile()), variables, all)) {
                return command.await();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the command to its end. */
    static Ended run(String... words) {
        try (CommandProcess command = start(words)) {
            return command.await();
        }
    }

    Process process() {
        return process;
    }

    /** Sends a signal, such as {@code INT}. */
    void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            assertThat(kill.waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns what has come on standard error by now. */
    String stderr() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end. */
    Ended await() {
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
            String stdout = Files.isRegularFile(out) ? Files.readString(out, StandardCharsets.UTF_8) : "";
            return new Ended(process.exitValue(), stdout, stderr());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(err);
            if (Files.isRegularFile(out)) {
                Files.delete(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command that has ended. */
    record Ended(int code, String stdout, String stderr) {

        /** Returns the first number of that name in the JSON report that the command has written. */
        double number(String name) {
            Matcher field = Pattern.compile("\"" + name + "\": ([0-9.]+)").matcher(stdout);
            assertThat(field.find()).as("%s in %s", name, this).isTrue();
            return Double.parseDouble(field.group(1));
        }

        /** Reads the JSON report that the command has written of a load on an address. */
        LoadResult result(String url) {
            try (InputStream report = new ByteArrayInputStream(stdout.getBytes(StandardCharsets.US_ASCII))) {
                return JsonReport.read(LoadPlan.builder().target(url).build(), report);
            } catch (IOException e) {
                throw new UncheckedIOException(code + " " + stderr, e);
            }
        }
    }
}
