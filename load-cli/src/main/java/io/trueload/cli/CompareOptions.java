// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.report.Comparison.Limits;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The command line of {@code trueload compare}: files of the baseline, files of the new runs, and how to compare them. */
final class CompareOptions {

    private static final String SEPARATOR = "--";

    private final OptionGroup group = new OptionGroup("");
    private final LimitOptions limits = new LimitOptions(group);
    private final CommandOption record =
            group.value("--record", "FILE", "write the runs of all files to FILE as a baseline, and compare nothing");
    private final CommandOption help = group.question("-h --help", "print this help", false);

    private final CommandParser parser = new CommandParser("compare", "FILE", List.of(group));
    private final List<String> behindSeparator;
    private final boolean separated;

    /** Makes options that nobody has given yet. */
    CompareOptions() {
        this(List.of());
    }

    /** Reads the words that follow {@code compare}. */
    CompareOptions(List<String> words) {
        int end = words.indexOf(SEPARATOR);
        separated = end >= 0;
        behindSeparator = separated ? List.copyOf(words.subList(end + 1, words.size())) : List.of();
        parser.parse((separated ? words.subList(0, end) : words).toArray(String[]::new));
    }

    /** Returns the command with what stands around its options in the help. */
    CommandSpec described() {
        HelpPage.describeCompare(parser.spec().usageMessage());
        return parser.spec();
    }

    boolean isHelp() {
        return help.isGiven();
    }

    String help() {
        described();
        return parser.help();
    }

    Limits limits() {
        return limits.limits();
    }

    /** Returns the file that a baseline is to be written to, or null if runs are to be compared. */
    @Nullable
    String record() {
        return record.value();
    }

    /** Returns whether {@code --} stands between the sides. */
    boolean isSeparated() {
        return separated;
    }

    /** Returns all files, of whichever side. */
    List<String> all() {
        return Stream.concat(before().stream(), behindSeparator.stream()).toList();
    }

    /** Returns the files of the baseline: those before {@code --}, or else the first alone. */
    List<String> base() {
        return separated ? before() : before().subList(0, Math.min(1, before().size()));
    }

    /** Returns the files of the new runs. */
    List<String> fresh() {
        return separated ? behindSeparator : before().subList(Math.min(1, before().size()), before().size());
    }

    private List<String> before() {
        return parser.arguments();
    }
}
