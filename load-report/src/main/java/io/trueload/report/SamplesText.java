// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.EffectiveSamples;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.SteadyState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Since when a run was steady, and what its times are worth, in words. */
final class SamplesText {

    private static final List<Double> STEADY_PERCENTILES = List.of(50.0, 99.0);

    private final LoadResult result;

    SamplesText(LoadResult result) {
        this.result = result;
    }

    /** Returns lines for a report; none where there is nothing to say. */
    String lines() {
        SteadyState state = result.steadyState();
        String steady = state.isSteady() && state.start().isZero()
                ? "Steady all through the run.\n"
                : steady(state).map(text -> sentence(text) + "\n").orElse("");
        return steady
                + Figures.carried(List.of(99.0, 99.9), result.responseTime()).stream()
                        .map(result::effectiveSamples)
                        .flatMap(Optional::stream)
                        .filter(samples -> samples.beyond() > 0)
                        .map(SamplesText::line)
                        .collect(Collectors.joining());
    }

    /** Returns since when the run was steady, or that it was not; nothing if it was all the time, or that is not known. */
    Optional<String> steady() {
        return steady(result.steadyState());
    }

    private Optional<String> steady(SteadyState state) {
        return switch (state.answer()) {
            case STEADY ->
                state.start().isZero()
                        ? Optional.empty()
                        : Optional.of("steady from " + Figures.time(state.start()) + ": "
                                + figures(state.responseTime()) + " (whole run: " + figures(result.responseTime())
                                + "); " + Figures.time(state.start()) + " left out");
            case UNSTEADY -> Optional.of("no steady state: " + state.reason());
            case UNKNOWN -> Optional.empty();
        };
    }

    /** Returns what the times tell about a percentile, to be added to how many there are. */
    String worth(double percentile) {
        return result.effectiveSamples(percentile)
                .filter(samples -> samples.beyond() > 0)
                .map(samples -> String.format(
                        Locale.ROOT, ", %s, worth %,d independent ones", episodes(samples), samples.effective()))
                .orElse("");
    }

    private static String line(EffectiveSamples samples) {
        return String.format(
                Locale.ROOT,
                "p%s: %,d times beyond it in %s; all %,d are worth %,d independent ones%s\n",
                Figures.percent(samples.percentile()),
                samples.beyond(),
                episodes(samples),
                samples.samples(),
                samples.effective(),
                samples.isOfFewEpisodes() ? "; with so few episodes, another run may well differ" : "");
    }

    private static String episodes(EffectiveSamples samples) {
        return samples.slowEpisodes() + (samples.slowEpisodes() == 1 ? " slow episode" : " slow episodes");
    }

    private static String figures(LatencyDistribution times) {
        return Figures.carried(STEADY_PERCENTILES, times).stream()
                .map(percentile -> "p" + Figures.percent(percentile) + " " + Figures.time(times.percentile(percentile)))
                .collect(Collectors.joining(", "));
    }

    private static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
