// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package com.example.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Brings the two forks to the same point, so that both want to begin their loads at the same time. */
final class Forks {

    private static final Path DIRECTORY = Path.of("target", "forks");

    private Forks() {}

    /** Leaves this fork's process id in a file named like the test, and waits until the other's is there. */
    static void meet(Class<?> test) throws IOException {
        Files.createDirectories(DIRECTORY);
        Files.writeString(DIRECTORY.resolve(test.getSimpleName()), Long.toString(ProcessHandle.current().pid()));
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (arrived() < 2) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the other fork did not come");
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static long arrived() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.count();
        }
    }
}
