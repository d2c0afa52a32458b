// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.cli.AgainstOptions.Against;
import io.trueload.cli.CommandOptions.Order;
import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadRunException;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.SecretNames;
import io.trueload.report.Baseline;
import io.trueload.report.Comparison;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two targets loaded in turn and compared. Confined to the thread that makes it.
 *
 * <p>The order is A B B A A B B A …: what changes with time, such as other load on the machine, strikes both alike.
 */
final class AgainstSession {

    private final Order order;
    private final LoadPlan plan;
    private final Against against;
    private final boolean quiet;
    private final WatchedOutput out;
    private final PrintStream err;
    private final Messages messages;
    private final Interruption interruption = new Interruption(this::interrupted, this::halt);
    private final StoppableThread runner = new StoppableThread(Thread.currentThread());
    private final List<LoadResult> base = new ArrayList<>();
    private final List<LoadResult> fresh = new ArrayList<>();
    private volatile @Nullable ProgressDisplay progress;

    AgainstSession(Order order, Against against, WatchedOutput out, PrintStream err) {
        this.order = order;
        plan = order.plan();
        this.against = against;
        quiet = order.format() == OutputFormat.QUIET;
        this.out = out;
        this.err = err;
        messages = new Messages(err);
    }

    /** Makes the runs, prints the comparison and returns the exit code. */
    int run() {
        interruption.listen();
        return interruption.codeOr(code());
    }

    private int code() {
        try (LoadEngine engine = LoadEngine.create()) {
            boolean complete = runAll(engine);
            runner.leave();
            if (!complete) {
                messages.error("stopped after " + (base.size() + fresh.size()) + " of " + 2 * against.runs()
                        + " runs; nothing is compared");
                return ExitCode.INVALID;
            }
            return compare();
        } catch (LoadRunException | IllegalArgumentException e) {
            messages.error(String.valueOf(e.getMessage()));
            return ExitCode.REFUSED;
        } catch (IOException e) {
            messages.error("cannot write to standard output: " + FileProblem.of(e));
            return ExitCode.REFUSED;
        } finally {
            runner.leave();
        }
    }

    /** Makes the runs and returns whether none was stopped. */
    private boolean runAll(LoadEngine engine) {
        for (int i = 0; i < 2 * against.runs(); i++) {
            boolean isBase = isBase(i);
            LoadPlan next = isBase ? against.base() : plan;
            LoadResult result = run(engine, next, i + 1);
            if (result.interrupted()) {
                return false;
            }
            (isBase ? base : fresh).add(result);
            if (result.environment().containsKey("publicTarget") && !next.allowPublic()) {
                throw new IllegalArgumentException(
                        "a public host gets one run of this size; --allow-public allows more, "
                                + "for hosts that you may load");
            }
        }
        return true;
    }

    /** Returns whether the run goes to the baseline's target; the first is number 0. */
    static boolean isBase(int run) {
        return run % 4 == 0 || run % 4 == 3;
    }

    private LoadResult run(LoadEngine engine, LoadPlan next, int number) {
        LoadResult result = run(engine, next);
        if (!quiet && !result.interrupted()) {
            messages.note("run " + number + " of " + 2 * against.runs() + ": "
                    + SecretNames.masked(String.valueOf(next.target())) + times(result));
        }
        return result;
    }

    private LoadResult run(LoadEngine engine, LoadPlan next) {
        Order shown = new Order(next, order.format(), List.of(), null, order.isPlain(), List.of(), null);
        ProgressView view = ProgressView.of(shown, System.getenv(), () -> interruption.signaled(ExitCode.SIGINT));
        try (ProgressDisplay display = new ProgressDisplay(err, view)) {
            progress = display;
            return engine.run(next, display);
        }
    }

    private static String times(LoadResult result) {
        if (!result.responseTime().carries(99)) {
            return "";
        }
        Duration p99 = result.responseTime().p99();
        return " p99 " + PlanSyntax.format(Duration.ofNanos(p99.toNanos() / 1_000 * 1_000));
    }

    private int compare() throws IOException {
        // The user has named both targets, so their URLs are what is compared and may differ in all parts.
        Comparison comparison =
                Comparison.of(Baseline.of(base).anywhere(), Baseline.of(fresh).anywhere(), against.limits());
        if (!quiet) {
            out.write(comparison.render().getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
        return ExitCode.of(comparison.kind());
    }

    private void halt(int code) {
        ProgressDisplay display = progress;
        if (display != null) {
            display.abandon();
        }
        Runtime.getRuntime().halt(code);
    }

    private void interrupted() {
        runner.stop(() -> {
            ProgressDisplay display = progress;
            if (display != null) {
                display.close();
            }
            if (!quiet) {
                messages.note("stopping; once more ends at once");
            }
        });
    }
}
