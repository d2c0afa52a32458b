// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.PlanSyntax;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run on a thread of its own, watched by the test's thread: it ends at a deadline, or soon after an interrupt.
 *
 * <p>{@code @Timeout} does not cover what extensions do. What was measured until the end is returned in any case; only a
 * run that does not even end when it is told to is given up.
 */
final class WatchedRun {

    /** How long a run may take to end after it was told to; the engine itself takes one second at most. */
    private static final Duration ENDING = Duration.ofSeconds(15);

    /** For priming, opening the first connections and a machine that is busy. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final Duration STEP = Duration.ofMillis(50);

    private final Duration deadline;
    private final Duration ending;
    private final LoadEngine engine = LoadEngine.create();
    private final FutureTask<LoadResult> task;
    private final Thread thread;

    WatchedRun(LoadPlan plan, Duration deadline, Duration ending) {
        this.deadline = deadline;
        this.ending = ending;
        task = new FutureTask<>(() -> engine.run(plan));
        thread = new Thread(task, "trueload-run");
        thread.setDaemon(true);
    }

    /** Carries out a plan with a deadline that it cannot miss even if every request times out. */
    static LoadResult of(LoadPlan plan) {
        return new WatchedRun(plan, plan.longest().plus(MARGIN), ENDING).run();
    }

    /**
     * Carries out the plan. If the calling thread is interrupted, the run is stopped, and the interrupt status stays set.
     *
     * @throws IllegalStateException if the run did not end when it was stopped
     */
    LoadResult run() {
        thread.start();
        boolean interrupted = false;
        try {
            Optional<LoadResult> inTime = Optional.empty();
            try {
                inTime = await(deadline);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            return inTime.isPresent() ? inTime.get() : stop();
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } finally {
            if (task.isDone()) {
                join();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Optional<LoadResult> await(Duration patience) throws InterruptedException, ExecutionException {
        try {
            return Optional.of(task.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        }
    }

    /** Tells the run to end until it does: a run that has not quite begun does not hear it the first time. */
    private LoadResult stop() throws ExecutionException {
        boolean interrupted = false;
        try {
            for (long left = ending.dividedBy(STEP); left >= 0; left--) {
                engine.stop();
                try {
                    Optional<LoadResult> result = await(STEP);
                    if (result.isPresent()) {
                        return result.get();
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            throw new IllegalStateException(stuck());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String stuck() {
        return "the run did not end within " + PlanSyntax.format(deadline) + ", nor " + PlanSyntax.format(ending)
                + " after it was stopped; its thread is at\n"
                + Arrays.stream(thread.getStackTrace())
                        .map(frame -> "    " + frame)
                        .collect(Collectors.joining("\n"));
    }

    /** Waits for the thread, which has nothing left to do, so that no test leaves one behind. */
    private void join() {
        boolean interrupted = Thread.interrupted();
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException exception) {
            return exception;
        }
        throw new AssertionError("the engine throws no checked exception", cause);
    }
}
