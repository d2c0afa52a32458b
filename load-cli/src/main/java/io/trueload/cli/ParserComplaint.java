// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.report.VisibleText;
import java.util.Collection;
import java.util.regex.Pattern;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What picocli could not read, in our own words. */
final class ParserComplaint {

    /** Options of one letter whose value may be secret, and stick to them by mistake. */
    private static final Pattern ATTACHED = Pattern.compile("-[HdaxD](?!-).*", Pattern.DOTALL);

    private ParserComplaint() {}

    private static String help(ParameterException thrown) {
        String command = thrown.getCommandLine().getCommandName();
        return "trueload " + (command.equals("trueload") ? "" : command + " ") + "--help";
    }

    private static String shown(String name) {
        return ATTACHED.matcher(name).matches()
                ? name.substring(0, 2) + "… (write its value as a word of its own)"
                : name;
    }

    /** Returns one line with the word, what is wrong with it and, if an option is spelled like it, that one. */
    static String of(ParameterException thrown) {
        if (thrown instanceof UnmatchedArgumentException unmatched) {
            Collection<String> known =
                    thrown.getCommandLine().getCommandSpec().optionsMap().keySet();
            // An attached value is not part of the name, and may be secret.
            String name = unmatched.getUnmatched().get(0).split("=", 2)[0];
            return Spelling.nearest(name, known)
                    .map(nearest -> "unknown option: " + VisibleText.of(name) + "; did you mean " + nearest + "?")
                    .orElseGet(() -> "unknown option: " + VisibleText.of(shown(name)) + "; see " + help(thrown));
        }
        String message = String.valueOf(thrown.getMessage());
        return VisibleText.of(Character.toLowerCase(message.charAt(0)) + message.substring(1)) + "; see "
                + help(thrown);
    }
}
