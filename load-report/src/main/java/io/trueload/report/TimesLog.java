// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static java.util.Objects.requireNonNull;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The response times of a run, second by second, and nothing else: what a {@link HistogramLog} holds. Immutable.
 *
 * @param startedAt when recording began
 * @param elapsed how long it took
 * @since 0.1.0
 */
public record TimesLog(Instant startedAt, Duration elapsed, List<Second> seconds) {

    /** Copies the list. */
    public TimesLog {
        requireNonNull(startedAt, "startedAt");
        requireNonNull(elapsed, "elapsed");
        seconds = List.copyOf(seconds);
    }

    /**
     * A second of the run.
     *
     * @param start counted from the beginning of the recording
     * @param responseTime of the requests that ended in it
     * @since 0.1.0
     */
    public record Second(Duration start, LatencyDistribution responseTime) {}

    /** Returns the times of a result. */
    public static TimesLog of(LoadResult result) {
        List<Second> seconds = new ArrayList<>();
        for (IntervalResult interval : result.intervals()) {
            seconds.add(new Second(interval.start(), interval.responseTime()));
        }
        return new TimesLog(result.startedAt(), result.elapsed(), seconds);
    }

    /**
     * Returns the times of all parts of one load; seconds that began at the same time of their runs are one.
     *
     * @param parts one or more
     * @since 0.1.0
     */
    public static TimesLog sum(List<TimesLog> parts) {
        SortedMap<Duration, List<LatencyDistribution>> byStart = new TreeMap<>();
        for (TimesLog part : parts) {
            for (Second second : part.seconds) {
                byStart.computeIfAbsent(second.start, start -> new ArrayList<>())
                        .add(second.responseTime);
            }
        }
        return new TimesLog(
                parts.stream().map(TimesLog::startedAt).min(Instant::compareTo).orElseThrow(),
                parts.stream().map(TimesLog::elapsed).max(Duration::compareTo).orElseThrow(),
                byStart.entrySet().stream()
                        .map(entry -> new Second(entry.getKey(), LatencyDistribution.sum(entry.getValue())))
                        .toList());
    }

    /** Returns the times of all seconds. */
    public LatencyDistribution responseTime() {
        return LatencyDistribution.sum(
                seconds.stream().map(Second::responseTime).toList());
    }

    /**
     * Returns the percentiles as text for people, as far as the times carry them; its lines end in {@code \n} everywhere.
     *
     * @since 0.1.0
     */
    public String render() {
        return "Response times: " + figures() + "\n";
    }

    /**
     * Returns the percentiles of several runs as text for people, a line for each, in their order.
     *
     * @since 0.1.0
     */
    public static String render(List<NamedTimes> runs) {
        var text = new StringBuilder("Response times:\n");
        for (NamedTimes run : runs) {
            text.append("  ")
                    .append(VisibleText.of(run.name()))
                    .append(": ")
                    .append(run.times().figures())
                    .append('\n');
        }
        return text.toString();
    }

    private String figures() {
        LatencyDistribution times = responseTime();
        if (times.isEmpty()) {
            return "none";
        }
        String percentiles = Figures.carried(Figures.DISTRIBUTION, times).stream()
                .map(percentile -> "p" + Figures.percent(percentile) + " " + Figures.time(times.percentile(percentile)))
                .collect(Collectors.joining(", "));
        return times.count() + " in " + Figures.time(elapsed) + "; " + percentiles + (percentiles.isEmpty() ? "" : ", ")
                + "max " + Figures.time(times.max());
    }
}
