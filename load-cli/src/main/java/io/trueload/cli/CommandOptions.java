// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.cli.AgainstOptions.Against;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.SecretNames;
import io.trueload.report.ReportFile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command line as it was given: what each option says, not yet what it means.
 *
 * <p>Values stay texts until the plan is made, so that all wrong ones are reported together and in our own words.
 */
final class CommandOptions {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:(?!\\d).*");
    private static final Pattern WORD = Pattern.compile("[a-z]{3,}");
    private static final Pattern PLAIN = Pattern.compile("[!-~]+");

    private final OptionGroup general = new OptionGroup("");
    private final CommandOption demo = general.flag("--demo", "load a demo service that is started for the purpose");
    private final CommandOption help = general.question("-h --help", "print this help", false);
    private final CommandOption version =
            general.question("--version", "print the versions of trueload, the JVM and the system", true);

    private final WorkloadOptions workload = new WorkloadOptions();
    private final RequestOptions request = new RequestOptions();
    private final ConnectionOptions connection = new ConnectionOptions();
    private final JudgmentOptions judgment = new JudgmentOptions();
    private final AgainstOptions against = new AgainstOptions();

    private final CommandParser parser = new CommandParser("trueload", "URL", groups());

    /** Fills these options, or says which word of the command line cannot be read. */
    void parse(String... words) {
        parser.parse(words);
    }

    /** Returns what {@code --help} prints. */
    String help() {
        described();
        return parser.help();
    }

    /** Returns the command with what stands around its options in the help. */
    CommandSpec described() {
        HelpPage.describe(parser.spec().usageMessage());
        return parser.spec();
    }

    boolean isHelp() {
        return help.isGiven();
    }

    boolean isVersion() {
        return version.isGiven();
    }

    boolean isDemo() {
        return demo.isGiven();
    }

    /**
     * Returns the plan and how it is reported.
     *
     * @param demoUrl where the demo service listens; null if none was asked for
     */
    Order order(@Nullable String demoUrl) {
        var draft = new PlanDraft();
        addTarget(draft, demoUrl);
        addRest(draft);
        OutputFormat format = judgment.format(draft);
        List<ReportFile> reports = judgment.reports(draft);
        Collector collector = judgment.collector(draft);
        against.check(draft, format, reports, judgment.hasExpectations(), collector);
        return new Order(draft.build(), format, reports, collector, judgment.isPlain(), draft.notes(), against());
    }

    private void addRest(PlanDraft draft) {
        workload.addTo(draft);
        request.addTo(draft);
        connection.addTo(draft);
        judgment.addTo(draft);
    }

    private @Nullable Against against() {
        String url = against.url();
        if (url == null) {
            return null;
        }
        var draft = new PlanDraft();
        draft.set("--against", plan -> plan.target(checked(url)));
        addRest(draft);
        return against.against(draft.build());
    }

    private void addTarget(PlanDraft draft, @Nullable String demoUrl) {
        List<String> given = parser.arguments();
        if (demoUrl != null) {
            addDemo(draft, demoUrl);
        } else if (given.isEmpty()) {
            draft.mistake("the URL is missing; write trueload [OPTION]... URL, or see trueload --help");
        } else if (meantCommand(given.get(0)).isPresent()) {
            draft.mistake("neither a URL nor a command: " + shown(given.get(0)) + "; did you mean trueload "
                    + meantCommand(given.get(0)).get() + "?");
        } else if (given.size() > 1) {
            // Only the first: the next may be a password that a forgotten quote has set free.
            draft.mistake("one URL can be loaded, not " + given.size() + "; the first is " + shown(given.get(0))
                    + "; put quotes around a value that holds blanks");
        } else if (given.get(0).isBlank()) {
            draft.mistake("the URL is empty; write trueload [OPTION]... URL, or see trueload --help");
        } else {
            draft.set("URL", plan -> plan.target(checked(given.get(0))));
        }
    }

    /** Returns the command that a word without a mark of a URL is a misspelling of. */
    private static Optional<String> meantCommand(String word) {
        return WORD.matcher(word).matches() ? Spelling.nearest(word, TrueloadCommand.SUBCOMMANDS) : Optional.empty();
    }

    private List<OptionGroup> groups() {
        return List.of(
                general, workload.group(), request.group(), connection.group(), judgment.group(), against.group());
    }

    private void addDemo(PlanDraft draft, String demoUrl) {
        List<String> given = parser.arguments();
        if (!given.isEmpty()) {
            draft.mistake("--demo loads a service of its own; leave out the URL " + shown(given.get(0))
                    + ", or leave out --demo");
        }
        if (connection.isHttp2()) {
            draft.mistake("--demo speaks HTTP/1.1 only; leave out -h2");
        }
        draft.set("--demo", plan -> plan.target(demoUrl));
    }

    private static String shown(String url) {
        return ValueSyntax.quoted(SecretNames.masked(url));
    }

    private static String checked(String url) {
        if (PLAIN.matcher(url).matches()
                && !url.contains("://")
                && !SCHEME.matcher(url).matches()) {
            String shown = SecretNames.masked(url);
            throw new IllegalArgumentException("the scheme is missing: " + shown + "; write http://" + shown);
        }
        return url;
    }

    /**
     * What a command line asks for.
     *
     * @param reports files to write beside standard output
     * @param collector what the run is sent to as well, or null if nothing
     * @param isPlain whether the progress is wanted in plain lines, on a terminal too
     * @param notes what the user should know although nothing is wrong
     * @param against what the target is compared with, or null if it is loaded once
     */
    record Order(
            LoadPlan plan,
            OutputFormat format,
            List<ReportFile> reports,
            @Nullable Collector collector,
            boolean isPlain,
            List<String> notes,
            @Nullable Against against) {}

    /** Returns what {@code --version} prints. */
    static String versions() {
        return "trueload " + Version.read() + "\n"
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version") + "\n"
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + "\n";
    }
}
