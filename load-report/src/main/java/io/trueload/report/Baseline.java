// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Several runs of one plan, with which others are compared: one side of a {@link Comparison}. Immutable.
 *
 * <p>As a file it is a small JSON of the schema {@value #SCHEMA}, which {@code docs/baseline.md} describes; it is meant to
 * be committed, and holds no histograms and no secrets.
 *
 * @param runs in the order in which they were made
 * @since 0.1.0
 */
public record Baseline(List<RunFigures> runs) {

    /** The schema's name and version; the version grows when a field goes or changes its meaning. */
    public static final String SCHEMA = "trueload-baseline/1";

    /** How many runs a side needs at least, so that their ratio has a useful interval. */
    public static final int LEAST_RUNS = 5;

    /** How many runs a side has at most: the exact interval of more takes long, and there is nothing to be gained. */
    public static final int MOST_RUNS = 100;

    /**
     * Checks that the runs belong together.
     *
     * @throws IllegalArgumentException if there are none or too many, or they are not of one plan, or one is there twice
     */
    public Baseline {
        runs = List.copyOf(runs);
        if (runs.isEmpty() || runs.size() > MOST_RUNS) {
            throw new IllegalArgumentException("a baseline is of 1 to " + MOST_RUNS + " runs, not of " + runs.size());
        }
        for (RunFigures run : runs) {
            List<String> differences = Differences.ofPlans(runs.get(0).plan(), run.plan());
            if (!differences.isEmpty()) {
                throw new IllegalArgumentException("the runs of " + runs.get(0).startedAt() + " and of "
                        + run.startedAt() + " are not of one plan: " + String.join("; ", differences));
            }
        }
        Set<RunFigures> different = new LinkedHashSet<>();
        for (RunFigures run : runs) {
            if (!different.add(run)) {
                throw new IllegalArgumentException(
                        "the run of " + run.startedAt() + " is there twice: a copy is no run of its own");
            }
        }
    }

    /**
     * Returns the baseline of results.
     *
     * @throws IllegalArgumentException as the constructor
     * @since 0.1.0
     */
    public static Baseline of(Collection<LoadResult> results) {
        return new Baseline(results.stream().map(RunFigures::of).toList());
    }

    /**
     * Returns the runs of all parts, in their order.
     *
     * @throws IllegalArgumentException as the constructor
     * @since 0.1.0
     */
    public static Baseline sum(Collection<Baseline> parts) {
        return new Baseline(parts.stream().flatMap(part -> part.runs.stream()).toList());
    }

    /**
     * Reads a baseline, or a result of one run as {@link JsonReport} writes it.
     *
     * @throws IOException if it is neither, and why
     * @since 0.1.0
     */
    public static Baseline read(Path file) throws IOException {
        return read(Files.readAllBytes(file));
    }

    static Baseline read(byte[] document) throws IOException {
        try {
            return JsonBaseline.read(JsonDocument.read(new ByteArrayInputStream(document), "document"));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new IOException("neither a baseline nor a result that can be read: " + e.getMessage(), e);
        }
    }

    /**
     * Writes the baseline over what the file holds; folders that are missing are made.
     *
     * @since 0.1.0
     */
    public void write(Path file) throws IOException {
        requireNonNull(file, "file");
        WholeFile.write(file, this::write);
    }

    void write(OutputStream out) throws IOException {
        JsonDocument.write(out, Redaction.NONE, json -> new JsonBaseline(this, json).write());
    }

    /**
     * Returns in what a plan is not that of these runs, one short text each; of the URL host and port don't count.
     *
     * @since 0.1.0
     */
    public List<String> differences(LoadPlan plan) {
        return Differences.ofPlans(first().plan(), PlanFacts.of(plan));
    }

    /** Returns the runs that tell something about the target. */
    public List<RunFigures> usable() {
        return runs.stream().filter(RunFigures::isUsable).toList();
    }

    /** Returns the same runs as if their URLs were any other; for targets that are compared on purpose. */
    public Baseline anywhere() {
        return new Baseline(runs.stream().map(RunFigures::anywhere).toList());
    }

    RunFigures first() {
        return runs.get(0);
    }
}
