// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.report.ReportFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options that say what is a success, what is expected of the run, and how it is reported. */
final class JudgmentOptions {

    private final OptionGroup group = new OptionGroup("What is expected and reported:");

    private final CommandOption accepted = group.value("--ok", "CODES", "status codes of success: 2xx,404 (2xx)");

    private final CommandOption expectations =
            group.values("--expect", "EXPECTATION", "'p99 < 250ms', 'error rate = 0%'; repeat for more");

    private final CommandOption output =
            group.choice("-o --output", "FORMAT", "text, csv, json or quiet, on stdout (text)", OutputFormat.labels());

    private final CommandOption reports = group.values(
            "--report", "PATH", "a report as well: .html .json .csv .hlog .xml .md .prom; repeat for more");

    private final CommandOption collector = group.value(
            "--otlp", "URL", "send metrics and the run as a span to this OpenTelemetry collector; takes load-otlp.jar");

    private final CommandOption plain =
            group.flag("--no-tui", "no live view: plain lines of progress, as where there is no terminal");

    OptionGroup group() {
        return group;
    }

    void addTo(PlanDraft draft) {
        draft.set("--ok", accepted.value(), (plan, text) -> plan.accept(text));
        for (String expectation : expectations.values()) {
            draft.set("--expect", expectation, (plan, text) -> plan.expect(text));
        }
    }

    /** Returns whether something is expected of the run. */
    boolean hasExpectations() {
        return !expectations.values().isEmpty();
    }

    /** Returns the files asked for; those that cannot be written are reported. */
    List<ReportFile> reports(PlanDraft draft) {
        List<ReportFile> files = new ArrayList<>();
        for (String path : reports.values()) {
            ReportFile file = draft.attempt("--report", () -> Reports.prepared(path));
            if (file != null) {
                files.add(file);
            }
        }
        return files;
    }

    /** Returns what the run is sent to, or null if nothing; one that cannot be used is reported. */
    @Nullable
    Collector collector(PlanDraft draft) {
        String url = collector.value();
        return url == null ? null : draft.attempt("--otlp", () -> Collector.prepared(url));
    }

    /** Returns whether the progress is wanted in plain lines, on a terminal too. */
    boolean isPlain() {
        return plain.isGiven();
    }

    /** Returns the format asked for; a wrong one is reported, and is text. */
    OutputFormat format(PlanDraft draft) {
        String name = output.value();
        OutputFormat format = name == null ? null : draft.attempt("--output", () -> OutputFormat.parse(name));
        return format == null ? OutputFormat.TEXT : format;
    }
}
