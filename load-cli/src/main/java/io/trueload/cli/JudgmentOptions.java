// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is a success, what is expected of the run, and how it is reported. */
final class JudgmentOptions {

    @Option(names = "--ok", paramLabel = "CODES", description = "status codes of success: 2xx,404 (2xx)")
    private @Nullable String accepted;

    @Option(
            names = "--expect",
            paramLabel = "EXPECTATION",
            description = "'p99 < 250ms', 'error rate = 0%'; repeat for more")
    private List<String> expectations = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text, csv, json or quiet, on stdout (text)")
    private @Nullable String output;

    void addTo(PlanDraft draft) {
        draft.set("--ok", accepted, (plan, text) -> plan.accept(text));
        for (String expectation : expectations) {
            draft.set("--expect", expectation, (plan, text) -> plan.expect(text));
        }
    }

    /** Returns the format asked for; a wrong one is reported, and is text. */
    OutputFormat format(PlanDraft draft) {
        String name = output;
        OutputFormat format = name == null ? null : draft.attempt("--output", () -> OutputFormat.parse(name));
        return format == null ? OutputFormat.TEXT : format;
    }
}
