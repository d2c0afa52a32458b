// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import io.trueload.engine.PlanSyntax;
import io.trueload.report.Comparison.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What a test's runs are compared with.
 *
 * @param runs how often the plan is run
 * @param limits how much slower is too slow
 * @param file where the baseline is
 * @param records whether the runs become the baseline
 */
record BaselineSpec(int runs, Limits limits, Path file, boolean records) {

    /** No folders, so that a name cannot lead elsewhere, and names are the same file on every system. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    static BaselineSpec of(Baseline annotation, Configuration configuration, Mistakes mistakes) {
        String name = annotation.value();
        if (!NAME.matcher(name).matches()) {
            mistakes.add(
                    "@Baseline needs the name of a file without folder and ending, of letters, digits, '-', '_' and '.':"
                            + " '" + name + "'");
            name = "unnamed";
        }
        int least = io.trueload.report.Baseline.LEAST_RUNS;
        int most = io.trueload.report.Baseline.MOST_RUNS;
        if (annotation.runs() < least || annotation.runs() > most) {
            mistakes.add("runs of @Baseline must be between " + least + " and " + most + ": " + annotation.runs()
                    + "; fewer cannot tell a slower service from chance");
        }
        Duration floor = mistakes.attempt("floor", () -> PlanSyntax.duration(annotation.floor()));
        Limits limits =
                floor == null ? null : mistakes.attempt("tolerance", () -> new Limits(annotation.tolerance(), floor));
        return new BaselineSpec(
                annotation.runs(),
                limits == null ? Limits.DEFAULT : limits,
                configuration.baselineDirectory().resolve(name + ".json"),
                configuration.recordsBaselines());
    }
}
