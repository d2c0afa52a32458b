// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.report.JsonReport;
import io.trueload.report.MergedPlan;
import io.trueload.report.NamedResult;
import io.trueload.report.ReportFile;
import io.trueload.report.TextReport;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code trueload report}: saved runs in other forms. Confined to one thread. */
final class ReportCommand {

    private final ReportOptions options = new ReportOptions();
    private final OutputStream out;
    private final Messages messages;

    ReportCommand(OutputStream out, Messages messages) {
        this.out = out;
        this.messages = messages;
    }

    /**
     * Does what the words ask for.
     *
     * @return the exit code
     * @throws RefusedException if a file cannot be read, or what is asked for cannot be had of it
     * @throws IOException if standard output cannot be written
     */
    int run(List<String> words) throws IOException {
        options.parse(words);
        if (options.isHelp()) {
            return print(options.help());
        }
        List<NamedResult> runs = new ArrayList<>();
        List<ReportFile> files = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        if (options.files().isEmpty()) {
            mistakes.add("the file of a run is missing; write trueload report FILE..., or see trueload report --help");
        }
        options.files().forEach(name -> attempt(mistakes, () -> runs.add(read(name))));
        options.reports().forEach(path -> attempt(mistakes, () -> files.add(Reports.prepared(path))));
        if (!mistakes.isEmpty()) {
            throw new RefusedException(mistakes);
        }
        return report(options.isMerge() ? List.of(merged(runs)) : runs, files);
    }

    private int report(List<NamedResult> runs, List<ReportFile> files) throws IOException {
        if (files.isEmpty()) {
            return print(runs.size() == 1 ? TextReport.render(runs.get(0).result()) : TextReport.table(runs));
        }
        if (runs.size() > 1) {
            List<String> mistakes = files.stream()
                    .filter(file -> !file.holdsSeveral())
                    .map(file -> "--report: " + ValueSyntax.quoted(file.path().toString()) + " holds one run, not "
                            + runs.size() + "; add them up with --merge, or write an .html")
                    .toList();
            if (!mistakes.isEmpty()) {
                throw new RefusedException(mistakes);
            }
        }
        var writer = new Reports(files, messages);
        boolean all = true;
        for (ReportFile file : files) {
            all &= writer.attempt(file, () -> file.write(runs));
        }
        return all ? ExitCode.PASS : ExitCode.REFUSED;
    }

    private static NamedResult merged(List<NamedResult> runs) {
        List<LoadResult> parts = runs.stream().map(NamedResult::result).toList();
        try {
            LoadPlan plan = MergedPlan.of(parts.stream().map(LoadResult::plan).toList());
            return new NamedResult("merged", LoadResult.sum(plan, parts));
        } catch (IllegalArgumentException e) {
            throw new RefusedException("--merge: " + e.getMessage());
        }
    }

    private static NamedResult read(String name) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(name)))) {
            return new NamedResult(name, JsonReport.read(in));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("cannot read " + ValueSyntax.quoted(name) + ": " + FileProblem.of(e), e);
        }
    }

    private static void attempt(List<String> mistakes, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            mistakes.add(String.valueOf(e.getMessage()));
        }
    }

    private int print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        return ExitCode.PASS;
    }
}
