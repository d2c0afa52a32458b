// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.LoopbackStub;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A service that answers at once, in a process of its own, which shares neither heap nor compiler with the generator. */
final class StubProcess implements AutoCloseable {

    /** What makes the command serve instead of load. */
    static final String OPTION = "--stub";

    private final Process process;
    private final int port;

    private StubProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts the service with the JVM, its options and the class path of this process. */
    static StubProcess start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), TrueloadCommand.class.getName(), "doctor", OPTION));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var answer = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        String line = answer.readLine();
        if (line == null) {
            process.destroyForcibly();
            throw new IOException("a second process for the service to measure against did not start");
        }
        return new StubProcess(process, Integer.parseInt(line));
    }

    /** Serves until standard input ends, as it does when the process that asked for it is gone. */
    static int serve(PrintStream out) throws IOException {
        try (LoopbackStub stub = LoopbackStub.start();
                InputStream in = new FileInputStream(FileDescriptor.in)) {
            out.println(stub.port());
            out.flush();
            while (in.read() >= 0) {
                // Nobody has anything to say.
            }
        }
        return ExitCode.PASS;
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
