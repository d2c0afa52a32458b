// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** How words become options and arguments: as hey reads its own, no clusters, the last of two values wins. */
final class CommandParser {

    private final CommandLine parser;
    private final PositionalParamSpec arguments;

    /**
     * Makes a parser that fills the options of some groups.
     *
     * @param name of the command
     * @param label what stands for an argument in the help
     */
    CommandParser(String name, String label, List<OptionGroup> groups) {
        // Without this picocli writes to stderr whenever an option is given twice.
        CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
        // Every value is a text first; looking for converters of other types would load and search their classes.
        System.setProperty("picocli.converters.excludes", "java[.](sql|time|nio)[.].*");
        arguments = PositionalParamSpec.builder()
                .paramLabel(label)
                .index("0..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .hidden(true)
                .build();
        CommandSpec command = CommandSpec.create().name(name).addPositional(arguments);
        groups.forEach(group -> group.specs().forEach(command::addOption));
        parser = new CommandLine(command)
                // -h2 is not -h 2, and -disable-keepaliv is a misspelling, not a body of "isable-keepaliv".
                .setPosixClusteredShortOptionsAllowed(false)
                .setOverwrittenOptionsAllowed(true)
                // A body may begin with @.
                .setExpandAtFiles(false)
                .setInterpolateVariables(false);
        HelpPage.arrange(parser, groups);
    }

    /** Fills the options, or says which word cannot be read. */
    void parse(String... words) {
        try {
            parser.parseArgs(words);
        } catch (ParameterException e) {
            throw new RefusedException(ParserComplaint.of(e));
        }
    }

    /** Returns the words that are no options, in their order. */
    List<String> arguments() {
        List<String> given = arguments.getValue();
        return given == null ? List.of() : given;
    }

    CommandSpec spec() {
        return parser.getCommandSpec();
    }

    /** Returns what is printed when somebody asks for help. */
    String help() {
        return parser.getUsageMessage();
    }
}
