// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.PlanSyntax;
import io.trueload.engine.Requirement;
import io.trueload.engine.Requirement.Comparison;
import io.trueload.engine.Requirement.Metric;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The seconds of a run in which it went wrong: those with the failures, or with the times over a limit. */
final class Trouble {

    /** A stretch tells something if it holds nearly all of the trouble in at most half of the run. */
    private static final double NEARLY_ALL = 0.9;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final LoadResult result;
    private final List<IntervalResult> seconds;
    private final boolean ofFailures;
    private final Duration limit;
    private final long[] bad;
    private final long allBad;
    private final int from;
    private final int to;

    Trouble(LoadResult result, Optional<Requirement> missed) {
        this.result = result;
        seconds = result.intervals();
        ofFailures = missed.map(Requirement::metric)
                        .filter(metric -> metric == Metric.ERRORS || metric == Metric.ERROR_RATE)
                        .isPresent()
                || missed.isEmpty() && result.counts().errors() > 0;
        limit = missed.filter(Trouble::isUpperLimitOfTime)
                .map(requirement -> Duration.ofNanos(Math.round(requirement.limit())))
                .orElseGet(() -> slowestHundredth(result.responseTime()));
        bad = seconds.stream().mapToLong(this::bad).toArray();
        long sum = 0;
        for (long each : bad) {
            sum += each;
        }
        allBad = sum;
        int[] shortest = shortestStretch();
        from = shortest[0];
        to = shortest[1];
    }

    String text() {
        if (allBad == 0 || seconds.size() < 2) {
            return seconds.size() < 2
                    ? "the run took " + Figures.time(result.elapsed()) + ", too short to tell one second from another"
                    : "no second of the run stands out";
        }
        String what = ofFailures ? "failures" : "times over " + PlanSyntax.format(limit);
        long affected = seconds.stream().filter(second -> bad(second) > 0).count();
        if (!isConcentrated()) {
            return "all through the run: " + affected + " of " + seconds.size() + " seconds have " + what;
        }
        long held = 0;
        for (int i = from; i <= to; i++) {
            held += bad[i];
        }
        String stretch = range() + " of " + number(seconds.size() - 1) + ", with "
                + (held == allBad ? "all" : held * 100 / allBad + "%") + " of the " + what;
        return ofFailures ? stretch : stretch + "; " + others();
    }

    /** Returns whether the trouble was in a part of the run only. */
    boolean isConcentrated() {
        return allBad > 0 && to - from + 1 <= seconds.size() / 2;
    }

    /** Returns the stretch as times of day, for the search in a log. */
    String clock() {
        Instant begin = result.startedAt().plus(seconds.isEmpty() || !isConcentrated() ? Duration.ZERO : start(from));
        Instant end = result.startedAt().plus(isConcentrated() ? start(to).plusSeconds(1) : result.elapsed());
        return CLOCK.format(begin) + " to " + CLOCK.format(end) + " UTC";
    }

    private String range() {
        return from == to ? "second " + number(from) : "seconds " + number(from) + " to " + number(to);
    }

    private String others() {
        var others = new TimesSum();
        for (int i = 0; i < seconds.size(); i++) {
            if (i < from || i > to) {
                others.add(seconds.get(i).responseTime());
            }
        }
        return others.isEmpty()
                ? "nothing was answered in the others"
                : "p99 of the others " + Figures.time(others.percentile(99));
    }

    private long bad(IntervalResult second) {
        LatencyDistribution times = second.responseTime();
        return ofFailures ? second.failed() : times.count() - times.countAtOrBelow(limit);
    }

    private Duration start(int index) {
        return seconds.get(index).start();
    }

    private long number(int index) {
        return start(index).toSeconds() + 1;
    }

    /** Returns the first and the last of the fewest seconds in a row that have nearly all of the trouble. */
    private int[] shortestStretch() {
        int[] best = {0, bad.length - 1};
        long held = 0;
        int first = 0;
        for (int last = 0; last < bad.length; last++) {
            held += bad[last];
            while (held - bad[first] >= NEARLY_ALL * allBad && first < last) {
                held -= bad[first++];
            }
            if (held >= NEARLY_ALL * allBad && last - first < best[1] - best[0]) {
                best = new int[] {first, last};
            }
        }
        return best;
    }

    private static boolean isUpperLimitOfTime(Requirement requirement) {
        return requirement.metric().isTime()
                && (requirement.comparison() == Comparison.LESS || requirement.comparison() == Comparison.AT_MOST);
    }

    private static Duration slowestHundredth(LatencyDistribution times) {
        return times.isEmpty() ? Duration.ZERO : times.p99();
    }
}
