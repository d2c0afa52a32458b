// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.ExponentialHistogramData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.Outcome;
import io.trueload.report.RunExport;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The metrics of a run: totals from its beginning to its end, each with one point for each of its attributes. */
final class RunMetrics {

    static final AttributeKey<String> REQUEST = AttributeKey.stringKey("trueload.request");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
    static final AttributeKey<String> KIND = AttributeKey.stringKey("kind");
    static final AttributeKey<Double> PERCENTILE = AttributeKey.doubleKey("percentile");

    private static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9);
    private static final String REQUESTS = "{request}";
    private static final String SECONDS = "s";
    private static final double NANOS_PER_SECOND = 1e9;

    /** Each run begins at zero, and says so by its start: receivers that know totals only refuse anything else. */
    private static final AggregationTemporality TOTAL = AggregationTemporality.CUMULATIVE;

    private final RunExport run;
    private final Source source;
    private final Attributes request;
    private final long start;
    private final long end;

    RunMetrics(RunExport run, Source source) {
        this.run = run;
        this.source = source;
        request = Attributes.of(REQUEST, run.request());
        start = nanos(run.startedAt());
        end = nanos(run.startedAt().plus(run.elapsed()));
    }

    List<MetricData> all() {
        return List.of(
                requests(),
                dropped(),
                times("trueload.response_time", "From the intended start of a request to its end", run.responseTime()),
                times("trueload.service_time", "From sending a request to its end", run.serviceTime()),
                percentiles(),
                rates(),
                gauge(
                        "trueload.schedule_lag.p99",
                        SECONDS,
                        "How late the generator itself sent requests",
                        List.of(point(request, seconds(run.scheduleLagP99())))),
                gauge(
                        "trueload.generator.healthy",
                        "1",
                        "1 if nothing was found that the generator did to the times",
                        List.of(point(request, run.healthy() ? 1 : 0))));
    }

    private MetricData requests() {
        List<LongPointData> points = Arrays.stream(Outcome.values())
                .map(outcome -> LongPointData.create(
                        start, end, with(OUTCOME, outcome.label()), run.counts().of(outcome)))
                .toList();
        return sum("trueload.requests", "Requests sent, by how they ended", points);
    }

    private MetricData dropped() {
        return sum(
                "trueload.dropped",
                "Requests planned and never sent",
                List.of(LongPointData.create(start, end, request, run.counts().dropped())));
    }

    private MetricData times(String name, String description, LatencyDistribution times) {
        return metric(
                name,
                SECONDS,
                description,
                MetricDataType.EXPONENTIAL_HISTOGRAM,
                ExponentialHistogramData.create(
                        TOTAL, List.of(ExponentialTimes.of(times).point(start, end, request))));
    }

    private MetricData percentiles() {
        LatencyDistribution times = run.responseTime();
        return gauge(
                "trueload.response_time.percentile",
                SECONDS,
                "Percentiles of response time that the samples carry",
                PERCENTILES.stream()
                        .filter(times::carries)
                        .map(percentile -> point(with(PERCENTILE, percentile), seconds(times.percentile(percentile))))
                        .toList());
    }

    private MetricData rates() {
        List<DoublePointData> points = new ArrayList<>();
        if (run.rates().offered() > 0) {
            rate(points, "offered", run.rates().offered());
        }
        rate(points, "sent", run.rates().sent());
        rate(points, "achieved", run.rates().achieved());
        return gauge(
                "trueload.rate",
                "{request}/s",
                "Requests per second: asked for by the plan, sent, and answered as expected",
                points);
    }

    private void rate(List<DoublePointData> points, String kind, double rate) {
        if (Double.isFinite(rate)) {
            points.add(point(with(KIND, kind), rate));
        }
    }

    private MetricData sum(String name, String description, List<LongPointData> points) {
        return metric(
                name, REQUESTS, description, MetricDataType.LONG_SUM, SumData.createLongSumData(true, TOTAL, points));
    }

    private MetricData gauge(String name, String unit, String description, List<DoublePointData> points) {
        return metric(name, unit, description, MetricDataType.DOUBLE_GAUGE, GaugeData.createDoubleGaugeData(points));
    }

    private MetricData metric(String name, String unit, String description, MetricDataType type, Data<?> data) {
        return new Metric(source.resource(), source.scope(), name, unit, description, type, data);
    }

    private DoublePointData point(Attributes attributes, double value) {
        return DoublePointData.create(start, end, attributes, value, List.of());
    }

    private <T> Attributes with(AttributeKey<T> key, T value) {
        return request.toBuilder().put(key, value).build();
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS_PER_SECOND;
    }

    private static long nanos(Instant instant) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, instant);
    }
}
