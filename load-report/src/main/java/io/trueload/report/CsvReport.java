// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.RunListener;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Every request of a run as one line of CSV, written while the run goes on, with the columns of hey's {@code -o csv}.
 *
 * <p>Thread-safe. Rows come in the order in which requests ended. How this differs from hey:
 *
 * <ul>
 *   <li>Seconds have six decimals instead of four, because 0.1 ms is too coarse for a fast server.
 *   <li>Requests that failed have rows too, and there is no limit of a million rows. Without an answer the
 *       {@code status-code} is 0; leave out those rows to get hey's.
 *   <li>{@code response-time} and {@code offset} count from the intended start.
 *   <li>{@code DNS} is 0: looking up the name is part of {@code DNS+dialup}.
 * </ul>
 *
 * <p>A request costs a short lock and some 60 bytes in a block; a thread of the report's own writes the blocks. Memory is
 * constant, about 4 MB. Only when the disk falls behind by all of it do the threads of the run wait.
 *
 * <p>If writing fails, the run goes on: {@link #close} throws what went wrong, and what was written before stays.
 *
 * @since 0.1.0
 */
public final class CsvReport implements RunListener, Closeable {

    private static final String HEY =
            "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset";

    private final ReentrantLock lock = new ReentrantLock();
    private final BlockWriter writer;
    private final boolean withOutcome;
    private byte[] block;
    private int length;
    private boolean closed;

    private CsvReport(OutputStream out, Columns columns) {
        this.withOutcome = columns == Columns.HEY_AND_OUTCOME;
        this.writer = BlockWriter.start(out);
        this.block = writer.take();
        byte[] header = (withOutcome ? HEY + ",outcome\n" : HEY + "\n").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(header, 0, block, 0, header.length);
        this.length = header.length;
    }

    /** The columns of a row. */
    public enum Columns {
        /** hey's eight, so that whatever reads hey's rows reads these. */
        HEY,
        /** hey's eight, and {@code outcome} as the ninth. */
        HEY_AND_OUTCOME
    }

    /**
     * Returns a report with hey's columns.
     *
     * @param out is flushed, but not closed, when the report is closed
     * @since 0.1.0
     */
    public static CsvReport to(OutputStream out) {
        return to(out, Columns.HEY);
    }

    /**
     * Returns a report.
     *
     * @param out is flushed, but not closed, when the report is closed
     * @since 0.1.0
     */
    public static CsvReport to(OutputStream out, Columns columns) {
        return new CsvReport(out, columns);
    }

    /**
     * Returns true.
     *
     * @since 0.1.0
     */
    @Override
    public boolean hearsRequests() {
        return true;
    }

    /**
     * Adds a row; a request that ends after {@link #close} has none.
     *
     * @since 0.1.0
     */
    @Override
    public void ended(RequestResult request) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (length + CsvRow.LONGEST > block.length) {
                handOver();
            }
            length = CsvRow.write(request, withOutcome, block, length);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends the rows so far on their way, so that the file grows once a second.
     *
     * @since 0.1.0
     */
    @Override
    public void progressed(Progress progress) {
        lock.lock();
        try {
            if (!closed && length > 0 && writer.hasRoom()) {
                handOver();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until every row is written; a second call does nothing.
     *
     * @throws IOException the first failure to write, now or during the run
     * @since 0.1.0
     */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            lock.unlock();
        }
        writer.close(block, length);
    }

    private void handOver() {
        block = writer.exchange(block, length);
        length = 0;
    }
}
