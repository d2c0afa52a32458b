// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import io.trueload.engine.Requirement.Comparison;
import io.trueload.engine.Requirement.Metric;
import io.trueload.engine.internal.statistics.ExceedanceLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What should be known of the times from which a percentile was read. */
final class SampleNotes {

    /** A miss that chance makes more often than this may be chance. */
    private static final double ERROR = 0.001;

    /** An expectation that is met may be missed by the service with this probability and count as proven. */
    private static final double PROOF_ERROR = 0.05;

    private final Requirement requirement;
    private final LatencyDistribution times;
    private final List<IntervalResult> seconds;

    /**
     * Makes notes.
     *
     * @param seconds of the times; none if they are not known by the second
     */
    SampleNotes(Requirement requirement, LatencyDistribution times, List<IntervalResult> seconds) {
        this.requirement = requirement;
        this.times = times;
        this.seconds = seconds;
    }

    List<String> notes(boolean met) {
        List<String> notes = new ArrayList<>();
        if (requirement.metric() == Metric.PERCENTILE) {
            if (times.count() < enough()) {
                notes.add("no upper confidence bound below " + enough() + " samples");
            }
            fewEpisodes().or(this::fewEffective).ifPresent(notes::add);
            if (!met) {
                withinChance().ifPresent(notes::add);
            } else if (notes.isEmpty()) {
                // A note that the times are too few says more plainly why they prove nothing.
                unproven().ifPresent(notes::add);
            }
        }
        return notes;
    }

    private long enough() {
        return Percentiles.samplesForUpperBound(requirement.percentile());
    }

    private Optional<String> fewEffective() {
        return samples()
                .filter(samples -> samples.effective() < enough() && samples.samples() >= enough())
                .map(samples -> String.format(
                        Locale.ROOT,
                        "no upper confidence bound: %,d times are worth %,d independent ones, and it takes %,d",
                        samples.samples(),
                        samples.effective(),
                        enough()));
    }

    private Optional<String> fewEpisodes() {
        return samples()
                .filter(EffectiveSamples::isOfFewEpisodes)
                .map(samples -> String.format(
                        Locale.ROOT,
                        "few episodes: the %,d times beyond it come from %d slow %s",
                        samples.beyond(),
                        samples.slowEpisodes(),
                        samples.slowEpisodes() == 1 ? "episode" : "episodes"));
    }

    /*
     * That a percentile is below a limit means that no more than a share of all times is over it. How many of n independent
     * times are, where the share is just what is allowed, is a binomial number. Where the times are not independent, their
     * number and the number over the limit are scaled to what they are worth. Where not even one of these is expected over
     * the limit, they are too few for this: to call a whole incident chance would only excuse it.
     */
    private Optional<String> withinChance() {
        if (!isUpperLimit()) {
            return Optional.empty();
        }
        long effective = effective();
        double share = shareOver();
        double allowed = Percentiles.beyond(requirement.percentile());
        long byChance = ExceedanceLimits.of(effective, allowed, ERROR).failAbove();
        if (effective * allowed < 1 || overIsMoreThan(byChance, effective)) {
            return Optional.empty();
        }
        return Optional.of("within chance: " + percent(share) + " of the times exceed the limit, and where "
                + percent(allowed) + " of all do, " + percent((double) byChance / effective) + " of "
                + String.format(Locale.ROOT, "%,d", effective) + " independent times may by chance");
    }

    /** Returns a note if a service that lets more exceed the limit than is allowed may well have met it in this run. */
    private Optional<String> unproven() {
        if (!isUpperLimit()) {
            return Optional.empty();
        }
        long effective = effective();
        long proven = ExceedanceLimits.of(effective, Percentiles.beyond(requirement.percentile()), PROOF_ERROR)
                .provenUpTo();
        if (!overIsMoreThan(proven, effective)) {
            return Optional.empty();
        }
        return Optional.of(
                proven < 0
                        ? String.format(
                                Locale.ROOT,
                                "not proven: as to this limit %,d times are worth %,d independent ones, and it takes %,d",
                                times.count(),
                                effective,
                                enough())
                        : String.format(
                                Locale.ROOT,
                                "not proven: %s of the times exceed the limit, and of %,d independent ones up to %s would prove it",
                                percent(shareOver()),
                                effective,
                                percent((double) proven / effective)));
    }

    private boolean isUpperLimit() {
        return requirement.comparison() == Comparison.LESS || requirement.comparison() == Comparison.AT_MOST;
    }

    private Duration limit() {
        return Duration.ofNanos(Math.round(requirement.limit()));
    }

    private long effective() {
        return EffectiveSamples.over(limit(), seconds).orElse(times.count());
    }

    private long over() {
        return times.count() - times.countAtOrBelow(limit());
    }

    private double shareOver() {
        return (double) over() / times.count();
    }

    /** Returns whether more are over the limit than {@code most} of so many independent ones; exactly, in whole numbers. */
    private boolean overIsMoreThan(long most, long effective) {
        return over() * effective > most * times.count();
    }

    private Optional<EffectiveSamples> samples() {
        return EffectiveSamples.of(requirement.percentile(), times, seconds);
    }

    private static String percent(double share) {
        return VerdictRules.percent(share);
    }
}
