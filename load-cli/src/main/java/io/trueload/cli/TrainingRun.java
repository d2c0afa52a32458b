// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What most users do with the command, for a JVM that keeps in a cache what it learns of its classes: they need not be read and
 * linked in later runs, nor profiled from nothing. Started in place of the command.
 *
 * @see <a href="https://openjdk.org/jeps/483">JEP 483, which calls this a training run</a>
 */
final class TrainingRun {

    private TrainingRun() {}

    /**
     * Prints the help page to nowhere, loads the demo at a rate, has the engine primed for TLS if that is asked for, loads the
     * demo again, and ends the process with the exit code of that.
     *
     * @param arguments {@code tls}, or nothing where the size of the cache counts for more than the start of a run with TLS
     */
    public static void main(String[] arguments) {
        runToNowhere("--help");
        runToNowhere("--demo", "--rate", "5000/s", "-z", "400ms");
        if (List.of(arguments).contains("tls")) {
            // Nobody listens there: what is learned is learned before the first request.
            runToNowhere("-k", "-n", "1", "https://127.0.0.1:1/");
        }
        TrueloadCommand.main(new String[] {"--demo", "-n", "2000", "-c", "50"});
    }

    private static void runToNowhere(String... arguments) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        var unused =
                new TrueloadCommand(nowhere, new PrintStream(nowhere, false, StandardCharsets.UTF_8)).run(arguments);
    }
}
