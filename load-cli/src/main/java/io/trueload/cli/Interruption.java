// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Ctrl-C, SIGTERM and the end of the terminal: the first one stops the run, the second ends the process at once. Thread-safe. */
final class Interruption {

    private final AtomicInteger first = new AtomicInteger();
    private final Runnable stop;
    private final IntConsumer halt;

    /**
     * Makes one that hears no signals yet.
     *
     * @param halt ends the process with a code, whatever else is under way
     */
    Interruption(Runnable stop, IntConsumer halt) {
        this.stop = stop;
        this.halt = halt;
    }

    /** Begins to hear the signals of this process. */
    void listen() {
        OsSignal.handle("INT", () -> signaled(ExitCode.SIGINT));
        OsSignal.handle("HUP", () -> signaled(ExitCode.SIGHUP));
        OsSignal.handle("TERM", () -> signaled(ExitCode.SIGTERM));
    }

    void signaled(int code) {
        if (first.compareAndSet(0, code)) {
            stop.run();
        } else {
            halt.accept(code);
        }
    }

    /** Returns the code of the signal that came, or the given one if none did. */
    int codeOr(int code) {
        int signaled = first.get();
        return signaled == 0 ? code : signaled;
    }
}
