// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The manual page of a command and its subcommands, in roff with the macros of man. */
final class ManualPage {

    private final CommandSpec command;
    private final StringBuilder roff = new StringBuilder();

    ManualPage(CommandSpec command) {
        this.command = command;
    }

    String roff() {
        UsageMessageSpec page = command.usageMessage();
        macro(".TH " + command.name().toUpperCase(Locale.ROOT) + " 1 \"\" \"" + command.name() + " " + Version.read()
                + "\"");
        section("NAME");
        text(command.name() + " - loads an HTTP service and reports what its users would have waited");
        section("SYNOPSIS");
        verbatim(Arrays.stream(page.customSynopsis()).map(String::strip).toList());
        section("DESCRIPTION");
        text(String.join(" ", page.description()));
        section("OPTIONS");
        options(command);
        section("COMMANDS");
        for (Map.Entry<String, CommandLine> subcommand : command.subcommands().entrySet()) {
            CommandSpec spec = subcommand.getValue().getCommandSpec();
            macro(".SS " + escaped(command.name() + " " + subcommand.getKey()));
            text(String.join(" ", spec.usageMessage().description()));
            options(spec);
        }
        section("EXAMPLES");
        List<String> footer = Arrays.asList(page.footer());
        int end = footer.indexOf("");
        verbatim(footer.subList(0, end).stream().map(String::strip).toList());
        section("EXIT STATUS");
        text(String.join(" ", footer.subList(end + 1, footer.size())).replaceFirst("^Exit codes: ", ""));
        return roff.toString();
    }

    private void options(CommandSpec spec) {
        for (OptionSpec option : spec.options()) {
            macro(".TP");
            String names = String.join(", ", option.names());
            macro(".B " + escaped(option.arity().max() > 0 ? names + " " + option.paramLabel() : names));
            text(String.join(" ", option.description()));
        }
    }

    private void section(String title) {
        macro(".SH " + title);
    }

    private void verbatim(List<String> lines) {
        macro(".EX");
        lines.forEach(this::text);
        macro(".EE");
    }

    private void macro(String line) {
        roff.append(line).append('\n');
    }

    /** Adds a line, which is none of roff's requests whatever it begins with. */
    private void text(String line) {
        roff.append("\\&").append(escaped(line)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
    }
}
