// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** The options that stand together in the help, in their order there. Confined to one thread. */
final class OptionGroup {

    private final String heading;
    private final List<OptionSpec> specs = new ArrayList<>();

    /**
     * Makes a group without options.
     *
     * @param heading empty for none
     */
    OptionGroup(String heading) {
        this.heading = heading;
    }

    /**
     * Adds an option without a value.
     *
     * @param names its names, with a blank between them
     */
    CommandOption flag(String names, String description) {
        return add(builder(names, description).type(boolean.class));
    }

    /**
     * Adds an option with a value.
     *
     * @param names its names, with a blank between them
     * @param label what stands for the value in the help
     */
    CommandOption value(String names, String label, String description) {
        return add(
                builder(names, description).paramLabel(label).type(String.class).arity("1"));
    }

    /** Adds an option whose value is one of a few words, which shells complete. */
    CommandOption choice(String names, String label, String description, List<String> words) {
        return add(builder(names, description)
                .paramLabel(label)
                .type(String.class)
                .arity("1")
                .completionCandidates(words));
    }

    /** Adds an option that may be given several times. */
    CommandOption values(String names, String label, String description) {
        return add(builder(names, description)
                .paramLabel(label)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1"));
    }

    /** Adds the option that asks for the help, or for the version: whatever else is wrong, it is answered. */
    CommandOption question(String names, String description, boolean version) {
        return add(builder(names, description)
                .type(boolean.class)
                .versionHelp(version)
                .usageHelp(!version));
    }

    String heading() {
        return heading;
    }

    List<OptionSpec> specs() {
        return specs;
    }

    private static OptionSpec.Builder builder(String names, String description) {
        return OptionSpec.builder(names.split(" ")).description(description);
    }

    private CommandOption add(OptionSpec.Builder builder) {
        OptionSpec spec = builder.build();
        specs.add(spec);
        return new CommandOption(spec);
    }
}
