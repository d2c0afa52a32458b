// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.cli.CommandOptions.Order;
import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.Outcome;
import io.trueload.engine.RunListener;
import io.trueload.engine.Verdict;
import io.trueload.report.CsvReport;
import io.trueload.report.JsonReport;
import io.trueload.report.TextReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One order carried out: a run with its progress, a report, an exit code. Confined to the thread that makes it. */
final class RunSession {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final LoadPlan plan;
    private final OutputFormat format;
    private final Reports reports;
    private final WatchedOutput out;
    private final Messages messages;
    private final ProgressDisplay progress;
    private final Interruption interruption = new Interruption(this::interrupted, this::halt);
    private final StoppableThread runner = new StoppableThread(Thread.currentThread());

    RunSession(Order order, WatchedOutput out, PrintStream err) {
        plan = order.plan();
        format = order.format();
        this.out = out;
        messages = new Messages(err);
        reports = new Reports(order.reports(), order.collector(), messages);
        progress = new ProgressDisplay(err, ProgressView.of(order, System.getenv(), this::quit));
    }

    /** Runs the plan, writes its report and returns the exit code. */
    int run() {
        interruption.listen();
        out.whenBroken(() -> runner.stop(progress::close));
        return interruption.codeOr(code());
    }

    private int code() {
        try (LoadEngine engine = LoadEngine.create()) {
            CsvReport rows = format == OutputFormat.CSV ? CsvReport.to(out) : null;
            LoadResult result = run(engine, rows == null ? progress : new ListenerPair(rows, progress));
            // Before standard output, whose reader may be gone; and sent behind it, since that may take its time.
            boolean written = reports.write(result);
            boolean printed = print(result, rows);
            boolean sent = reports.send(result);
            if (isQuiet() && !(written && sent)) {
                // What was measured must not be lost.
                out.write(TextReport.render(result).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            if (isLostInAContainer(result)) {
                messages.note("in a container, " + plan.target().getHost() + " is the container itself: name the"
                        + " service's own container on a network of both, or use --network host");
            }
            return written && printed && sent ? ExitCode.of(result.verdict().kind()) : ExitCode.REFUSED;
        } catch (LoadRunException e) {
            messages.error(String.valueOf(e.getMessage()));
            return ExitCode.REFUSED;
        } catch (IOException e) {
            messages.error("cannot write to standard output: " + FileProblem.of(e));
            return ExitCode.REFUSED;
        } finally {
            progress.close();
        }
    }

    /** Writes what standard output is for, or says why it cannot be written and returns false. */
    private boolean print(LoadResult result, @Nullable CsvReport rows) {
        try {
            if (rows != null) {
                // Not closed if the run was refused: that would write the line of column names, and nothing was sent.
                rows.close();
                // Rows have no place for it.
                explain(result.verdict());
            } else if (format == OutputFormat.JSON) {
                JsonReport.write(result, out);
            } else if (!isQuiet()) {
                out.write(TextReport.render(result).getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
            return true;
        } catch (IOException e) {
            messages.error("cannot write to standard output: " + FileProblem.of(e));
            return false;
        }
    }

    private LoadResult run(LoadEngine engine, RunListener listener) {
        try {
            return engine.run(plan, listener);
        } finally {
            runner.leave();
            progress.close();
        }
    }

    private void explain(Verdict verdict) {
        verdict.reasons().forEach(reason -> messages.error(verdict.kind() + ": " + reason));
    }

    /** Returns whether a run in the image looked for a service on the machine's loopback, which a container has of its own. */
    private boolean isLostInAContainer(LoadResult result) {
        return !isQuiet()
                && Boolean.getBoolean("trueload.image")
                && LOOPBACK.contains(plan.target().getHost())
                && result.counts().answered() == 0
                && result.counts().of(Outcome.CONNECT_FAILED) > 0;
    }

    private void interrupted() {
        runner.stop(() -> {
            progress.close();
            if (!isQuiet()) {
                messages.note("stopping; once more ends at once, without a report");
            }
        });
    }

    /** The user has pressed the key that ends the run: as good as Ctrl-C. */
    private void quit() {
        interruption.signaled(ExitCode.SIGINT);
    }

    private void halt(int code) {
        progress.abandon();
        Runtime.getRuntime().halt(code);
    }

    private boolean isQuiet() {
        return format == OutputFormat.QUIET;
    }
}
