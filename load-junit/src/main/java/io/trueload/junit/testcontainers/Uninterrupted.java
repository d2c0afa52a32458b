// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.LoadRunException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Work on a thread that nobody interrupts. A request to a container engine fails on an interrupted thread, wherever it is just
 * then, and what is done half remains: a container that nobody stops, a result that nobody reads.
 */
final class Uninterrupted {

    private Uninterrupted() {}

    /** Returns what the work returns, or throws what it throws; it takes as long with an interrupt as without. */
    static <T> T call(Supplier<T> work) {
        return call(work, () -> {});
    }

    /**
     * Returns what the work returns, or throws what it throws. If the calling thread is interrupted meanwhile, or was before,
     * the work is told so that it may end early; and the thread's interrupt status is set when it has ended.
     */
    static <T> T call(Supplier<T> work, Runnable interrupted) {
        var task = new FutureTask<T>(work::get);
        var thread = new Thread(task, Thread.currentThread().getName() + " (uninterrupted)");
        thread.setDaemon(true);
        thread.start();
        boolean wasInterrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    wasInterrupted = true;
                    interrupted.run();
                }
            }
        } catch (ExecutionException e) {
            throw asOfCaller(requireNonNull(e.getCause()));
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns what was thrown with the calling thread's stack below its own, where readers look for the line of their test. */
    private static RuntimeException asOfCaller(Throwable thrown) {
        thrown.setStackTrace(
                Stream.of(thrown.getStackTrace(), Thread.currentThread().getStackTrace())
                        .flatMap(Stream::of)
                        .toArray(StackTraceElement[]::new));
        if (thrown instanceof Error error) {
            throw error;
        }
        // Testcontainers throws checked exceptions that it does not declare.
        return thrown instanceof RuntimeException exception
                ? exception
                : new LoadRunException(String.valueOf(thrown.getMessage()), thrown);
    }
}
