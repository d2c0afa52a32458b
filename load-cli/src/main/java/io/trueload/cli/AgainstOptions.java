// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.LoadPlan;
import io.trueload.report.Baseline;
import io.trueload.report.Comparison.Limits;
import io.trueload.report.ReportFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options that have two targets compared with each other. */
final class AgainstOptions {

    private final OptionGroup group = new OptionGroup("Compared with another target:");

    private final CommandOption against = group.value(
            "--against", "URL", "load this one in turn with the other, as the baseline it is compared with");

    private final CommandOption runs = group.value("--runs", "N", "runs against each of the two, 5 or more (5)");

    private final LimitOptions limits = new LimitOptions(group);

    OptionGroup group() {
        return group;
    }

    /** Returns the other target, or null if there is one only. */
    @Nullable
    String url() {
        return against.value();
    }

    /** Reports what is wrong with these options. */
    void check(
            PlanDraft draft,
            OutputFormat format,
            List<ReportFile> reports,
            boolean expects,
            @Nullable Collector collector) {
        if (url() == null) {
            if (runs.value() != null || limits.areGiven()) {
                draft.mistake("--runs, --tolerance and --floor are for --against; add it, or leave them out");
            }
            return;
        }
        if (format != OutputFormat.TEXT && format != OutputFormat.QUIET) {
            draft.mistake("--against prints a comparison as text; use -o text or -o quiet");
        }
        if (!reports.isEmpty()) {
            draft.mistake("--report is for one run, and --against makes many; leave out one of the two");
        }
        if (expects) {
            draft.mistake("--expect judges one run, and --against compares many; leave out one of the two");
        }
        if (collector != null) {
            draft.mistake("--otlp is for one run, and --against makes many; leave out one of the two");
        }
        draft.attempt("--runs", this::runs);
        try {
            limits.limits();
        } catch (RefusedException e) {
            e.mistakes().forEach(draft::mistake);
        }
    }

    /**
     * Returns what is asked for, once it is known to be right.
     *
     * @param base the plan that goes to the other target
     */
    Against against(LoadPlan base) {
        return new Against(base, runs(), limits.limits());
    }

    private int runs() {
        String text = runs.value();
        int count = text == null ? Baseline.LEAST_RUNS : ValueSyntax.count(text);
        if (count < Baseline.LEAST_RUNS || count > Baseline.MOST_RUNS) {
            throw new IllegalArgumentException("must be from " + Baseline.LEAST_RUNS + " to " + Baseline.MOST_RUNS
                    + ": " + count + "; fewer runs cannot tell a slower service from chance");
        }
        return count;
    }

    /**
     * What a target is compared with.
     *
     * @param base the same plan with the other target
     * @param runs against each of the two
     */
    record Against(LoadPlan base, int runs, Limits limits) {}
}
