// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import io.trueload.engine.internal.statistics.EffectiveCount;
import io.trueload.engine.internal.statistics.SlowEpisodes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How much the times of a run tell about a percentile. Requests that wait for the same stall are slow together, so that a
 * thousand of them are no thousand witnesses.
 *
 * <p>All of it is found from the seconds of the run, so nothing shorter than a second is told apart.
 *
 * @param percentile such as 99
 * @param samples how many times there are
 * @param beyond how many of them are longer than the percentile, to the precision of the distribution; where none is, since
 *     many are the longest, how many of these there are; 0 if all are equal
 * @param slowEpisodes how many separate events these come from: seconds in a row with clearly more than their part are
 *     one; any other second with such a time is one of its own
 * @param effective how many independent times would tell as much about how many lie beyond, from 1 to {@code samples}
 * @since 0.1.0
 */
public record EffectiveSamples(double percentile, long samples, long beyond, int slowEpisodes, long effective) {

    /** Fewer slow episodes than these hardly tell how far a percentile varies from run to run. */
    public static final int ENOUGH_EPISODES = 10;

    /** Returns whether the times beyond the percentile come from few events, so that another run may well differ. */
    public boolean isOfFewEpisodes() {
        return beyond > 0 && slowEpisodes < ENOUGH_EPISODES;
    }

    /** Returns what the seconds tell, or nothing if there are too few of them. */
    static Optional<EffectiveSamples> of(double percentile, LatencyDistribution times, List<IntervalResult> seconds) {
        if (!times.carries(percentile) || tooFew(seconds)) {
            return Optional.empty();
        }
        Duration border = border(times, times.percentile(percentile));
        long[] samples = samples(seconds);
        long[] beyond = beyond(seconds, border);
        long all = times.count();
        return Optional.of(new EffectiveSamples(
                percentile,
                all,
                all - times.countAtOrBelow(border),
                SlowEpisodes.count(samples, beyond),
                Math.min(all, Math.round(EffectiveCount.of(samples, beyond)))));
    }

    /** Returns the percentile, or the next shorter time if nothing is longer. */
    private static Duration border(LatencyDistribution times, Duration percentile) {
        if (times.countAtOrBelow(percentile) < times.count()) {
            return percentile;
        }
        AtomicReference<Duration> shorter = new AtomicReference<>(percentile);
        times.forEachTime((time, count) -> {
            if (time.compareTo(percentile) < 0) {
                shorter.set(time);
            }
        });
        return shorter.get();
    }

    /** Returns as how many independent times the seconds count for how many exceed a limit, or nothing if they are too few. */
    static Optional<Long> over(Duration limit, List<IntervalResult> seconds) {
        return tooFew(seconds)
                ? Optional.empty()
                : Optional.of(Math.round(EffectiveCount.of(samples(seconds), beyond(seconds, limit))));
    }

    private static boolean tooFew(List<IntervalResult> seconds) {
        return seconds.stream()
                        .filter(second -> !second.responseTime().isEmpty())
                        .count()
                < ConfidenceInterval.LEAST_SECONDS;
    }

    private static long[] samples(List<IntervalResult> seconds) {
        return seconds.stream()
                .mapToLong(second -> second.responseTime().count())
                .toArray();
    }

    private static long[] beyond(List<IntervalResult> seconds, Duration limit) {
        return seconds.stream()
                .map(IntervalResult::responseTime)
                .mapToLong(times -> times.count() - times.countAtOrBelow(limit))
                .toArray();
    }
}
