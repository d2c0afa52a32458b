// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.LongStream;

/** Times of services whose truth is known, by seeded chance. */
final class SimulatedService {

    private final SplittableRandom random;

    SimulatedService(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Returns times in the order of their intended starts: what is left of a stall, and 1 ms + Exp(2 ms). */
    long[] stalling(int seconds, int perSecond) {
        double[] stallEnds = stalls(seconds, perSecond);
        long[] nanos = new long[seconds * perSecond];
        Arrays.setAll(nanos, i -> {
            double rest = Math.max(0, stallEnds[i] - (double) i / perSecond);
            return Math.round(1e9 * (rest + 0.001 + exponential(0.002)));
        });
        return nanos;
    }

    /** Returns the times of seconds in which half of a mean is certain and half of it chance; means are milliseconds. */
    IntFunction<SortedTimes> independent(int perSecond, IntToDoubleFunction meanMillis) {
        return second -> SortedTimes.ofNanos(LongStream.range(0, perSecond).map(i -> {
            double half = meanMillis.applyAsDouble(second) / 2;
            return rounded(Math.round(1e6 * (half + exponential(half))));
        }));
    }

    /** Returns one second of times that are as many each second. */
    static SortedTimes second(long[] nanos, int second, int perSecond) {
        return SortedTimes.ofNanos(Arrays.stream(nanos, second * perSecond, (second + 1) * perSecond)
                .map(SimulatedService::rounded));
    }

    /** Returns for each request when the last stall that began before it ends: 0.2 stalls a second, Exp(80 ms) long. */
    private double[] stalls(int seconds, int perSecond) {
        double[] ends = new double[seconds * perSecond];
        double end = 0;
        double next = exponential(5);
        for (int i = 0; i < ends.length; i++) {
            for (; next <= (double) i / perSecond; next += exponential(5)) {
                end = Math.max(end, next + exponential(0.08));
            }
            ends[i] = end;
        }
        return ends;
    }

    private double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    /** Rounds to the three digits that a distribution has. */
    private static long rounded(long nanos) {
        long width = Long.highestOneBit(nanos) >> 10;
        return width == 0 ? nanos : nanos / width * width;
    }
}
