// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The processors that this process may use. Needs taskset, of util-linux; without Linux what needs fewer of them is skipped. */
final class AllowedProcessors {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String KEY = "Cpus_allowed_list:";

    /** How often a thread may end while taskset goes over them. */
    private static final int MOST_TRIES = 20;

    private AllowedProcessors() {}

    /**
     * Runs a scenario with only the first so many of them. Threads that it starts have no more either, and the JVM knows of no
     * others; a server in a process of its own keeps all, if it was started before.
     */
    static void only(int count, ThrowingCallable scenario) throws Throwable {
        if (count == Runtime.getRuntime().availableProcessors()) {
            scenario.call();
            return;
        }
        assumeTrue(Files.exists(STATUS), "no Linux");
        String all = allowed();
        String few = Arrays.stream(all.split(","))
                .flatMapToInt(AllowedProcessors::range)
                .limit(count)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        try {
            allow(few);
            assertThat(Runtime.getRuntime().availableProcessors()).isEqualTo(count);
            scenario.call();
        } finally {
            allow(all);
        }
    }

    private static String allowed() throws IOException {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(KEY))
                    .map(line -> line.substring(KEY.length()).trim())
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Returns the numbers of a range such as {@code 0-3}, or of one such as {@code 5}. */
    private static IntStream range(String range) {
        String[] ends = range.split("-");
        return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }

    private static void allow(String list) throws IOException, InterruptedException {
        String self = Long.toString(ProcessHandle.current().pid());
        String said = "";
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Process taskset = new ProcessBuilder("taskset", "--all-tasks", "--cpu-list", "--pid", list, self)
                    .redirectErrorStream(true)
                    .start();
            said = new String(taskset.getInputStream().readAllBytes(), UTF_8);
            // It gives up at a thread that has just ended, and leaves those after it as they were.
            if (taskset.waitFor() == 0) {
                return;
            }
        }
        // No failure of the scenario, for which it might be repeated: what follows would have too few processors.
        throw new IllegalStateException(
                "taskset did not give this process the processors " + list + ": " + said.strip());
    }
}
