// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit.testcontainers;

import static java.util.Objects.requireNonNull;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.stream.IntStream;

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
     * was measured is returned, and the thread's interrupt status stays set. Before the start that is an error.
     *
     * @throws IllegalArgumentException if the plan cannot be split so often
     * @throws LoadRunException if one of the testers could not begin or was ended by force; or if a report could not be
     *     written, and then the message tells the result
     */
    public LoadResult run() {
        LoadPlan plan = first.completePlan();
        List<LoadPlan> parts = PlanSplit.of(plan, testers);
        var end = new CompletableFuture<Void>();
        LoadResult result = Uninterrupted.call(() -> run(plan, parts, end), () -> end.complete(null));
        return first.report(result);
    }

    private LoadResult run(LoadPlan plan, List<LoadPlan> parts, CompletableFuture<Void> end) {
        try (TargetWatch watch = first.watch()) {
            Phaser start = LoadTesterContainer.startOf(testers, end);
            List<TesterRun> runs = new ArrayList<>();
            for (LoadPlan part : parts) {
                LoadTesterContainer tester = runs.isEmpty() ? first : first.sibling();
                runs.add(tester.prepare(part, start));
            }
            List<LoadResult> results = together(runs, end);
            return LoadResult.sum(whole(plan, results.get(0)), results)
                    .observing(watch.end())
                    .describing(members(results));
        }
    }

    /** Returns the whole plan with the address of the target that the testers used. */
    private static LoadPlan whole(LoadPlan plan, LoadResult part) {
        return plan.toBuilder().target(part.plan().target()).build();
    }

    /** Makes all runs; the first that fails ends the others, and is what is told. */
    private static List<LoadResult> together(List<TesterRun> runs, CompletableFuture<Void> end) {
        ExecutorService threads = Executors.newFixedThreadPool(runs.size());
        try {
            var failure = new CompletableFuture<Throwable>();
            List<CompletableFuture<LoadResult>> results = runs.stream()
                    .map(run -> CompletableFuture.supplyAsync(() -> run.run(end), threads)
                            .whenComplete((result, thrown) -> {
                                if (thrown != null) {
                                    failure.complete(requireNonNull(thrown.getCause()));
                                    end.complete(null);
                                }
                            }))
                    .toList();
            CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                    .exceptionally(thrown -> null)
                    .join();
            if (failure.isDone()) {
                Throwable cause = failure.join();
                throw new LoadRunException(String.valueOf(cause.getMessage()), cause);
            }
            return results.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
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
}
