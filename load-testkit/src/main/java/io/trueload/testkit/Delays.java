// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.testkit;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;

/** Delays in nanoseconds by the number of the request, each of a distribution that is known. Confined to one thread. */
final class Delays {

    private static final int CYCLE = 1_000;
    private static final int EVERY_SLOW = 111;

    private Delays() {}

    /** Of every thousand 990 are fast, 9 slow and the last one slowest. */
    static LongUnaryOperator threeTiers(Duration fast, Duration slow, Duration slowest) {
        return sequence -> {
            long place = sequence % CYCLE;
            if (place == CYCLE - 1) {
                return slowest.toNanos();
            }
            return place % EVERY_SLOW == EVERY_SLOW - 1 ? slow.toNanos() : fast.toNanos();
        };
    }

    /** Exponential, with this mean. */
    static LongUnaryOperator exponential(Duration mean, long seed) {
        SplittableRandom random = random(seed);
        return sequence -> Math.round(-Math.log(1 - random.nextDouble()) * mean.toNanos());
    }

    /** Log-normal, with this median and this standard deviation of the logarithm. */
    static LongUnaryOperator logNormal(Duration median, double sigma, long seed) {
        SplittableRandom random = random(seed);
        return sequence -> Math.round(median.toNanos() * Math.exp(sigma * gaussian(random)));
    }

    /**
     * Returns numbers that those of a client with the same seed say nothing of: where the gaps between requests and the times
     * to serve them are of one stream, a queue is a fifth shorter than theory has it.
     */
    private static SplittableRandom random(long seed) {
        return new SplittableRandom(seed).split();
    }

    /** Makes a normal number by the method of Box and Muller; the random numbers of JDK 17 differ from later ones. */
    private static double gaussian(SplittableRandom random) {
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        return radius * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
