// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.report.HistogramLog;
import io.trueload.report.JsonReport;
import io.trueload.report.MergedPlan;
import io.trueload.report.NamedResult;
import io.trueload.report.NamedTimes;
import io.trueload.report.ReportFile;
import io.trueload.report.TextReport;
import io.trueload.report.TimesLog;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code trueload report}: saved runs in other forms. Confined to one thread. */
final class ReportCommand {

    private final ReportOptions options = new ReportOptions();
    private final List<ReportFile> files = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();
    private final OutputStream out;
    private final Messages messages;
    private @Nullable Collector collector;

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
        if (options.files().isEmpty()) {
            mistakes.add("the file of a run is missing; write trueload report FILE..., or see trueload report --help");
        }
        if (options.isMerge()) {
            options.files().stream()
                    .filter(name -> Collections.frequency(options.files(), name) > 1)
                    .distinct()
                    .forEach(name -> mistakes.add(
                            "--merge: " + ValueSyntax.quoted(name) + " is there twice: a copy is no part of its own"));
        }
        options.reports().forEach(path -> attempt(() -> files.add(Reports.prepared(path))));
        attempt(() -> collector = collector(options.collector()));
        return options.files().stream().anyMatch(ReportCommand::isLog) ? reportTimes() : report();
    }

    private int report() throws IOException {
        List<NamedResult> read = new ArrayList<>();
        options.files().forEach(name -> attempt(() -> read.add(new NamedResult(name, read(name, JsonReport::read)))));
        refuseMistakes();
        List<NamedResult> runs = options.isMerge() ? List.of(merged(read)) : read;
        if (runs.size() > 1) {
            refuseToSend("sends one run, not " + runs.size() + "; add them up with --merge");
        }
        refuseSeveral(runs.size());
        refuseMistakes();
        if (files.isEmpty() && collector == null) {
            return print(runs.size() == 1 ? TextReport.render(runs.get(0).result()) : TextReport.table(runs));
        }
        int code = write(file -> file.write(runs));
        return collector == null || collector.send(runs.get(0).result(), messages) ? code : ExitCode.REFUSED;
    }

    /** Reports what histogram logs hold, and results as far as logs would. */
    private int reportTimes() throws IOException {
        List<NamedTimes> read = new ArrayList<>();
        options.files().forEach(name -> attempt(() -> read.add(new NamedTimes(name, times(name)))));
        refuseMistakes();
        List<NamedTimes> runs = options.isMerge()
                ? List.of(new NamedTimes(
                        "merged",
                        TimesLog.sum(read.stream().map(NamedTimes::times).toList())))
                : read;
        refuseToSend("needs more than the response times of a histogram log; take the .json of the run");
        refuse(
                file -> !file.holdsTimes(),
                "needs more than the response times of a histogram log; write "
                        + String.join(" ", ReportFile.endingsOfTimes()) + ", or take the .json of the run");
        refuseSeveral(runs.size());
        refuseMistakes();
        if (options.files().stream().anyMatch(name -> !isLog(name))) {
            messages.note("of each .json only the response times are used, since a histogram log has no more");
        }
        if (files.isEmpty()) {
            return print(runs.size() == 1 ? runs.get(0).times().render() : TimesLog.render(runs));
        }
        return write(file -> file.writeTimes(runs));
    }

    private void refuseSeveral(int runs) {
        refuse(
                file -> runs > 1 && !file.holdsSeveral(),
                "holds one run, not " + runs + "; add them up with --merge, or write an .html");
    }

    private int write(Writing writing) {
        var writer = new Reports(files, null, messages);
        boolean all = true;
        for (ReportFile file : files) {
            all &= writer.attempt(file, () -> writing.write(file));
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

    private static TimesLog times(String name) {
        return read(name, isLog(name) ? HistogramLog::read : in -> TimesLog.of(JsonReport.read(in)));
    }

    private static boolean isLog(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".hlog");
    }

    private static <T> T read(String name, Reading<T> reading) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(Path.of(name)))) {
            return reading.read(in);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("cannot read " + ValueSyntax.quoted(name) + ": " + FileProblem.of(e), e);
        }
    }

    private void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            mistakes.add(String.valueOf(e.getMessage()));
        }
    }

    /** Notes of which report files something is wrong. */
    private void refuse(Predicate<ReportFile> isWrong, String why) {
        files.stream()
                .filter(isWrong)
                .forEach(file -> mistakes.add(
                        "--report: " + ValueSyntax.quoted(file.path().toString()) + " " + why));
    }

    /** Notes that what is there cannot be sent, if that is asked for. */
    private void refuseToSend(String why) {
        if (collector != null) {
            mistakes.add("--otlp: " + why);
        }
    }

    private static @Nullable Collector collector(@Nullable String url) {
        try {
            return url == null ? null : Collector.prepared(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--otlp: " + e.getMessage(), e);
        }
    }

    private void refuseMistakes() {
        if (!mistakes.isEmpty()) {
            throw new RefusedException(mistakes);
        }
    }

    private int print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        return ExitCode.PASS;
    }

    /** Reads a file to its end. */
    private interface Reading<T> {
        T read(InputStream in) throws IOException;
    }

    /** Writes one of the report files. */
    private interface Writing {
        void write(ReportFile file) throws IOException;
    }
}
