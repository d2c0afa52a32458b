// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.EffectiveSamples;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import java.time.Duration;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Response time beside service time where they differ, how far they can be trusted, and the times of the OK answers. */
final class TimesSection {

    private static final String MAX = "max";
    private static final double NEAR_SHARE = 0.05;
    private static final long NEAR_NANOS = 100_000;

    private final LoadResult result;
    private final LatencyDistribution response;
    private final LatencyDistribution service;
    private final LatencyDistribution ok;

    TimesSection(LoadResult result) {
        this.result = result;
        this.response = result.responseTime();
        this.service = result.serviceTime();
        this.ok = result.okResponseTime();
    }

    String render() {
        if (response.isEmpty()) {
            return "No response time was measured.\n";
        }
        String text = agree()
                ? "Response time and service time agree to 5% or 0.1ms.\n"
                : header() + row("Response time", response) + row("Service time", service);
        text += unbounded() + unanswered() + confidence() + new SamplesText(result).lines();
        return ok.count() < response.count() ? text + okOnly() : text;
    }

    private boolean agree() {
        if (service.isEmpty() || !near(response.max(), service.max())) {
            return false;
        }
        return Figures.COMPARED.stream()
                .filter(percentile -> response.carries(percentile) && service.carries(percentile))
                .allMatch(percentile -> near(response.percentile(percentile), service.percentile(percentile)));
    }

    private static boolean near(Duration response, Duration service) {
        long apart = Math.abs(response.toNanos() - service.toNanos());
        return apart <= NEAR_NANOS || apart <= NEAR_SHARE * service.toNanos();
    }

    private static String header() {
        var line = new StringBuilder(String.format(Locale.ROOT, "%-14s", "In ms"));
        Figures.COMPARED.forEach(percentile -> cell(line, "p" + Figures.percent(percentile)));
        cell(line, MAX);
        return line.append('\n').toString();
    }

    private static String row(String name, LatencyDistribution times) {
        var line = new StringBuilder(String.format(Locale.ROOT, "%-14s", name));
        Figures.COMPARED.forEach(percentile ->
                cell(line, times.carries(percentile) ? Figures.columnMillis(times.percentile(percentile)) : "-"));
        cell(line, times.isEmpty() ? "-" : Figures.columnMillis(times.max()));
        return line.append('\n').toString();
    }

    private static void cell(StringBuilder line, String content) {
        line.append(String.format(Locale.ROOT, " %11s", content));
    }

    /** Returns the intervals of the percentiles, and which lack one for want of episodes; nothing if the run is too short. */
    private String confidence() {
        String intervals = Figures.confidence(result, Figures.COMPARED).entrySet().stream()
                .map(entry -> "p" + Figures.percent(entry.getKey()) + " "
                        + Figures.time(entry.getValue().lower()) + " to "
                        + Figures.time(entry.getValue().upper()))
                .collect(Collectors.joining(", "));
        String few = Figures.COMPARED.stream()
                .filter(percentile -> Figures.isOfFewEpisodes(result, percentile))
                .map(percentile -> "p" + Figures.percent(percentile))
                .collect(Collectors.joining(", "));
        if (intervals.isEmpty() && few.isEmpty()) {
            return "";
        }
        return "95% intervals of response time: " + intervals
                + (few.isEmpty()
                        ? ""
                        : (intervals.isEmpty() ? "" : "; ") + "none of " + few + ": fewer than "
                                + EffectiveSamples.ENOUGH_EPISODES + " slow episodes")
                + "\n";
    }

    /** Returns which of the percentiles that are shown have no upper bound, or nothing if all have one. */
    private String unbounded() {
        String few = Figures.carried(Figures.DISTRIBUTION, response).stream()
                .filter(percentile -> response.count() < LatencyDistribution.enoughToBound(percentile))
                .map(percentile -> String.format(
                        Locale.ROOT,
                        "p%s (takes %,d)",
                        Figures.percent(percentile),
                        LatencyDistribution.enoughToBound(percentile)))
                .collect(Collectors.joining(", "));
        return few.isEmpty()
                ? ""
                : "Too few times to say how high these may really be (95% upper bound): " + few + "\n";
    }

    /** Returns which of the percentiles that are shown are those of requests that were given up; nothing if none is. */
    private String unanswered() {
        long timedOut = result.counts().of(Outcome.TIMED_OUT);
        long inFlight = result.counts().of(Outcome.IN_FLIGHT_AT_END);
        if (inFlight > 0) {
            // They may be of any age.
            return String.format(
                    Locale.ROOT,
                    "All percentiles are lower bounds: requests were still in flight (%,d), and their times are how long they"
                            + " had waited\n",
                    inFlight);
        }
        long all = response.count();
        // Who timed out has waited for longer than anybody who was answered.
        return Figures.carried(Figures.DISTRIBUTION, response).stream()
                .filter(percentile -> LatencyDistribution.nearestRank(percentile, all) > all - timedOut)
                .findFirst()
                .map(percentile -> String.format(
                        Locale.ROOT,
                        "p%s and above are lower bounds: %,d of %,d requests timed out, and their times are how long they"
                                + " waited\n",
                        Figures.percent(percentile),
                        timedOut,
                        all))
                .orElse("");
    }

    private String okOnly() {
        if (ok.isEmpty()) {
            return "Response time of ok answers: there were none.\n";
        }
        var values = new StringJoiner(", ", "Response time of ok answers: ", "\n");
        Figures.carried(Figures.COMPARED, ok)
                .forEach(percentile ->
                        values.add("p" + Figures.percent(percentile) + " " + Figures.time(ok.percentile(percentile))));
        return values.add(MAX + " " + Figures.time(ok.max())).toString();
    }
}
