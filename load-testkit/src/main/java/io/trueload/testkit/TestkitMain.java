// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The command that serves one behavior until it is told to stop.
 *
 * <pre>
 * java -cp load-testkit/target/classes io.trueload.testkit.TestkitMain freeze-every \
 *     --base 1ms --period 5s --length 1s --port 8081
 * </pre>
 *
 * <p>It prints {@code listening PORT} and answers lines of its standard input: {@code hits}, {@code connections},
 * {@code open-connections}, {@code max-in-flight}, {@code received-bytes} and {@code sent-bytes} with one number,
 * {@code truth} with lines of CSV, filled only with {@code --record}, and {@code end}, and {@code stop} by ending. When its input ends it goes on serving, unless
 * {@code --stop-with-stdin} is given. It needs nothing but the JDK.
 */
public final class TestkitMain {

    private static final int BAD_ARGUMENTS = 2;
    private static final int FAILED = 1;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    TestkitMain(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Serves until told to stop; ends with 2 if the arguments are wrong and with 1 if the port cannot be had. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(new TestkitMain(System.in, System.out, System.err).run(List.of(arguments)));
    }

    int run(List<String> arguments) throws IOException, InterruptedException {
        if (arguments.isEmpty()) {
            return refuse("the behavior is missing");
        }
        if (arguments.get(0).equals("--help")) {
            help();
            return 0;
        }
        boolean stopsWithInput;
        TestServer.Builder builder;
        try {
            var options = new Arguments(arguments, 1);
            builder = TestServer.builder(BehaviorNames.make(arguments.get(0), options))
                    .address(options.text("address", "127.0.0.1"))
                    .port(options.port())
                    .recordTruth(options.has("record"));
            stopsWithInput = options.has("stop-with-stdin");
            options.refuseUnused();
        } catch (IllegalArgumentException e) {
            return refuse(String.valueOf(e.getMessage()));
        }
        return serve(builder, stopsWithInput);
    }

    private int serve(TestServer.Builder builder, boolean stopsWithInput) throws IOException, InterruptedException {
        try (TestServer server = builder.start()) {
            print("listening " + server.port());
            boolean told = converse(server);
            if (!told && !stopsWithInput) {
                server.await();
            }
            return 0;
        } catch (UncheckedIOException e) {
            err.println("testkit: " + e.getMessage() + ": " + e.getCause());
            return FAILED;
        }
    }

    /** Answers commands until {@code stop}, which returns true, or the end of the input. */
    private boolean converse(TestServer server) throws IOException {
        var commands = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            switch (command.trim()) {
                case "hits" -> print(server.hits());
                case "connections" -> print(server.connections());
                case "open-connections" -> print(server.openConnections());
                case "max-in-flight" -> print(server.maxInFlight());
                case "received-bytes" -> print(server.receivedBytes());
                case "sent-bytes" -> print(server.sentBytes());
                case "truth" -> printTruth(server.truth());
                case "stop" -> {
                    return true;
                }
                default -> print("unknown command: " + command);
            }
        }
        return false;
    }

    private void printTruth(List<Truth> truth) {
        var text = new StringBuilder(Truth.CSV_HEADER).append('\n');
        truth.forEach(line -> text.append(line.toCsv()).append('\n'));
        print(text.append("end"));
    }

    private void print(Object line) {
        out.println(line);
        out.flush();
    }

    private int refuse(String reason) {
        err.println("testkit: " + reason + " (--help tells more)");
        return BAD_ARGUMENTS;
    }

    private void help() {
        out.println("usage: TestkitMain BEHAVIOR [--address 127.0.0.1] [--port 8081] [--record] [--stop-with-stdin]");
        out.println("where BEHAVIOR is one of");
        BehaviorNames.usages().forEach(usage -> out.println("  " + usage));
    }
}
