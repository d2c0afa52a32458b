// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import io.trueload.engine.ConfidenceInterval;
import io.trueload.engine.EffectiveSamples;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult;
import io.trueload.engine.LoadResult.Phase;
import io.trueload.engine.LoadResult.Phases;
import io.trueload.engine.Requirement;
import io.trueload.engine.Requirement.Metric;
import io.trueload.engine.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the time of a run went, and how much its percentiles can be trusted. */
final class ExplainedTimes {

    /** From this share of the response time on, the wait before a request was written is what took the time. */
    private static final double MOST = 0.5;

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

    /*
     * Between its intended start and the moment when it is written a request waits for the generator, which is its
     * schedule lag; for a connection that is being opened, which is a phase of its own; and for a connection that becomes
     * free, which is the rest. Only an open workload has such a queue: a closed one starts a request when its connection
     * is free.
     */

    /** Returns whether requests waited longer for a free connection than for their answer. */
    boolean queued() {
        return result.plan().workload() instanceof Workload.Open
                && waited()
                && !generatorWasLate()
                && meanWait().compareTo(result.phases().connect().mean()) > 0;
    }

    private boolean waited() {
        double percentile = highestCarried();
        return !response.isEmpty()
                && !service.isEmpty()
                && waitNanos(percentile)
                        > MOST * response.percentile(percentile).toNanos();
    }

    private boolean generatorWasLate() {
        return result.generator().scheduleLagP99().toNanos() > MOST * waitNanos(highestCarried());
    }

    private long waitNanos(double percentile) {
        return response.percentile(percentile).toNanos()
                - service.percentile(percentile).toNanos();
    }

    /** Returns how long a request waited for a free connection on average. */
    private Duration meanWait() {
        return response.mean()
                .minus(service.mean())
                .minus(result.phases().connect().mean());
    }

    /** Returns whether opening connections took most of the time of what was answered. */
    boolean connectingDominates() {
        Phases phases = result.phases();
        return nanos(phases.connect()) > nanos(phases.firstByte()) && nanos(phases.connect()) > nanos(phases.read());
    }

    /** Returns whether reading bodies took most of the time of what was answered. */
    boolean readingDominates() {
        Phases phases = result.phases();
        return nanos(phases.read()) > nanos(phases.firstByte()) && nanos(phases.read()) >= nanos(phases.connect());
    }

    /**
     * Returns how many times there are, and how far a percentile of response time can be trusted.
     *
     * @param missed the expectation whose percentile is meant, if it is one
     */
    String samples(@Nullable Requirement missed) {
        if (missed == null || missed.metric() != Metric.PERCENTILE) {
            double percentile = highestCarried();
            return samples(percentile, "p" + Figures.percent(percentile));
        }
        String name = "p" + Figures.percent(missed.percentile());
        return samples(missed.percentile(), missed.ofServiceTime() ? "response time's " + name : name);
    }

    private String samples(double percentile, String name) {
        String count = String.format(Locale.ROOT, "%,d", response.count());
        if (response.isEmpty()) {
            return count;
        }
        ConfidenceInterval interval =
                Figures.confidence(result, List.of(percentile)).get(percentile);
        return interval == null
                ? count + noInterval(percentile, name)
                : count + ", 95% interval of " + name + ": " + Figures.time(interval.lower()) + " to "
                        + Figures.time(interval.upper()) + new SamplesText(result).worth(percentile);
    }

    private String noInterval(double percentile, String name) {
        if (Figures.isOfFewEpisodes(result, percentile)) {
            return new SamplesText(result).worth(percentile) + ", too few for a 95% interval of " + name
                    + ", which takes " + EffectiveSamples.ENOUGH_EPISODES + " slow episodes";
        }
        long seconds = result.intervals().stream()
                .filter(second -> !second.responseTime().isEmpty())
                .count();
        return seconds < ConfidenceInterval.LEAST_SECONDS
                ? " in " + seconds + (seconds == 1 ? " second" : " seconds") + ", too few for a 95% interval of " + name
                        + ", which takes " + ConfidenceInterval.LEAST_SECONDS
                : ", too few for a 95% interval of " + name;
    }

    private String longest() {
        if (waited() && generatorWasLate()) {
            return "the generator, which started requests late";
        }
        if (queued()) {
            return "waiting for a free connection, mean " + Figures.time(meanWait());
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
        return phase.mean().toNanos();
    }
}
