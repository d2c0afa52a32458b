// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.ConfidenceInterval;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Phase;
import io.trueload.engine.LoadResult.Phases;
import io.trueload.engine.Requirement;
import io.trueload.engine.Requirement.Metric;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Where the time of a run went, and how much its percentiles can be trusted. */
final class ExplainedTimes {

    /** Requests that were under way for less than this share of their response time spent the rest in a queue. */
    private static final double QUEUED = 0.5;

    private final LoadResult result;
    private final LatencyDistribution response;
    private final LatencyDistribution service;

    ExplainedTimes(LoadResult result) {
        this.result = result;
        response = result.responseTime();
        service = result.serviceTime();
    }

    String where() {
        if (result.counts().answered() == 0) {
            return "nothing was answered";
        }
        Phases phases = result.phases();
        String parts = "connect " + phase(phases.connect()) + ", first byte " + phase(phases.firstByte()) + ", body "
                + phase(phases.read());
        return longest() + ": " + parts;
    }

    String responseAndService() {
        if (response.isEmpty()) {
            return "none: no request was answered or timed out";
        }
        return "response time " + figures(response) + "; service time "
                + (service.isEmpty() ? "none" : figures(service));
    }

    /** Returns whether requests waited longer for a connection than for their answer. */
    boolean queued() {
        if (response.isEmpty() || service.isEmpty()) {
            return false;
        }
        double percentile = highestCarried();
        return service.percentile(percentile).toNanos()
                < QUEUED * response.percentile(percentile).toNanos();
    }

    /** Returns whether opening connections took most of the time of what was answered. */
    boolean connectingDominates() {
        Phases phases = result.phases();
        return nanos(phases.connect()) > nanos(phases.firstByte()) && nanos(phases.connect()) > nanos(phases.read());
    }

    /** Returns whether reading bodies took most of the time of what was answered. */
    boolean readingDominates() {
        Phases phases = result.phases();
        return nanos(phases.read()) > nanos(phases.firstByte()) && !connectingDominates();
    }

    String samples(Optional<Requirement> missed) {
        double percentile = missed.filter(requirement -> requirement.metric() == Metric.PERCENTILE)
                .map(Requirement::percentile)
                .orElseGet(this::highestCarried);
        String name = "p" + Figures.percent(percentile);
        String count = String.format(Locale.ROOT, "%,d", response.count());
        if (response.isEmpty()) {
            return count;
        }
        return count
                + Figures.confidence(result, percentile)
                        .map(interval -> ", 95% interval of " + name + ": " + Figures.time(interval.lower()) + " to "
                                + Figures.time(interval.upper()))
                        .orElseGet(() -> noInterval(name));
    }

    private String noInterval(String name) {
        long seconds = result.intervals().stream()
                .filter(second -> !second.responseTime().isEmpty())
                .count();
        return seconds < ConfidenceInterval.LEAST_SECONDS
                ? " in " + seconds + (seconds == 1 ? " second" : " seconds") + ", too few for a 95% interval of " + name
                        + " (" + ConfidenceInterval.LEAST_SECONDS + " would do)"
                : ", too few for a 95% interval of " + name;
    }

    private String longest() {
        if (queued()) {
            return "waiting for a free connection";
        }
        if (connectingDominates()) {
            return "opening connections";
        }
        return readingDominates() ? "reading the body" : "the server";
    }

    private double highestCarried() {
        return Figures.COMPARED.stream()
                .filter(percentile -> percentile <= 99 && response.carries(percentile))
                .max(Double::compare)
                .orElse(50.0);
    }

    private static String figures(LatencyDistribution times) {
        var text = new StringBuilder();
        Figures.carried(Figures.COMPARED, times)
                .forEach(percentile -> text.append('p')
                        .append(Figures.percent(percentile))
                        .append(' ')
                        .append(Figures.time(times.percentile(percentile)))
                        .append(", "));
        return text.append("max ").append(Figures.time(times.max())).toString();
    }

    private static String phase(Phase phase) {
        return "mean " + Figures.time(phase.mean()) + " max " + Figures.time(phase.max());
    }

    private static long nanos(Phase phase) {
        Duration mean = phase.mean();
        return mean.toNanos();
    }
}
