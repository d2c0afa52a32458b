// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trueload.engine.GeneratorHealth;
import io.trueload.engine.Outcome;
import io.trueload.engine.RunListener.Progress;
import io.trueload.engine.RunListener.RequestResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows on their way to a disk that is slow, full, or shared by many threads. */
@Timeout(60)
class CsvReportDiskTest {

    private static final String HEADER =
            "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset\n";
    private static final RequestResult ANSWERED =
            new RequestResult(Outcome.OK, 200, "", 500_000, 4_612_345, 4_600_000, 200_499, 100_500, 4_200_000, 100_001);
    private static final Progress A_SECOND_LATER = new Progress(
            false,
            Duration.ofSeconds(1),
            0.5,
            1,
            0,
            1,
            Duration.ZERO,
            0,
            1,
            0,
            0,
            0,
            Map.of(),
            new TreeMap<>(),
            List.of(),
            List.of(),
            GeneratorHealth.UNKNOWN);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void manyThreads_manyRows_noneIsLostOrTorn() throws Exception {
        int threads = 4;
        int rowsEach = 20_000;
        var csv = CsvReport.to(out);
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int first = i * rowsEach;
            senders.add(new Thread(() -> LongStream.range(first, first + rowsEach)
                    .forEach(micros -> csv.ended(
                            new RequestResult(Outcome.OK, 200, "", micros * 1_000, 1_000, 1_000, 0, 0, 0, 0)))));
        }
        senders.forEach(Thread::start);
        for (Thread sender : senders) {
            sender.join();
        }
        csv.close();

        long[] offsets = text().lines()
                .skip(1)
                .mapToLong(line -> Math.round(Double.parseDouble(line.split(",", -1)[7]) * 1e6))
                .sorted()
                .toArray();
        assertThat(offsets)
                .isEqualTo(LongStream.range(0, (long) threads * rowsEach).toArray());
    }

    @Test
    void stalledDisk_rowsWithinMemory_nobodyWaits() throws Exception {
        var disk = new StallingDisk(out);
        var csv = CsvReport.to(disk);
        int rows = (BlockWriter.BLOCKS - 2) * BlockWriter.BLOCK_SIZE / 80;

        for (int i = 0; i < rows; i++) {
            csv.ended(ANSWERED);
        }
        csv.progressed(A_SECOND_LATER);
        disk.goOn.countDown();
        csv.close();

        assertThat(text().lines()).hasSize(rows + 1);
    }

    @Test
    void stalledDisk_moreRowsThanMemory_theyWaitAndNoneIsLost() throws Exception {
        var disk = new StallingDisk(out);
        var csv = CsvReport.to(disk);
        int rows = 2 * BlockWriter.BLOCKS * BlockWriter.BLOCK_SIZE / 60;
        var sender = new Thread(() -> {
            for (int i = 0; i < rows; i++) {
                csv.ended(ANSWERED);
            }
        });
        sender.start();
        sender.interrupt();
        while (sender.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        disk.goOn.countDown();
        sender.join();
        csv.close();

        assertThat(text().lines()).hasSize(rows + 1);
    }

    @Test
    void progress_sendsRowsOnTheirWay() throws Exception {
        var written = new CountDownLatch(1);
        var csv = CsvReport.to(new OutputStream() {
            @Override
            public void write(int b) {
                throw new AssertionError("bytes are written in blocks");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                written.countDown();
            }
        });

        csv.progressed(A_SECOND_LATER);

        assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
        csv.close();
    }

    @Test
    void fullDisk_runGoesOn_closeTells() {
        var disk = new FullDisk(BlockWriter.BLOCK_SIZE);
        var csv = CsvReport.to(disk);

        int rows = 3 * BlockWriter.BLOCKS * BlockWriter.BLOCK_SIZE / 60;
        assertThatCode(() -> {
                    for (int i = 0; i < rows; i++) {
                        csv.ended(ANSWERED);
                    }
                })
                .doesNotThrowAnyException();

        assertThatThrownBy(csv::close).isInstanceOf(IOException.class).hasMessage("No space left on device");
        assertThat(disk.kept.toString(StandardCharsets.US_ASCII)).startsWith(HEADER + "0.004612,");
        assertThatCode(csv::close).doesNotThrowAnyException();
    }

    @Test
    void close_twiceOrWithLateRequests_changesNothing() throws IOException {
        var csv = CsvReport.to(out);
        csv.close();
        csv.ended(ANSWERED);
        csv.progressed(A_SECOND_LATER);
        csv.close();

        assertThat(text()).isEqualTo(HEADER);
    }

    @Test
    void close_interruptedThread_writesAllAndStaysInterrupted() throws IOException {
        var csv = CsvReport.to(out);
        csv.ended(ANSWERED);
        Thread.currentThread().interrupt();
        csv.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(text().lines()).hasSize(2);
    }

    @Test
    void close_leavesTheStreamOpen_butFlushed() throws IOException {
        List<String> calls = new ArrayList<>();
        CsvReport.to(new ByteArrayOutputStream() {
                    @Override
                    public void flush() {
                        calls.add("flush");
                    }

                    @Override
                    public void close() {
                        calls.add("close");
                    }
                })
                .close();

        assertThat(calls).contains("flush").doesNotContain("close");
    }

    private String text() {
        return out.toString(StandardCharsets.US_ASCII);
    }

    /** Writes nothing until it may. */
    private static final class StallingDisk extends OutputStream {

        private final CountDownLatch goOn = new CountDownLatch(1);
        private final OutputStream out;

        StallingDisk(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) {
            throw new AssertionError("bytes are written in blocks");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            out.write(Arrays.copyOfRange(bytes, offset, offset + length));
        }
    }

    /** Has room for so many bytes. */
    private static final class FullDisk extends OutputStream {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final int room;

        FullDisk(int room) {
            this.room = room;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (kept.size() + length > room) {
                throw new IOException("No space left on device");
            }
            kept.write(bytes, offset, length);
        }
    }
}
