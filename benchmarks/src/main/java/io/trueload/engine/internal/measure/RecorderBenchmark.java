// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.measure;

import io.trueload.engine.Outcome;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it takes to record a request: its start, its end and the bytes in between. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecorderBenchmark {

    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final Recorder recorder = new Recorder(MINUTE_NANOS);
    private final Ended sample = new Ended();

    /** Records one request whose times differ from those of the one before. */
    @Benchmark
    public void record() {
        sample.nanos = sample.nanos * 31 & 0xF_FFFF;
        recorder.started(true);
        recorder.recorded(sample);
    }

    /** A request that was answered well. */
    private static final class Ended implements Sample {

        private long nanos = 1;

        @Override
        public Outcome outcome() {
            return Outcome.OK;
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public long responseNanos() {
            return nanos;
        }

        @Override
        public long serviceNanos() {
            return nanos;
        }

        @Override
        public long lagNanos() {
            return nanos >> 8;
        }

        @Override
        public long blockedNanos() {
            return 0;
        }

        @Override
        public long connectNanos() {
            return 0;
        }

        @Override
        public long writeNanos() {
            return nanos >> 4;
        }

        @Override
        public long firstByteNanos() {
            return nanos >> 1;
        }

        @Override
        public long readNanos() {
            return nanos >> 6;
        }

        @Override
        public long bodyBytes() {
            return 12;
        }

        @Override
        public String message() {
            return "";
        }

        @Override
        public boolean endedInTime() {
            return true;
        }
    }
}
