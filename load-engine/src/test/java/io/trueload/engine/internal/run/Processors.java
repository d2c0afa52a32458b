// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The processors that this process may use. Needs Linux, and taskset of util-linux. */
final class Processors {

    private static final String KEY = "Cpus_allowed_list:";

    private Processors() {}

    /**
     * Runs a scenario with only the first so many of them. Threads that it starts have no more either, and the JVM knows of no
     * others; a server in a process of its own keeps all, if it was started before.
     */
    static void only(int count, ThrowingCallable scenario) throws Throwable {
        String all = allowed();
        String few = Arrays.stream(all.split(","))
                .flatMapToInt(Processors::range)
                .limit(count)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        allow(few);
        try {
            assertThat(Runtime.getRuntime().availableProcessors()).isEqualTo(count);
            scenario.call();
        } finally {
            allow(all);
        }
    }

    private static String allowed() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
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
        Process taskset = new ProcessBuilder("taskset", "--all-tasks", "--cpu-list", "--pid", list, self)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        // It fails, too, if a thread ended while it went over them; the others have what they were to have.
        taskset.waitFor();
    }
}
