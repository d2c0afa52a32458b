// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LoadResult;
import io.trueload.engine.Requirement;
import io.trueload.engine.Verdict.Judgment;
import io.trueload.engine.Workload;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a run was as it was, for somebody who reads a red build at night: when it went wrong, where the time went, what came
 * back, whether the generator is to blame, and what to look at next.
 *
 * @since 0.1.0
 */
public final class Explanation {

    /** From here on a multiple says more than a percentage. */
    private static final double MANY_TIMES = 5;

    private Explanation() {}

    /**
     * Returns the explanation, one topic a line, each indented by two blanks and ended by {@code \n}. The first expectation
     * that was missed decides which seconds of the run count as slow; without one, the slowest hundredth does.
     *
     * @since 0.1.0
     */
    public static String of(LoadResult result) {
        var terminal = TerminalText.of(result.plan());
        Judgment judgment = firstMissed(result);
        Requirement missed = judgment == null ? null : judgment.requirement();
        var when = new Trouble(result, missed);
        var times = new ExplainedTimes(result);
        var outcomes = new ExplainedOutcomes(result, terminal);
        return line("when", when.text())
                + line("where", times.where())
                + line("times", times.responseAndService())
                + steady(result)
                + line("outcomes", outcomes.text())
                + line("rate", rate(result))
                + line("generator", new DeliverySection(result, terminal).health())
                + target(result, terminal)
                + line("samples", times.samples(missed))
                + (judgment == null || judgment.note().isEmpty() ? "" : line("note", judgment.note()))
                + line("look next", new NextLook(result, when, times).text());
    }

    /**
     * Returns the same topics of a run that needs no explanation, with the expectations and what was measured.
     *
     * @since 0.1.0
     */
    public static String summary(LoadResult result) {
        var terminal = TerminalText.of(result.plan());
        var times = new ExplainedTimes(result);
        var text = new StringBuilder();
        for (Judgment judgment : result.verdict().requirements()) {
            text.append(line("expected", terminal.line(VerdictSection.line(judgment))));
        }
        return text
                + line("times", times.responseAndService())
                + steady(result)
                + line("outcomes", new ExplainedOutcomes(result, terminal).text())
                + line("rate", rate(result))
                + line("generator", new DeliverySection(result, terminal).health())
                + target(result, terminal)
                + line("samples", times.samples(null));
    }

    /**
     * Returns a line in the layout of {@link #of}, for what its caller knows besides.
     *
     * @since 0.1.0
     */
    public static String line(String topic, String text) {
        return String.format(Locale.ROOT, "  %-12s %s\n", topic, text);
    }

    /**
     * Returns an expectation with what was measured instead, such as {@code p99 < 250ms, but was 412ms (65% over)}; or
     * with how many samples are missing, if they can't carry it.
     *
     * @since 0.1.0
     */
    public static String missed(Judgment judgment) {
        if (!judgment.carried()) {
            return judgment.requirement() + ": " + judgment.actual();
        }
        String text = judgment.requirement() + ", but was " + judgment.actual();
        String distance = distance(judgment.measured(), judgment.requirement().limit());
        return distance.isEmpty() ? text : text + " (" + distance + ")";
    }

    /**
     * Returns how far a value is from a limit, such as {@code 65% over}; an empty text if that says nothing.
     *
     * @since 0.1.0
     */
    public static String distance(double measured, double limit) {
        double ratio = measured / limit;
        if (!Double.isFinite(ratio) || limit <= 0) {
            return "";
        }
        if (ratio >= MANY_TIMES) {
            return String.format(Locale.ROOT, "%.0f times the limit", ratio);
        }
        long percent = Math.round(Math.abs(ratio - 1) * 100);
        if (percent == 0) {
            return "";
        }
        return percent + (ratio > 1 ? "% over" : "% under");
    }

    private static @Nullable Judgment firstMissed(LoadResult result) {
        return result.verdict().requirements().stream()
                .filter(judgment -> judgment.carried() && !judgment.met())
                .findFirst()
                .orElse(null);
    }

    private static String target(LoadResult result, TerminalText terminal) {
        return result.target().isKnown() ? line("target", new DeliverySection(result, terminal).target()) : "";
    }

    private static String steady(LoadResult result) {
        return new SamplesText(result)
                .steady()
                .map(text -> line("steady", text))
                .orElse("");
    }

    private static String rate(LoadResult result) {
        LoadResult.Rates rates = result.rates();
        String made =
                Figures.perSecond(rates.sent()) + " sent, " + Figures.perSecond(rates.achieved()) + " answered ok";
        return result.plan().workload() instanceof Workload.Open
                ? Figures.perSecond(rates.offered()) + " asked, " + made
                : made + " (closed workload: no rate was asked)";
    }
}
