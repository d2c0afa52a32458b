// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.cli.AgainstOptions.Against;
import io.trueload.cli.CommandOptions.Order;
import io.trueload.cli.Doctor.Finding;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The {@code trueload} command.
 *
 * <p>Standard output holds the report alone; all else goes to standard error. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class TrueloadCommand {

    /** The words that stand in the place of a URL and ask for something else than a run. */
    static final List<String> SUBCOMMANDS = List.of("report", "compare", "doctor", "completion", "man");

    private static final long DEMO_SEED = 1;

    private final WatchedOutput out;
    private final PrintStream err;
    private final Messages messages;

    TrueloadCommand(OutputStream out, PrintStream err) {
        this.out = new WatchedOutput(out);
        this.err = err;
        this.messages = new Messages(err);
    }

    /** Does what the arguments ask for and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Not System.out, which hides failures and writes in whatever character set the locale has.
        var out = new FileOutputStream(FileDescriptor.out);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(new TrueloadCommand(out, err).run(arguments));
    }

    int run(String... arguments) {
        try {
            return answer(arguments);
        } catch (RefusedException e) {
            messages.errors(e.mistakes());
            return ExitCode.REFUSED;
        } catch (IOException e) {
            messages.error("cannot write to standard output: " + FileProblem.of(e));
            return ExitCode.REFUSED;
        } catch (RuntimeException | Error e) {
            messages.error("failed by a defect of its own; please report it with these lines:");
            e.printStackTrace(err);
            return ExitCode.INVALID;
        }
    }

    private int answer(String... arguments) throws IOException {
        List<String> words = List.of(arguments);
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        return switch (words.isEmpty() ? "" : words.get(0)) {
            case "doctor" -> examine(rest);
            case "report" -> new ReportCommand(out, messages).run(rest);
            case "compare" -> new CompareCommand(out, messages).run(rest);
            case "completion" -> print(ManualCommands.completion(rest));
            case "man" -> print(ManualCommands.manual(rest));
            default -> load(arguments);
        };
    }

    private int load(String... arguments) throws IOException {
        var options = new CommandOptions();
        options.parse(arguments);
        if (options.isHelp()) {
            return print(options.help());
        }
        if (options.isVersion()) {
            return print(CommandOptions.versions());
        }
        return options.isDemo() ? loadDemo(options) : load(options.order(null));
    }

    private int examine(List<String> options) throws IOException {
        if (options.equals(List.of(StubProcess.OPTION))) {
            return StubProcess.serve(new PrintStream(out, true, StandardCharsets.US_ASCII));
        }
        if (!options.isEmpty()) {
            throw new RefusedException("doctor takes no options: " + ValueSyntax.quoted(options.get(0)));
        }
        List<Finding> findings = new Doctor(err).findings();
        print(Doctor.table(findings));
        return findings.stream().allMatch(Finding::isGood) ? ExitCode.PASS : ExitCode.INVALID;
    }

    private int loadDemo(CommandOptions options) throws IOException {
        try (DemoService service = DemoService.start(DEMO_SEED)) {
            Order order = options.order(service.url());
            if (order.format() != OutputFormat.QUIET) {
                messages.note("loading a demo service on " + service.url()
                        + ", which answers within 10 to 40 ms, one time in a hundred within 80 to 160 ms");
            }
            service.warmUp();
            return load(order);
        }
    }

    private int load(Order order) {
        if (order.format() != OutputFormat.QUIET) {
            order.notes().forEach(messages::note);
        }
        Against against = order.against();
        return against == null
                ? new RunSession(order, out, err).run()
                : new AgainstSession(order, against, out, err).run();
    }

    private int print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        return ExitCode.PASS;
    }
}
