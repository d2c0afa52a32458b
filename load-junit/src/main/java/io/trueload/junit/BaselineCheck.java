// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Verdict.Kind;
import io.trueload.report.Baseline;
import io.trueload.report.Comparison;
import io.trueload.report.RunFigures;
import io.trueload.report.VisibleText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The runs of one test compared with its baseline, or recorded as that. Not thread-safe. */
final class BaselineCheck {

    private static final String RECORD =
            "run this test with -Dtrueload.baseline=record on the machine that compares, and" + " commit the file";

    private final BaselineSpec spec;
    private final TestName test;
    private final @Nullable Baseline base;
    private @Nullable Comparison comparison;
    private String problem = "";
    private String recorded = "";

    private BaselineCheck(BaselineSpec spec, TestName test, @Nullable Baseline base) {
        this.spec = spec;
        this.test = test;
        this.base = base;
    }

    /**
     * Reads the baseline, unless it is to be recorded.
     *
     * @throws ExtensionConfigurationException if it is missing, too small or of another plan
     */
    static BaselineCheck of(BaselineSpec spec, TestName test, LoadPlan plan) {
        return new BaselineCheck(spec, test, spec.records() ? null : read(spec, test, plan));
    }

    private static Baseline read(BaselineSpec spec, TestName test, LoadPlan plan) {
        var mistakes = new Mistakes();
        Baseline found = null;
        try {
            found = Baseline.read(spec.file());
            int runs = found.runs().size();
            List<String> differences = found.differences(plan);
            if (!differences.isEmpty()) {
                mistakes.add("the baseline " + spec.file() + " is of another plan: " + String.join("; ", differences)
                        + "; to record it anew, " + RECORD);
            }
            if (runs < Baseline.LEAST_RUNS) {
                mistakes.add("the baseline " + spec.file() + " has " + runs + (runs == 1 ? " run" : " runs") + ", but "
                        + Baseline.LEAST_RUNS + " are needed; to record it anew, " + RECORD);
            }
        } catch (NoSuchFileException e) {
            mistakes.add("there is no baseline " + spec.file() + "; to record it, " + RECORD);
        } catch (IOException e) {
            mistakes.add("the baseline " + spec.file() + " cannot be read: "
                    + VisibleText.of(String.valueOf(e.getMessage())));
        }
        mistakes.report(test);
        return requireNonNull(found);
    }

    /**
     * Makes the runs that are missing, and compares or records all of them.
     *
     * @param made the runs that there are
     * @param more makes another
     */
    void complete(List<LoadResult> made, Supplier<LoadResult> more) {
        List<LoadResult> runs = new ArrayList<>(made);
        // One that tells nothing is made again, but not without end.
        while (usable(runs) < spec.runs() && runs.size() < Math.min(2 * spec.runs(), Baseline.MOST_RUNS)) {
            LoadResult next = more.get();
            if (next.interrupted()) {
                problem = "a run was stopped before its plan was carried out";
                return;
            }
            runs.add(next);
        }
        Baseline fresh = Baseline.of(runs);
        if (base == null) {
            record(fresh);
        } else {
            compare(base, fresh);
        }
    }

    private static long usable(List<LoadResult> runs) {
        return runs.stream().filter(run -> RunFigures.of(run).isUsable()).count();
    }

    private void record(Baseline fresh) {
        List<RunFigures> usable = fresh.usable();
        if (usable.size() < spec.runs()) {
            problem = "nothing was recorded, since only " + usable.size() + " of "
                    + fresh.runs().size() + " runs tell something: " + VisibleText.of(firstFlaw(fresh));
            return;
        }
        try {
            new Baseline(usable).write(spec.file());
        } catch (IOException e) {
            problem = "the baseline could not be written: " + e;
            return;
        }
        List<RunFigures> disturbed =
                usable.stream().filter(RunFigures::isDisturbed).toList();
        recorded = "recorded " + usable.size() + " runs in " + spec.file() + "; commit it"
                + (disturbed.isEmpty()
                        ? ""
                        : ", or better record it anew: the generator was not healthy in " + disturbed.size()
                                + " of them, and a baseline that is too slow hides what has become slower: "
                                + VisibleText.of(disturbed.get(0).disturbances().get(0)));
    }

    private static String firstFlaw(Baseline fresh) {
        return fresh.runs().stream()
                .filter(run -> !run.isUsable())
                .map(RunFigures::unusable)
                .findFirst()
                .orElse("");
    }

    private void compare(Baseline recordedRuns, Baseline fresh) {
        comparison = Comparison.of(recordedRuns, fresh, spec.limits());
    }

    /** Returns what was made of the runs. */
    Kind kind() {
        if (!problem.isEmpty()) {
            return Kind.INVALID;
        }
        Comparison made = comparison;
        return made == null ? Kind.PASS : made.kind();
    }

    /** Returns the block that tells of it, passed or not; its lines end in {@code \n}. */
    String report() {
        Comparison made = comparison;
        return "Load test " + test.simple() + ", baseline " + spec.file() + ": "
                + (made == null ? problem + recorded + "\n" : kind() + "\n" + made.render());
    }

    /** Returns what a test that does not pass says. */
    String text() {
        Comparison made = comparison;
        String outcome = kind() == Kind.FAIL ? "" : kind() + ": ";
        return made == null
                ? test.simple() + ": " + outcome + problem
                : test.simple() + ": " + outcome + String.join("; ", made.reasons()) + "\n\n" + made.render()
                        + "\n  baseline     " + spec.file() + "\n  record anew  " + RECORD;
    }

    /** Returns what was demanded. */
    String expected() {
        return "not slower than the baseline by more than " + spec.limits();
    }

    /** Returns what was found. */
    String actual() {
        Comparison made = comparison;
        return made == null ? problem : String.join("\n", made.reasons());
    }
}
