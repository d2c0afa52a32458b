// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

/**
 * What really happened to one request, by the server's own clock.
 *
 * <p>{@link System#nanoTime()} is one clock for all processes of a Linux machine, so a client on the same machine may
 * compare these instants with its own.
 *
 * @param sequence 0 for the server's first request
 * @param receivedNanos when the last byte of the request had been read
 * @param plannedDelayNanos from receipt to the last byte of the answer, or {@link #NEVER}
 * @param actualSentNanos just before the last byte of the answer went to the kernel, or {@link #NEVER}
 */
public record Truth(long sequence, long receivedNanos, long plannedDelayNanos, long actualSentNanos) {

    /** Stands for an instant or a delay that does not exist. */
    public static final long NEVER = -1;

    /** The first line of the CSV form. */
    public static final String CSV_HEADER = "sequence,receivedNanos,plannedDelayNanos,actualSentNanos";

    /** Returns whether the answer was sent to its last byte. */
    public boolean isAnswered() {
        return actualSentNanos != NEVER;
    }

    /** Returns how long the server really took, from receipt to the last byte of the answer. */
    public long tookNanos() {
        return actualSentNanos - receivedNanos;
    }

    /** Returns how much later than planned the answer was sent. */
    public long lateNanos() {
        return tookNanos() - plannedDelayNanos;
    }

    /** Returns the line of {@link #CSV_HEADER}'s columns. */
    public String toCsv() {
        return sequence + "," + receivedNanos + "," + plannedDelayNanos + "," + actualSentNanos;
    }

    /** Reads a line that {@link #toCsv()} wrote. */
    public static Truth ofCsv(String line) {
        String[] columns = line.split(",", -1);
        if (columns.length != 4) {
            throw new IllegalArgumentException("a line of truth has 4 columns: " + line);
        }
        return new Truth(
                Long.parseLong(columns[0]),
                Long.parseLong(columns[1]),
                Long.parseLong(columns[2]),
                Long.parseLong(columns[3]));
    }
}
