// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * By how much the operating system may wake a thread too late, so that several can be woken at once: 50 µs unless somebody
 * asks for less. As long as many an answer takes, it would be in every response time. Linux only; elsewhere nothing is done.
 * Source: prctl(2), {@code PR_SET_TIMERSLACK}, and proc(5), {@code timerslack_ns}.
 */
final class TimerSlack {

    /** That of a thread from which none was taken. */
    static final TimerSlack LEFT = new TimerSlack(null, "");

    private static final Path PROCESSES = Path.of("/proc");
    private static final String LEAST_NANOS = "1";

    private final @Nullable Path file;
    private final String before;

    private TimerSlack(@Nullable Path file, String before) {
        this.file = file;
        this.before = before;
    }

    /** Takes it from the calling thread, as far as the system lets it; a virtual thread's is that of its carrier. */
    static TimerSlack takeFromCaller() {
        try {
            Path own = Files.readSymbolicLink(PROCESSES.resolve("thread-self"));
            // Among the processes, though it is a thread: in its own folder the file does not exist.
            Path file = PROCESSES.resolve(own.getFileName()).resolve("timerslack_ns");
            String before = Files.readString(file).strip();
            write(file, LEAST_NANOS);
            return new TimerSlack(file, before);
        } catch (IOException e) {
            return LEFT;
        }
    }

    /** Gives it back to the thread from which it was taken. Called by that. */
    void giveBack() {
        if (file != null) {
            try {
                write(file, before);
            } catch (IOException e) {
                // The thread wakes more exactly than it did, and nothing else.
            }
        }
    }

    private static void write(Path file, String nanos) throws IOException {
        Files.writeString(file, nanos, StandardOpenOption.WRITE);
    }
}
