// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.Verdict.Kind;
import io.trueload.report.Comparison.Limits;
import io.trueload.report.Comparison.Percentile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The rules by which two sides of runs become one verdict. */
final class ComparisonRules {

    /** By how much the share of failed requests may differ from run to run before it is another service that answers. */
    private static final double FAILED_MORE = 0.01;

    private final Baseline base;
    private final Baseline fresh;
    private final Limits limits;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    ComparisonRules(Baseline base, Baseline fresh, Limits limits) {
        this.base = base;
        this.fresh = fresh;
        this.limits = limits;
    }

    Comparison compare() {
        refuse();
        noteSoftware();
        noteDisturbed("baseline", base);
        noteDisturbed("new", fresh);
        List<Percentile> percentiles = isEnough() ? percentiles() : List.of();
        Kind kind = kind(percentiles);
        return new Comparison(base, fresh, limits, percentiles, kind, reasons, notes);
    }

    private void refuse() {
        List<String> mistakes = new ArrayList<>();
        addMissing(mistakes, "of the baseline", base);
        addMissing(mistakes, "to compare with it", fresh);
        List<String> differences =
                Differences.ofPlans(base.first().plan(), fresh.first().plan());
        if (!differences.isEmpty()) {
            mistakes.add("the new runs are not of the baseline's plan: " + String.join("; ", differences)
                    + "; make them with the same plan, or record the baseline anew");
        }
        List<RunFigures> both =
                base.runs().stream().filter(fresh.runs()::contains).toList();
        if (!both.isEmpty()) {
            mistakes.add((both.size() == 1 ? "1 run is" : both.size() + " runs are")
                    + " on both sides, the first that of " + both.get(0).startedAt());
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", mistakes));
        }
    }

    private static void addMissing(List<String> mistakes, String side, Baseline runs) {
        int count = runs.runs().size();
        if (count < Baseline.LEAST_RUNS) {
            mistakes.add((count == 1 ? "there is 1 run " : "there are " + count + " runs ") + side + ", but "
                    + Baseline.LEAST_RUNS + " are needed to tell a slower service from chance: make "
                    + (Baseline.LEAST_RUNS - count) + " more");
        }
    }

    private void noteSoftware() {
        List<String> differences = differences(Differences::ofSoftware);
        if (!differences.isEmpty()) {
            notes.add("what made the load is not the same, which may be the difference: "
                    + String.join("; ", differences));
        }
    }

    /** Returns in what any run differs from the first of the baseline. */
    private List<String> differences(BiFunction<RunFigures, RunFigures, List<String>> kind) {
        return Stream.concat(base.runs().stream(), fresh.runs().stream())
                .flatMap(run -> kind.apply(base.first(), run).stream())
                .distinct()
                .toList();
    }

    private static boolean isDisturbed(RunFigures run) {
        return run.isUsable() && run.isDisturbed();
    }

    private void noteDisturbed(String side, Baseline runs) {
        List<RunFigures> disturbed =
                runs.runs().stream().filter(ComparisonRules::isDisturbed).toList();
        if (!disturbed.isEmpty()) {
            notes.add("the generator was not healthy in " + disturbed.size() + " of "
                    + runs.runs().size() + " " + side
                    + " runs, whose times may be too long by that: "
                    + VisibleText.of(disturbed.get(0).disturbances().get(0)));
        }
        runs.runs().stream()
                .filter(run -> !run.isUsable())
                .forEach(run -> notes.add("the " + side + " run of " + run.startedAt() + " does not count: "
                        + VisibleText.of(run.unusable())));
    }

    private boolean isEnough() {
        return Math.min(base.usable().size(), fresh.usable().size()) >= Baseline.LEAST_RUNS;
    }

    private List<Percentile> percentiles() {
        List<Percentile> all = new ArrayList<>();
        for (double percentile : RunFigures.PERCENTILES) {
            if (isCarried(percentile, base) && isCarried(percentile, fresh)) {
                all.add(percentile(percentile));
            } else {
                notes.add(RunFigures.field(percentile) + " is not compared: not every run has the samples for it");
            }
        }
        return all;
    }

    private static boolean isCarried(double percentile, Baseline runs) {
        return runs.usable().stream().allMatch(run -> run.responseTime().containsKey(percentile));
    }

    private Percentile percentile(double percentile) {
        double[] before = nanos(base, run -> time(run, percentile));
        double[] after = nanos(fresh, run -> time(run, percentile));
        TimeRatio ratio = TimeRatio.of(before, after);
        double shift = TimeRatio.shift(before, after);
        return new Percentile(
                percentile,
                duration(TimeRatio.median(before)),
                duration(TimeRatio.median(after)),
                ratio.estimate(),
                ratio.lower(),
                ratio.upper(),
                ratio.confidence(),
                duration(shift),
                kind(percentile, before, ratio, shift));
    }

    private Kind kind(double percentile, double[] before, TimeRatio ratio, double shift) {
        if (!isBeyond(ratio.lower(), shift)) {
            return isBeyond(ratio.estimate(), shift) ? Kind.INCONCLUSIVE : Kind.PASS;
        }
        return isShownByLikePairs(percentile) || isShownWithoutDelays(percentile, before) ? Kind.FAIL : Kind.INVALID;
    }

    /*
     * A disturbed generator makes times longer. Where only the new runs were disturbed, that may be all there is to see. So
     * what all pairs of runs show must also be shown by those pairs that no such thing speaks against: the new run was not
     * disturbed, or the baseline's was too; and most of the new runs must be among them. Or it is shown when what the
     * disturbances can explain is taken off.
     */

    private boolean isShownByLikePairs(double percentile) {
        List<Double> ratios = new ArrayList<>();
        List<Double> shifts = new ArrayList<>();
        Set<RunFigures> told = new LinkedHashSet<>();
        for (RunFigures before : base.usable()) {
            for (RunFigures after : fresh.usable()) {
                if (!after.isDisturbed() || before.isDisturbed()) {
                    told.add(after);
                    ratios.add(time(after, percentile) / time(before, percentile));
                    shifts.add(time(after, percentile) - time(before, percentile));
                }
            }
        }
        // One run that happens to be slow must not speak for those of which nothing is known.
        boolean isMost = 2 * told.size() > fresh.usable().size();
        return isMost && isBeyond(median(ratios), median(shifts));
    }

    private boolean isShownWithoutDelays(double percentile, double[] before) {
        double[] least = nanos(fresh, run -> Math.max(0, time(run, percentile) - delay(run)));
        return isBeyond(TimeRatio.of(before, least).lower(), TimeRatio.shift(before, least));
    }

    private static double median(List<Double> values) {
        return TimeRatio.median(
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    private boolean isBeyond(double ratio, double shift) {
        return ratio > 1 + limits.tolerance() && shift > limits.floor().toNanos();
    }

    private static double delay(RunFigures run) {
        if (!run.isDisturbed()) {
            return 0;
        }
        return run.worstDelay().equals(GeneratorHealth.UNBOUNDED)
                ? Double.POSITIVE_INFINITY
                : run.worstDelay().toNanos();
    }

    private static double time(RunFigures run, double percentile) {
        return requireNonNull(run.responseTime().get(percentile)).toNanos();
    }

    private static double[] nanos(Baseline runs, ToDoubleFunction<RunFigures> time) {
        double[] nanos = runs.usable().stream().mapToDouble(time).toArray();
        Arrays.sort(nanos);
        return nanos;
    }

    private static Duration duration(double nanos) {
        return Duration.ofNanos(Math.round(nanos));
    }

    private Kind kind(List<Percentile> percentiles) {
        if (!isEnough()) {
            reasons.add("too few runs count: " + base.usable().size() + " of the baseline and "
                    + fresh.usable().size() + " new ones, but " + Baseline.LEAST_RUNS + " of each are needed");
            return Kind.INVALID;
        }
        List<String> machines = differences(Differences::ofMachines);
        if (!machines.isEmpty()) {
            reasons.add("the baseline is of another machine, and nobody can tell its speed from the service's: "
                    + String.join("; ", machines) + "; record the baseline on this one");
            return Kind.INVALID;
        }
        if (!failing(base, fresh).isEmpty()) {
            reasons.add(failures("the baseline", failing(base, fresh), base, fresh)
                    + ": their times are of other answers; record the baseline anew");
            return Kind.INVALID;
        }
        Kind kind = percentiles.isEmpty() ? Kind.INCONCLUSIVE : Kind.PASS;
        if (percentiles.isEmpty()) {
            reasons.add("no percentile is carried by all runs: make longer ones");
        }
        List<RunFigures> failing = failing(fresh, base);
        if (!failing.isEmpty()) {
            boolean most = 2 * failing.size() > fresh.usable().size();
            reasons.add(failures("the new ones", failing, fresh, base)
                    + (most ? "" : ": their times are of other answers; find out why, and make the runs again"));
            kind = most ? Kind.FAIL : Kind.INVALID;
        }
        for (Percentile each : percentiles) {
            if (each.kind() != Kind.PASS) {
                reasons.add(ComparisonText.reason(each, base, fresh, limits));
            } else if (isBeyond(each.upper(), (each.upper() - 1) * each.base().toNanos())) {
                notes.add(ComparisonText.notProven(each));
            }
            kind = worse(kind, each.kind());
        }
        return kind;
    }

    /** Returns the runs in which clearly more requests failed than in any run of the other side, or all of them. */
    private static List<RunFigures> failing(Baseline runs, Baseline others) {
        double most = others.usable().stream()
                .mapToDouble(RunFigures::failedShare)
                .max()
                .orElse(0);
        return runs.usable().stream()
                .filter(run -> run.failedShare() >= 1 || run.failedShare() > most + allowance(most, run.planned()))
                .toList();
    }

    /** Three standard deviations on top, so that a service that always fails now and then does not count as another. */
    private static double allowance(double share, long requests) {
        return FAILED_MORE + 3 * Math.sqrt(share * (1 - share) / requests);
    }

    private static String failures(String side, List<RunFigures> failing, Baseline runs, Baseline others) {
        return "requests failed in " + failing.size() + " of " + runs.usable().size() + " runs of " + side + ", "
                + highest(runs) + " of them at most, and " + highest(others) + " at most in those of the other side";
    }

    private static String highest(Baseline runs) {
        return ComparisonText.percent(runs.usable().stream()
                .mapToDouble(RunFigures::failedShare)
                .max()
                .orElse(0));
    }

    /** What was found out goes before what could not be, and that before nothing to be found. */
    private static Kind worse(Kind one, Kind other) {
        List<Kind> order = List.of(Kind.PASS, Kind.INCONCLUSIVE, Kind.INVALID, Kind.FAIL);
        return order.indexOf(one) >= order.indexOf(other) ? one : other;
    }
}
