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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The seconds of a run in which it went wrong: those with the failures, or with the times over a limit. */
final class Trouble {

    /** A stretch tells something if it holds nearly all of the trouble in at most half of the run. */
    private static final double NEARLY_ALL = 0.9;

    /** A second beside a stretch belongs to it if it has at least this share of what the stretch has on average. */
    private static final double BELONGS = 0.25;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final LoadResult result;
    private final List<IntervalResult> seconds;
    private final boolean ofFailures;
    private final @Nullable Requirement upperLimit;
    private final Duration limit;
    private final long[] bad;
    private final long allBad;
    private int from;
    private int to;

    /**
     * Looks for the trouble.
     *
     * @param missed the expectation that was missed; without one, failures are the trouble, or the slowest hundredth
     */
    Trouble(LoadResult result, @Nullable Requirement missed) {
        this.result = result;
        seconds =
                missed != null && missed.ofSteadyState() ? result.steadyState().intervals() : result.intervals();
        boolean ofTime = missed != null && missed.metric().isTime();
        ofFailures = !ofTime && result.counts().errors() > 0;
        upperLimit = missed != null && isUpperLimitOfTime(missed) ? missed : null;
        limit = upperLimit != null
                ? Duration.ofNanos(Math.round(upperLimit.limit()))
                : slowestHundredth(result.responseTime());
        bad = seconds.stream().mapToLong(this::bad).toArray();
        allBad = Arrays.stream(bad).sum();
        to = bad.length - 1;
        if (allBad > 0) {
            findShortestStretch();
            widen();
        }
    }

    String text() {
        if (seconds.isEmpty()) {
            return "nothing was recorded";
        }
        if (seconds.size() < 2) {
            return "the run took " + Figures.time(result.elapsed()) + ", too short to tell one second from another";
        }
        if (allBad == 0) {
            return "no second of the run stands out";
        }
        if (!isConcentrated()) {
            return (isAllThrough() ? "all through the run: " : "now and then: ") + affected() + " of " + seconds.size()
                    + " seconds have " + what();
        }
        long held = Arrays.stream(bad, from, to + 1).sum();
        String stretch = range() + " of " + number(seconds.size() - 1) + ", with "
                + (held == allBad ? "all" : held * 100 / allBad + "%") + " of the " + what();
        return ofFailures ? stretch : stretch + "; " + others();
    }

    /** Returns whether failures are the trouble, and not slowness. */
    boolean isOfFailures() {
        return ofFailures;
    }

    /** Returns whether the trouble was in a part of the run only. */
    boolean isConcentrated() {
        return allBad > 0 && to - from + 1 <= seconds.size() / 2;
    }

    /** Returns whether most seconds of the run have some of the trouble. */
    boolean isAllThrough() {
        return 2 * affected() > seconds.size();
    }

    /** Returns the stretch as times of day, for the search in a log. */
    String clock() {
        Instant begin = result.startedAt().plus(isConcentrated() ? start(from) : Duration.ZERO);
        Instant end = result.startedAt().plus(isConcentrated() ? start(to).plusSeconds(1) : result.elapsed());
        // The end is rounded up, or a short run would end in the second in which it begins.
        return CLOCK.format(begin) + " to " + CLOCK.format(end.plusNanos(999_999_999)) + " UTC";
    }

    private long affected() {
        return Arrays.stream(bad).filter(each -> each > 0).count();
    }

    private String what() {
        if (ofFailures) {
            return "failures";
        }
        return "response times over "
                + (upperLimit != null ? PlanSyntax.format(limit) : Figures.time(limit) + " (the slowest hundredth)");
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
        if (others.isEmpty()) {
            return "nothing was answered in the others";
        }
        return others.carriesP99()
                ? "p99 of the others " + Figures.time(others.percentile(99))
                : "longest of the others " + Figures.time(others.percentile(100));
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

    /** Finds the fewest seconds in a row that have nearly all of the trouble. */
    private void findShortestStretch() {
        long held = 0;
        int first = 0;
        for (int last = 0; last < bad.length; last++) {
            held += bad[last];
            while (held - bad[first] >= NEARLY_ALL * allBad) {
                held -= bad[first++];
            }
            if (held >= NEARLY_ALL * allBad && last - first < to - from) {
                from = first;
                to = last;
            }
        }
    }

    /** Adds the seconds at both ends that nearly all could do without, so that they do not spoil the others. */
    private void widen() {
        double least = BELONGS * NEARLY_ALL * allBad / (to - from + 1);
        while (from > 0 && bad[from - 1] >= least) {
            from--;
        }
        while (to < bad.length - 1 && bad[to + 1] >= least) {
            to++;
        }
    }

    private static boolean isUpperLimitOfTime(Requirement requirement) {
        return requirement.metric().isTime()
                && requirement.metric() != Metric.STDDEV
                && (requirement.comparison() == Comparison.LESS || requirement.comparison() == Comparison.AT_MOST);
    }

    private static Duration slowestHundredth(LatencyDistribution times) {
        return times.isEmpty() ? Duration.ZERO : times.p99();
    }
}
