// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.PlanSyntax;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Load testers side by side that carry out one plan together, each a part of it.
 *
 * <p>Requests, connections and rates are split so that the parts add up exactly. The containers are made first
 * and then started at once; how far apart they began is in the environment of the result, as {@code startedWithin}. Each has
 * a schedule of its own, so evenly spaced starts of different testers may fall together. Histograms are added, never
 * percentiles, and the expectations are judged on the sum. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class LoadTesterFleet {

    private final LoadTesterContainer first;
    private final int testers;

    LoadTesterFleet(LoadTesterContainer first, int testers) {
        this.first = first;
        this.testers = testers;
    }

    /**
     * Carries out the plan. If one tester fails, the others are stopped; if the calling thread is interrupted, all are, what
     * was measured is returned, and the thread's interrupt status stays set.
     *
     * @throws IllegalArgumentException if the plan cannot be split so often
     * @throws LoadRunException if one of the testers could not begin or was ended by force; or if a report could not be
     *     written, and then the message tells the result
     */
    public LoadResult run() {
        LoadPlan plan = first.completePlan();
        List<LoadPlan> parts = PlanSplit.of(plan, testers);
        try (TargetWatch watch = first.watch()) {
            var start = new CyclicBarrier(testers);
            List<TesterRun> runs = new ArrayList<>();
            for (int i = 0; i < testers; i++) {
                LoadTesterContainer tester = i == 0 ? first : first.sibling();
                tester.startTogether(start);
                runs.add(tester.prepare(parts.get(i)));
            }
            List<LoadResult> results = together(runs);
            return first.report(LoadResult.sum(whole(plan, results.get(0)), results)
                    .observing(watch.end())
                    .describing(members(results)));
        }
    }

    /** Returns the whole plan with the address of the target that the testers used. */
    private static LoadPlan whole(LoadPlan plan, LoadResult part) {
        return plan.toBuilder().target(part.plan().target()).build();
    }

    private static List<LoadResult> together(List<TesterRun> runs) {
        ExecutorService threads = Executors.newFixedThreadPool(runs.size());
        var finished = new ExecutorCompletionService<LoadResult>(threads);
        List<Future<LoadResult>> results =
                runs.stream().map(run -> finished.submit(run::run)).toList();
        boolean interrupted = false;
        @Nullable Throwable failure = null;
        for (int left = runs.size(); left > 0; ) {
            try {
                finished.take().get();
                left--;
            } catch (InterruptedException e) {
                interrupted = true;
                threads.shutdownNow();
            } catch (ExecutionException e) {
                left--;
                failure = failure == null ? e.getCause() : failure;
                // The others stop their containers and end.
                threads.shutdownNow();
            }
        }
        threads.shutdown();
        try {
            if (failure != null) {
                throw new LoadRunException(String.valueOf(failure.getMessage()), failure);
            }
            return results.stream().map(LoadTesterFleet::result).toList();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Map<String, String> members(List<LoadResult> results) {
        Map<String, String> members = new LinkedHashMap<>();
        List<Instant> starts = results.stream()
                .map(LoadResult::startedAt)
                .sorted(Comparator.naturalOrder())
                .toList();
        Duration apart = Duration.between(starts.get(0), starts.get(starts.size() - 1));
        members.put("startedWithin", PlanSyntax.format(apart));
        IntStream.range(0, results.size()).forEach(i -> members.put("generator" + (i + 1), health(results.get(i))));
        return members;
    }

    private static String health(LoadResult result) {
        List<String> reasons = result.generator().reasons();
        return result.counts().sent() + " sent, "
                + (reasons.isEmpty() ? "healthy" : "not healthy: " + String.join("; ", reasons));
    }

    private static LoadResult result(Future<LoadResult> finished) {
        try {
            return finished.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("it has ended well", e);
        }
    }
}
