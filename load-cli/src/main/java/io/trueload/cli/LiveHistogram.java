// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.LatencyDistribution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** The histogram of the live view: as many equal steps from the shortest to the longest time as there is room for. */
final class LiveHistogram {

    private static final int LONGEST_BAR = 40;
    private static final int TIME_COLUMNS = 9;
    private static final String BAR = "■";

    private final long[] counts;
    private final LatencyDistribution times;

    /**
     * Counts once through the times.
     *
     * @param rows 1 or more
     */
    LiveHistogram(LatencyDistribution times, int rows) {
        this.times = times;
        counts = new long[rows];
        long min = times.isEmpty() ? 0 : times.min().toNanos();
        double step = times.isEmpty() ? 1 : Math.max(1, (double) (times.max().toNanos() - min) / rows);
        times.forEachTime((time, count) ->
                counts[(int) Math.max(0, Math.min(rows - 1, Math.ceil((time.toNanos() - min) / step) - 1))] += count);
    }

    List<AttributedString> lines(int columns, boolean colored) {
        List<AttributedString> lines = new ArrayList<>();
        long most = 1;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        int countColumns = LiveNumbers.count(most).length();
        for (int row = 0; row < counts.length && !times.isEmpty(); row++) {
            var line = new LiveLine(columns, colored)
                    .addRight(LiveNumbers.time(end(row)), TIME_COLUMNS)
                    .addRight(LiveNumbers.count(counts[row]), TIME_COLUMNS + 1 + countColumns);
            int longest = Math.max(0, Math.min(LONGEST_BAR, line.room() - 1));
            // Whatever there is can be seen.
            long bar = counts[row] == 0 ? 0 : Math.max(1, Math.round((double) counts[row] * longest / most));
            if (bar > 0) {
                line.add(" ").add(LiveTone.CHART, BAR.repeat((int) Math.min(longest, bar)));
            }
            lines.add(line.end());
        }
        return lines;
    }

    private Duration end(int row) {
        Duration range = times.max().minus(times.min());
        return times.min().plus(range.multipliedBy(row + 1).dividedBy(counts.length));
    }
}
