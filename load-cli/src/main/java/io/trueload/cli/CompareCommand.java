// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.report.Baseline;
import io.trueload.report.Comparison;
import io.trueload.report.RunFigures;
import io.trueload.report.VisibleText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code trueload compare}: saved runs compared with a baseline, or made one. */
final class CompareCommand {

    private static final int HEAD = 100;

    private final OutputStream out;
    private final Messages messages;

    CompareCommand(OutputStream out, Messages messages) {
        this.out = out;
        this.messages = messages;
    }

    /** Does what the words behind {@code compare} ask for, and returns the exit code. */
    int run(List<String> words) throws IOException {
        var options = new CompareOptions(words);
        if (options.isHelp()) {
            print(options.help());
            return ExitCode.PASS;
        }
        String file = options.record();
        return file == null ? compare(options) : record(options, file);
    }

    private int compare(CompareOptions options) throws IOException {
        if (options.base().isEmpty() || options.fresh().isEmpty()) {
            throw new RefusedException("two sides are compared, but there are no files of the "
                    + (options.base().isEmpty() ? "baseline" : "new runs")
                    + "; write trueload compare BASELINE NEW..., or see trueload compare --help");
        }
        Comparison.Limits limits = options.limits();
        Baseline base = read(options.base());
        Baseline fresh = read(options.fresh());
        if (!options.isSeparated() && base.runs().size() == 1 && fresh.runs().size() > 1) {
            throw new RefusedException(
                    "only the first file is of the baseline, and it holds 1 run; where the baseline has"
                            + " several files, write -- behind them: trueload compare OLD... -- NEW...");
        }
        try {
            Comparison comparison = Comparison.of(base, fresh, limits);
            print(comparison.render());
            return ExitCode.of(comparison.kind());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private int record(CompareOptions options, String file) {
        if (options.all().isEmpty()) {
            throw new RefusedException(
                    "there are no runs to record; write trueload compare --record FILE RESULT..., or see trueload compare"
                            + " --help");
        }
        refuseToOverwrite(file, options.all());
        Baseline baseline = read(options.all());
        for (RunFigures run : baseline.runs()) {
            if (!run.isUsable()) {
                throw new RefusedException("the run of " + run.startedAt() + " tells nothing, so leave it out: "
                        + VisibleText.of(run.unusable()));
            }
        }
        try {
            baseline.write(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new RefusedException("cannot be written: " + VisibleText.of(file) + " (" + FileProblem.of(e) + ")");
        }
        List<RunFigures> disturbed =
                baseline.runs().stream().filter(RunFigures::isDisturbed).toList();
        if (!disturbed.isEmpty()) {
            messages.note("the generator was not healthy in " + disturbed.size() + " of "
                    + baseline.runs().size() + " runs, and a baseline that is too slow hides what has become slower: "
                    + VisibleText.of(disturbed.get(0).disturbances().get(0)));
        }
        int runs = baseline.runs().size();
        messages.note("recorded " + runs + (runs == 1 ? " run" : " runs") + " in " + VisibleText.of(file)
                + (runs < Baseline.LEAST_RUNS ? "; " + Baseline.LEAST_RUNS + " are needed to compare with" : ""));
        return ExitCode.PASS;
    }

    /** A run that was saved must not be lost since FILE was forgotten before a list of results. */
    private static void refuseToOverwrite(String file, List<String> results) {
        if (results.contains(file) || isResult(file)) {
            throw new RefusedException("--record would write over a run, " + ValueSyntax.quoted(file)
                    + "; write trueload compare --record FILE RESULT..., with a FILE of its own");
        }
    }

    private static boolean isResult(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            // The schema is the first field.
            return new String(in.readNBytes(HEAD), StandardCharsets.US_ASCII).contains("\"trueload-result/");
        } catch (IOException | InvalidPathException e) {
            // It is not there, or writing it will tell.
            return false;
        }
    }

    private static Baseline read(List<String> files) {
        List<Baseline> parts = new ArrayList<>();
        for (String file : files) {
            try {
                parts.add(Baseline.read(Path.of(file)));
            } catch (IOException | InvalidPathException e) {
                throw new RefusedException("cannot be read: " + VisibleText.of(file) + " (" + FileProblem.of(e) + ")");
            }
        }
        try {
            return Baseline.sum(parts);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
