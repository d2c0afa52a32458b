// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What a command line of {@code trueload report} says. */
final class ReportOptions {

    private final OptionGroup group = new OptionGroup("");
    private final CommandOption merge =
            group.flag("--merge", "add up the runs, as the parts of one load; histograms are added, never percentiles");
    private final CommandOption reports =
            group.values("--report", "PATH", "write .html .json .csv .hlog .xml .md .prom; repeat for more");
    private final CommandOption collector =
            group.value("--otlp", "URL", "send the run to this OpenTelemetry collector; takes load-otlp.jar");
    private final CommandOption help = group.question("-h --help", "print this help", false);
    private final CommandParser parser = new CommandParser("report", "FILE", List.of(group));

    /** Fills these options, or says which word cannot be read. */
    void parse(List<String> words) {
        parser.parse(words.toArray(String[]::new));
    }

    /** Returns the command with what stands around its options in the help. */
    CommandSpec described() {
        HelpPage.describeReport(parser.spec().usageMessage());
        return parser.spec();
    }

    /** Returns what {@code --help} prints. */
    String help() {
        described();
        return parser.help();
    }

    boolean isHelp() {
        return help.isGiven();
    }

    boolean isMerge() {
        return merge.isGiven();
    }

    /** Returns the files to write. */
    List<String> reports() {
        return reports.values();
    }

    /** Returns the URL of what the run is sent to, or null if nothing. */
    @Nullable
    String collector() {
        return collector.value();
    }

    /** Returns the files to read. */
    List<String> files() {
        return parser.arguments();
    }
}
