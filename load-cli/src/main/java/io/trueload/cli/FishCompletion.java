// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A script by which fish completes a command line; picocli has scripts for bash and zsh only.
 *
 * @see <a href="https://fishshell.com/docs/current/cmds/complete.html">fish's command complete</a>
 */
final class FishCompletion {

    private final CommandSpec command;
    private final String begin;

    FishCompletion(CommandSpec command) {
        this.command = command;
        begin = "complete -c " + command.name();
    }

    String script() {
        String subcommands = String.join(" ", command.subcommands().keySet());
        var script = new StringBuilder();
        for (Map.Entry<String, CommandLine> subcommand : command.subcommands().entrySet()) {
            String[] description =
                    subcommand.getValue().getCommandSpec().usageMessage().description();
            script.append(begin)
                    .append(" -n __fish_use_subcommand -a ")
                    .append(subcommand.getKey())
                    .append(" -d ")
                    .append(quoted(firstSentence(String.join(" ", description))))
                    .append('\n');
            for (OptionSpec option : subcommand.getValue().getCommandSpec().options()) {
                append(script, "'__fish_seen_subcommand_from " + subcommand.getKey() + "'", option);
            }
        }
        for (OptionSpec option : command.options()) {
            append(script, "'not __fish_seen_subcommand_from " + subcommands + "'", option);
        }
        return script.toString();
    }

    private void append(StringBuilder script, String condition, OptionSpec option) {
        script.append(begin).append(" -n ").append(condition);
        for (String name : option.names()) {
            script.append(name(name));
        }
        if (option.completionCandidates() != null) {
            script.append(" -x -a ").append(quoted(String.join(" ", option.completionCandidates())));
        } else if (option.arity().max() > 0) {
            script.append(" -r");
        }
        script.append(" -d ")
                .append(quoted(String.join(" ", option.description())))
                .append('\n');
    }

    /** Returns a name as fish tells its three kinds apart: {@code --long}, {@code -s} for short, and {@code -old}. */
    private static String name(String name) {
        if (name.startsWith("--")) {
            return " -l " + name.substring(2);
        }
        return (name.length() == 2 ? " -s " : " -o ") + name.substring(1);
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end);
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
