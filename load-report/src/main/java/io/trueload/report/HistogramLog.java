// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
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

    private static final String TITLE =
            "[trueload: response times in ns, from the intended start of each request; one line a second]";

    private static final double MILLIS_PER_SECOND = 1_000;
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
        write(TimesLog.of(result), out);
    }

    /**
     * Writes times in US-ASCII.
     *
     * @param out is flushed, but not closed
     * @since 0.1.0
     */
    public static void write(TimesLog times, OutputStream out) throws IOException {
        // The log's own print stream would swallow the exceptions of a full disk.
        var buffer = new ByteArrayOutputStream();
        var log = new HistogramLogWriter(new PrintStream(buffer, false, StandardCharsets.US_ASCII));
        head(times.startedAt(), log);
        List<TimesLog.Second> seconds = times.seconds();
        Histogram histogram = histogram(seconds);
        for (int i = 0; i < seconds.size(); i++) {
            Duration end = i + 1 < seconds.size() ? seconds.get(i + 1).start() : times.elapsed();
            line(seconds.get(i), end, histogram, log);
            buffer.writeTo(out);
            buffer.reset();
        }
        buffer.writeTo(out);
        out.flush();
    }

    /**
     * Reads times that were written by {@link #write}, each to the precision with which it was measured, and when seconds began
     * to the millisecond.
     *
     * @param in is read to its end, but not closed
     * @throws IOException if it is no such log: in those of others nobody can tell of what the times are, and in which unit
     * @since 0.1.0
     */
    public static TimesLog read(InputStream in) throws IOException {
        byte[] bytes = in.readAllBytes();
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.startsWith("#" + TITLE)) {
            throw new IOException("not a histogram log of trueload");
        }
        List<TimesLog.Second> seconds = new ArrayList<>();
        double base = 0;
        double end = 0;
        try (var reader = new HistogramLogReader(new ByteArrayInputStream(bytes))) {
            EncodableHistogram next = reader.nextIntervalHistogram();
            while (next != null) {
                if (!(next instanceof Histogram histogram)) {
                    throw new IOException("the log holds something else than histograms");
                }
                base = reader.getStartTimeSec();
                double start = histogram.getStartTimeStamp() / MILLIS_PER_SECOND - base;
                end = histogram.getEndTimeStamp() / MILLIS_PER_SECOND - base;
                seconds.add(new TimesLog.Second(duration(start), EncodedTimes.of(histogram)));
                next = reader.nextIntervalHistogram();
            }
            base = reader.getStartTimeSec();
        } catch (RuntimeException e) {
            throw new IOException("not a histogram log that can be read: " + e.getMessage(), e);
        }
        // The library stops in silence at a line that it cannot read.
        long lines = text.lines().filter(line -> line.matches("[^#\"].*")).count();
        if (seconds.size() < lines || !text.endsWith("\n")) {
            throw new IOException("the histogram log is damaged: of " + lines + " seconds " + seconds.size()
                    + " can be read" + (text.endsWith("\n") ? "" : ", and the last line is cut off"));
        }
        return new TimesLog(Instant.ofEpochMilli(Math.round(base * MILLIS_PER_SECOND)), duration(end), seconds);
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * MILLIS_PER_SECOND));
    }

    private static void head(Instant startedAt, HistogramLogWriter log) {
        log.outputComment(TITLE);
        log.outputLogFormatVersion();
        // Written here, since outputStartTime() adds the date in the time zone of the machine.
        log.outputComment("[StartTime: " + BigDecimal.valueOf(startedAt.toEpochMilli(), 3) + " (seconds since epoch), "
                + startedAt + "]");
        // Without it a reader must guess whether the first column counts from the start or from the epoch.
        log.outputBaseTime(startedAt.toEpochMilli());
        log.outputLegend();
    }

    private static void line(TimesLog.Second second, Duration end, Histogram histogram, HistogramLogWriter log) {
        histogram.reset();
        EncodedTimes.record(second.responseTime(), histogram);
        double start = seconds(second.start());
        log.outputIntervalHistogram(start, Math.max(start, seconds(end)), histogram, NANOS_PER_MILLI);
    }

    /** Returns an empty histogram for the longest time of all; with one range for all lines, any two can be added. */
    private static Histogram histogram(List<TimesLog.Second> seconds) {
        long longest = seconds.stream()
                .map(TimesLog.Second::responseTime)
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
