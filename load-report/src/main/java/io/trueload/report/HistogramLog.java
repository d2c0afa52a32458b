// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.IntervalResult;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The response times of a result as an HdrHistogram interval log, one line for each second of the run.
 *
 * <p>The readers and tools of HdrHistogram open it, and logs of many runs can be merged: each line holds every time of its
 * second to the precision with which it was measured, so nothing is lost by adding lines up. Values are nanoseconds from
 * the intended start of a request to its end; the column {@code Interval_Max} is in milliseconds. The requests are those of
 * {@link LoadResult#responseTime}.
 *
 * <p>Nothing of the plan is in it: no address, no header, no message.
 *
 * @since 0.1.0
 */
public final class HistogramLog {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private HistogramLog() {}

    /**
     * Writes a result in US-ASCII.
     *
     * @param out is flushed, but not closed
     * @since 0.1.0
     */
    public static void write(LoadResult result, OutputStream out) throws IOException {
        // The log's own print stream would swallow the exceptions of a full disk.
        var buffer = new ByteArrayOutputStream();
        var log = new HistogramLogWriter(new PrintStream(buffer, false, StandardCharsets.US_ASCII));
        head(result, log);
        List<IntervalResult> intervals = result.intervals();
        Histogram histogram = histogram(intervals);
        for (int i = 0; i < intervals.size(); i++) {
            Duration end = i + 1 < intervals.size() ? intervals.get(i + 1).start() : result.elapsed();
            line(intervals.get(i), end, histogram, log);
            buffer.writeTo(out);
            buffer.reset();
        }
        buffer.writeTo(out);
        out.flush();
    }

    private static void head(LoadResult result, HistogramLogWriter log) {
        log.outputComment(
                "[trueload: response times in ns, from the intended start of each request; one line a second]");
        log.outputLogFormatVersion();
        // Written here, since outputStartTime() adds the date in the time zone of the machine.
        log.outputComment("[StartTime: " + BigDecimal.valueOf(result.startedAt().toEpochMilli(), 3)
                + " (seconds since epoch), " + result.startedAt() + "]");
        // Without it a reader must guess whether the first column counts from the start or from the epoch.
        log.outputBaseTime(result.startedAt().toEpochMilli());
        log.outputLegend();
    }

    private static void line(IntervalResult interval, Duration end, Histogram histogram, HistogramLogWriter log) {
        histogram.reset();
        EncodedTimes.record(interval.responseTime(), histogram);
        double start = seconds(interval.start());
        log.outputIntervalHistogram(start, Math.max(start, seconds(end)), histogram, NANOS_PER_MILLI);
    }

    /** Returns an empty histogram for the longest time of all; with one range for all lines, any two can be added. */
    private static Histogram histogram(List<IntervalResult> intervals) {
        long longest = intervals.stream()
                .map(IntervalResult::responseTime)
                .filter(times -> !times.isEmpty())
                .map(LatencyDistribution::max)
                .mapToLong(Duration::toNanos)
                .max()
                .orElse(0);
        return EncodedTimes.histogramUpTo(longest);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS_PER_SECOND;
    }
}
