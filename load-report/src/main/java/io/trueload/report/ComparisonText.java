// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.report.Comparison.Limits;
import io.trueload.report.Comparison.Percentile;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** A comparison in words: the table, the notes, and the verdict as the last thing said. */
final class ComparisonText {

    private static final MathContext DIGITS = new MathContext(3);

    private final Comparison comparison;

    ComparisonText(Comparison comparison) {
        this.comparison = comparison;
    }

    String render() {
        var text = new StringBuilder();
        if (!comparison.percentiles().isEmpty()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-9s%11s%11s%9s  %-20s%12s\n",
                    "",
                    "baseline",
                    "new",
                    "ratio",
                    percent(comparison.percentiles().get(0).confidence()) + " interval",
                    "difference"));
            comparison.percentiles().forEach(each -> text.append(row(each)));
            text.append(String.format(
                    Locale.ROOT, "%-9s%11s%11s\n\n", "achieved", rate(comparison.base()), rate(comparison.fresh())));
        }
        text.append("Runs: ")
                .append(comparison.base().usable().size())
                .append(" of the baseline, ")
                .append(comparison.fresh().usable().size())
                .append(" new ones; response times and rates are medians of runs; slower by more than ")
                .append(comparison.limits())
                .append(" fails\n");
        comparison.notes().forEach(note -> text.append("Note: ").append(note).append('\n'));
        text.append("\nVerdict: ").append(comparison.kind()).append('\n');
        comparison.reasons().forEach(reason -> text.append("  ").append(reason).append('\n'));
        return text.toString();
    }

    private static String row(Percentile each) {
        return String.format(
                Locale.ROOT,
                "%-9s%11s%11s%9.3f  %-20s%12s  %s\n",
                each.name(),
                Figures.time(each.base()),
                Figures.time(each.fresh()),
                each.ratio(),
                interval(each),
                difference(each),
                each.kind());
    }

    private static String difference(Percentile each) {
        return each.difference().isNegative()
                ? "-" + Figures.time(each.difference().negated())
                : Figures.time(each.difference());
    }

    private static String rate(Baseline runs) {
        double[] rates = runs.usable().stream()
                .mapToDouble(RunFigures::achievedRate)
                .sorted()
                .toArray();
        return Figures.perSecond(TimeRatio.median(rates));
    }

    /** Returns why a percentile does not pass. */
    static String reason(Percentile each, Baseline base, Baseline fresh, Limits limits) {
        String slower = each.name() + " is " + percent(each.ratio() - 1) + " slower than the baseline, "
                + Figures.time(each.fresh()) + " instead of " + Figures.time(each.base()) + " (medians of "
                + fresh.usable().size() + " and " + base.usable().size() + " runs)";
        String interval = percent(each.confidence()) + " interval of the ratio, " + interval(each);
        return switch (each.kind()) {
            case FAIL ->
                slower + ": the whole " + interval + ", is beyond the tolerance of " + percent(limits.tolerance());
            case INCONCLUSIVE ->
                slower + ", which may be chance: the " + interval + ", is not all beyond the tolerance of "
                        + percent(limits.tolerance()) + "; make more runs, or longer ones";
            default -> slower + ", but the generator was not healthy in the new runs and may be why; make them again";
        };
    }

    /** Returns the note at a percentile that passes although the service may be slower. */
    static String notProven(Percentile each) {
        return each.name() + " not proven: the " + percent(each.confidence()) + " interval of the ratio, "
                + interval(each) + ", also holds ratios beyond the tolerance; more runs make it narrower";
    }

    private static String interval(Percentile each) {
        return String.format(Locale.ROOT, "%.3f to %.3f", each.lower(), each.upper());
    }

    /** Returns a share in percent, with three digits. */
    static String percent(double share) {
        return BigDecimal.valueOf(share * 100)
                        .round(DIGITS)
                        .stripTrailingZeros()
                        .toPlainString()
                + "%";
    }
}
