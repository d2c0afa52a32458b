// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.LoadPlan;
import io.trueload.engine.SecretNames;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/**
 * A command line as it was given: what each option says, not yet what it means.
 *
 * <p>Values stay texts until the plan is made, so that all wrong ones are reported together and in our own words.
 */
@Command(
        name = "trueload",
        sortOptions = false,
        versionProvider = CommandOptions.VersionLines.class,
        usageHelpWidth = 100,
        customSynopsis = {"trueload [OPTION]... URL", "       trueload [OPTION]... --demo", "       trueload doctor"},
        description = {
            "Loads an HTTP service and reports how it did, in hey's layout and beyond; doctor says whether",
            "this machine can be believed, and up to which rate.",
            "TIME is 250ms, 10s or 1m30s; RATE is 200/s or 90/min; defaults stand in parentheses."
        },
        optionListHeading = "%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  trueload -n 200 -c 50 http://127.0.0.1:8080/",
            "  trueload --rate 200/s -z 30s --expect 'p99 < 250ms' --expect 'errors = 0' http://127.0.0.1:8080/",
            "  trueload --stage 'ramp 10/s to 500/s 30s' --stage 'hold 500/s 1m' -o json http://127.0.0.1:8080/",
            "  trueload -m POST -T application/json -d '{\"id\": 1}' -H 'X-Team: a' https://127.0.0.1:8443/items",
            "",
            "Exit codes: 0 pass, 1 an expectation missed or nothing answered as expected, 2 refused,",
            "3 invalid, 4 inconclusive, 130 or 143 interrupted (the report is printed first)."
        })
final class CommandOptions {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:(?!\\d).*");
    private static final Pattern PLAIN = Pattern.compile("[!-~]+");

    @ArgGroup(validate = false, heading = "%nHow much load, and when:%n")
    private WorkloadOptions workload = new WorkloadOptions();

    @ArgGroup(validate = false, heading = "%nWhat is sent:%n")
    private RequestOptions request = new RequestOptions();

    @ArgGroup(validate = false, heading = "%nHow it travels:%n")
    private ConnectionOptions connection = new ConnectionOptions();

    @ArgGroup(validate = false, heading = "%nWhat is expected and reported:%n")
    private JudgmentOptions judgment = new JudgmentOptions();

    @Option(names = "--demo", description = "load a demo service that is started for the purpose")
    private boolean demo;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "print this help")
    private boolean help;

    @Option(
            names = "--version",
            versionHelp = true,
            description = "print the versions of trueload, the JVM and the system")
    private boolean version;

    @Parameters(arity = "0..*", hidden = true)
    private List<String> urls = List.of();

    /** Returns the parser that fills these options, as hey reads its own: no clusters, the last of two values wins. */
    static CommandLine parser(CommandOptions options) {
        // Without this picocli writes to stderr whenever an option is given twice.
        CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
        return new CommandLine(options)
                // -h2 is not -h 2, and -disable-keepaliv is a misspelling, not a body of "isable-keepaliv".
                .setPosixClusteredShortOptionsAllowed(false)
                .setOverwrittenOptionsAllowed(true)
                // A body may begin with @.
                .setExpandAtFiles(false);
    }

    /** Fills these options, or says which word of the command line cannot be read. */
    void parse(CommandLine parser, String... arguments) {
        try {
            parser.parseArgs(arguments);
        } catch (ParameterException e) {
            throw new RefusedException(ParserComplaint.of(e));
        }
    }

    boolean isHelp() {
        return help;
    }

    boolean isVersion() {
        return version;
    }

    boolean isDemo() {
        return demo;
    }

    /**
     * Returns the plan and how it is reported.
     *
     * @param demoUrl where the demo service listens; null if none was asked for
     */
    Order order(@Nullable String demoUrl) {
        var draft = new PlanDraft();
        addTarget(draft, demoUrl);
        workload.addTo(draft);
        request.addTo(draft);
        connection.addTo(draft);
        judgment.addTo(draft);
        OutputFormat format = judgment.format(draft);
        return new Order(draft.build(), format, draft.notes());
    }

    private void addTarget(PlanDraft draft, @Nullable String demoUrl) {
        if (demoUrl != null) {
            addDemo(draft, demoUrl);
        } else if (urls.isEmpty()) {
            draft.mistake("the URL is missing; write trueload [OPTION]... URL, or see trueload --help");
        } else if (urls.size() > 1) {
            // Only the first: the next may be a password that a forgotten quote has set free.
            draft.mistake("one URL can be loaded, not " + urls.size() + "; the first is " + shown(urls.get(0))
                    + "; put quotes around a value that holds blanks");
        } else if (urls.get(0).isBlank()) {
            draft.mistake("the URL is empty; write trueload [OPTION]... URL, or see trueload --help");
        } else {
            draft.set("URL", plan -> plan.target(checked(urls.get(0))));
        }
    }

    private void addDemo(PlanDraft draft, String demoUrl) {
        if (!urls.isEmpty()) {
            draft.mistake("--demo loads a service of its own; leave out the URL " + shown(urls.get(0))
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
     * @param notes what the user should know although nothing is wrong
     */
    record Order(LoadPlan plan, OutputFormat format, List<String> notes) {}

    /** The lines of {@code --version}. */
    static final class VersionLines implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {
                "trueload " + Version.read(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch")
            };
        }
    }
}
