// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code trueload completion SHELL} and {@code trueload man}: what shells and readers are told of the command line. */
final class ManualCommands {

    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    /** What stands for a file in the help. */
    private static final List<String> FILES = List.of("FILE", "PATH");

    private ManualCommands() {}

    /** Returns the script by which a shell completes the command line. */
    static String completion(List<String> words) {
        if (words.size() != 1 || !SHELLS.contains(words.get(0))) {
            throw new RefusedException("completion takes the name of a shell, one of " + String.join(", ", SHELLS)
                    + (words.isEmpty() ? "" : ": " + ValueSyntax.quoted(String.join(" ", words))));
        }
        CommandSpec command = command();
        if (words.get(0).equals("fish")) {
            return new FishCompletion(command).script();
        }
        completeFiles(command);
        return AutoComplete.bash(command.name(), new CommandLine(command));
    }

    /** Puts in place of what takes files the same of the type by which picocli knows that shells complete it. */
    private static void completeFiles(CommandSpec command) {
        for (OptionSpec option : List.copyOf(command.options())) {
            if (FILES.contains(option.paramLabel())) {
                command.remove(option);
                command.addOption(OptionSpec.builder(option.names())
                        .arity("1")
                        .type(Path.class)
                        .build());
            }
        }
        for (PositionalParamSpec argument : List.copyOf(command.positionalParameters())) {
            if (FILES.contains(argument.paramLabel())) {
                command.remove(argument);
                command.addPositional(PositionalParamSpec.builder()
                        .index("0..*")
                        .type(Path[].class)
                        .build());
            }
        }
        command.subcommands().values().forEach(subcommand -> completeFiles(subcommand.getCommandSpec()));
    }

    /** Returns the manual page as roff. */
    static String manual(List<String> words) {
        if (!words.isEmpty()) {
            throw new RefusedException("man takes no options: " + ValueSyntax.quoted(words.get(0)));
        }
        return new ManualPage(command()).roff();
    }

    /** Returns the whole command with its subcommands, for those who read what it can do; nothing parses with it. */
    private static CommandSpec command() {
        CommandSpec command = new CommandOptions().described();
        command.addSubcommand("report", new CommandLine(new ReportOptions().described()));
        command.addSubcommand("compare", new CommandLine(new CompareOptions().described()));
        command.addSubcommand("doctor", subcommand("says whether this machine can be believed, and up to which rate"));
        command.addSubcommand("completion", subcommand("prints a script for bash, zsh or fish: completion SHELL"));
        command.addSubcommand("man", subcommand("prints the manual page: trueload man | man -l -"));
        return command;
    }

    private static CommandLine subcommand(String description) {
        CommandSpec subcommand = CommandSpec.create();
        subcommand.usageMessage().description(description);
        return new CommandLine(subcommand);
    }
}
