// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What {@code --help} prints. */
final class HelpPage {

    private static final int WIDTH = 100;

    private HelpPage() {}

    /** Says what stands around the options of a run. */
    static void describe(UsageMessageSpec page) {
        arrange(page)
                .customSynopsis(
                        "trueload [OPTION]... URL",
                        "       trueload [OPTION]... --demo",
                        "       trueload report FILE... | compare BASELINE NEW... | doctor | completion SHELL | man")
                .description(
                        "Loads an HTTP service and reports how it did, in hey's layout and beyond. report makes other reports",
                        "of saved runs, compare says whether they became slower, doctor whether this machine can be believed.",
                        "TIME is 250ms, 10s or 1m30s; RATE is 200/s or 90/min; defaults stand in parentheses.")
                .optionListHeading("%n")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  trueload -n 200 -c 50 http://127.0.0.1:8080/",
                        "  trueload --rate 200/s -z 30s --expect 'p99 < 250ms' --expect 'errors = 0' http://127.0.0.1:8080/",
                        "  trueload --stage 'ramp 10/s to 500/s 30s' --stage 'hold 500/s 1m' -o json http://127.0.0.1:8080/",
                        "  trueload -m POST -T application/json -d '{\"id\": 1}' -H 'X-Team: a' https://127.0.0.1:8443/items",
                        "",
                        "Exit codes: 0 pass, 1 an expectation missed or nothing answered as expected, 2 refused,",
                        "3 invalid, 4 inconclusive, 129, 130 or 143 interrupted (the report is printed first).");
    }

    /** Says what stands around the options of {@code trueload report}. */
    static void describeReport(UsageMessageSpec page) {
        arrange(page)
                .customSynopsis("trueload report [OPTION]... FILE...")
                .description(
                        "Makes reports of saved runs: of .json files that --report or -o json wrote, and of .hlog files as",
                        "far as response times go. Of one run, prints the text or writes the files asked for; of several,",
                        "prints a table or writes a page with one over the other.")
                .optionListHeading("%n")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  trueload report run.json",
                        "  trueload report run.json --report run.html --report run.hlog",
                        "  trueload report before.json after.json --report both.html",
                        "  trueload report --merge part1.json part2.json --report whole.json");
    }

    /** Says what stands around the options of {@code trueload compare}. */
    static void describeCompare(UsageMessageSpec page) {
        arrange(page)
                .customSynopsis(
                        "trueload compare [OPTION]... BASELINE NEW...",
                        "       trueload compare [OPTION]... BASELINE... -- NEW...",
                        "       trueload compare --record FILE RESULT...")
                .description(
                        "Says whether new runs are slower than those of a baseline, by the ratio of each percentile and",
                        "its confidence interval. Files are results of -o json or baselines; both sides need five runs.")
                .optionListHeading("%n")
                .footerHeading("%nExamples:%n")
                .footer(
                        "  for i in 1 2 3 4 5; do trueload -n 2000 -o json http://127.0.0.1:8080/ > old-$i.json; done",
                        "  trueload compare --record baseline.json old-*.json",
                        "  trueload compare baseline.json new-*.json",
                        "  trueload compare --tolerance 20%% old-*.json -- new-*.json",
                        "",
                        "Exit codes: 0 pass, 1 slower or more errors, 2 refused, 3 invalid, 4 inconclusive.");
    }

    private static UsageMessageSpec arrange(UsageMessageSpec page) {
        return page.width(WIDTH)
                // There are no wide characters, and looking for them takes time.
                .adjustLineBreaksForWideCJKCharacters(false)
                .sortOptions(false);
    }

    /** Lets a parser list its options group by group. */
    static void arrange(CommandLine parser, List<OptionGroup> groups) {
        parser.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> options(help, groups));
        // Other sections are empty, but would measure all options to find that out.
        parser.setHelpSectionKeys(List.of(
                UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
                UsageMessageSpec.SECTION_KEY_SYNOPSIS,
                UsageMessageSpec.SECTION_KEY_DESCRIPTION,
                UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
                UsageMessageSpec.SECTION_KEY_OPTION_LIST,
                UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
                UsageMessageSpec.SECTION_KEY_FOOTER));
    }

    private static String options(Help help, List<OptionGroup> groups) {
        CommandSpec command = help.commandSpec();
        // picocli would measure all options anew for each group.
        int column = help.calcLongOptionColumnWidth(command.options(), List.of(), help.colorScheme());
        var text = new StringBuilder();
        for (OptionGroup group : groups) {
            if (!group.heading().isEmpty()) {
                text.append('\n').append(group.heading()).append('\n');
            }
            var table = Help.TextTable.forDefaultColumns(help.colorScheme(), column, WIDTH);
            var layout = new Help.Layout(
                    help.colorScheme(),
                    table,
                    help.createDefaultOptionRenderer(),
                    help.createDefaultParameterRenderer());
            for (OptionSpec option : group.specs()) {
                layout.addOption(option, help.parameterLabelRenderer());
            }
            text.append(layout);
        }
        return text.toString();
    }
}
