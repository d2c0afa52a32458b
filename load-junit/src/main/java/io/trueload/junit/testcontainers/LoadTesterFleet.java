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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Load testers side by side that carry out one plan together, each a part of it.
 *
 * <p>Requests, connections and rates are split so that the parts add up exactly. The testers are started at once; how far
 * apart they began is in the environment of the result, as {@code startedWithin}. Histograms are added, never percentiles,
 * and the expectations are judged on the sum. Not thread-safe.
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
     * Carries out the plan.
     *
     * @throws IllegalArgumentException if the plan cannot be split so often
     * @throws LoadRunException if one of the testers could not begin or was ended by force
     */
    public LoadResult run() {
        LoadPlan plan = first.completePlan();
        List<LoadPlan> parts = PlanSplit.of(plan, testers);
        try (TargetWatch watch = first.watch()) {
            List<TesterRun> runs = new ArrayList<>();
            for (int i = 0; i < testers; i++) {
                runs.add((i == 0 ? first : first.sibling()).prepare(parts.get(i)));
            }
            List<LoadResult> results = together(runs);
            return LoadResult.sum(plan, results).observing(watch.end()).describing(members(results));
        }
    }

    private static List<LoadResult> together(List<TesterRun> runs) {
        ExecutorService threads = Executors.newFixedThreadPool(runs.size());
        try {
            var start = new CyclicBarrier(runs.size());
            List<CompletableFuture<LoadResult>> results = runs.stream()
                    .map(run -> CompletableFuture.supplyAsync(() -> run.after(start), threads))
                    .toList();
            return results.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
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
