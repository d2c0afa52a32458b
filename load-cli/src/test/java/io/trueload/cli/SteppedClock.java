// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import static java.nio.channels.FileChannel.MapMode.READ_WRITE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A wall clock that steps when it is told to, for one process. Its other clocks run on, and so do those of all others.
 *
 * <p>It is a library that is compiled on the spot and preloaded; without a C compiler the test is skipped.
 */
final class SteppedClock {

    private static final String SOURCE = "stepped-clock.c";
    private static final int AHEAD = 0;
    private static final int READINGS = Long.BYTES;
    private static final int SEVERAL = 5;

    private final Path library;
    private final Path file;
    private final MappedByteBuffer shared;

    private SteppedClock(Path library, Path file) throws IOException {
        this.library = library;
        this.file = file;
        try (FileChannel channel = FileChannel.open(file, READ, WRITE, CREATE)) {
            shared = channel.map(READ_WRITE, 0, 2 * Long.BYTES);
        }
        shared.order(ByteOrder.nativeOrder());
    }

    /** Makes one in an empty folder, so many seconds ahead of the true time. */
    static SteppedClock in(Path folder, Duration ahead) throws IOException, InterruptedException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "only Linux preloads libraries like this one");
        assumeTrue(Programs.work("cc", "--version"), "there is no C compiler");
        Path source = folder.resolve(SOURCE);
        try (InputStream in = requireNonNull(SteppedClock.class.getResourceAsStream(SOURCE), SOURCE)) {
            Files.copy(in, source);
        }
        Path library = folder.resolve("stepped-clock.so");
        Path messages = folder.resolve("compiler.txt");
        Process compiler = new ProcessBuilder(
                        "cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), source.toString(), "-ldl")
                .redirectErrorStream(true)
                .redirectOutput(messages.toFile())
                .start();
        assertThat(compiler.waitFor()).as(Files.readString(messages)).isZero();
        var clock = new SteppedClock(library, folder.resolve("clock"));
        clock.shared.putLong(AHEAD, ahead.toSeconds());
        return clock;
    }

    /** Returns the words after which a command runs by this clock. */
    List<String> by() {
        return List.of("env", "LD_PRELOAD=" + library, "STEPPED_CLOCK=" + file);
    }

    /** Steps to so much ahead of the true time, and waits until the process has read the new time, or has ended. */
    void stepTo(Duration ahead, Process process) {
        shared.putLong(AHEAD, ahead.toSeconds());
        long before = shared.getLong(READINGS);
        // Several times: a reading that was under way may still have been of the old time.
        Condition.await(
                "the process has read its wall clock",
                () -> shared.getLong(READINGS) - before > SEVERAL || !process.isAlive());
    }
}
