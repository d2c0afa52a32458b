// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadResult.Counts;
import io.trueload.engine.Outcome;
import io.trueload.engine.Verdict;
import io.trueload.report.RunExport;
import java.time.Duration;

/** A run as a span that is as long as the run was, with its verdict and its main figures as attributes. */
final class RunSpan {

    private static final double NANOS_PER_MILLI = 1e6;

    private RunSpan() {}

    static SpanData of(RunExport run, Source source) {
        var ended = new EndedSpans();
        try (SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(source.resource())
                .addSpanProcessor(ended)
                .build()) {
            Span span = provider.get(source.scopeName(), source.version())
                    .spanBuilder("trueload run")
                    .setParent(Context.root())
                    .setSpanKind(SpanKind.CLIENT)
                    .setStartTimestamp(run.startedAt())
                    .setAllAttributes(attributes(run))
                    .startSpan();
            if (run.verdict() == Verdict.Kind.FAIL) {
                span.setStatus(StatusCode.ERROR, String.join("; ", run.reasons()));
            }
            span.end(run.startedAt().plus(run.elapsed()));
        }
        return ended.spans().get(0);
    }

    private static Attributes attributes(RunExport run) {
        AttributesBuilder attributes = Attributes.builder()
                .put("trueload.verdict", run.verdict().name())
                .put("trueload.request", run.request())
                .put("trueload.workload", run.workload())
                .put("trueload.interrupted", run.interrupted())
                .put("trueload.generator.healthy", run.healthy());
        if (!run.reasons().isEmpty()) {
            attributes.put("trueload.verdict.reasons", run.reasons().toArray(String[]::new));
        }
        counts(attributes, run.counts());
        LatencyDistribution times = run.responseTime();
        if (times.carries(50)) {
            attributes.put("trueload.response_time.p50_ms", millis(times.p50()));
        }
        if (times.carries(99)) {
            attributes.put("trueload.response_time.p99_ms", millis(times.p99()));
        }
        if (!times.isEmpty()) {
            attributes.put("trueload.response_time.max_ms", millis(times.max()));
        }
        return attributes.build();
    }

    private static void counts(AttributesBuilder attributes, Counts counts) {
        attributes
                .put("trueload.requests.planned", counts.planned())
                .put("trueload.requests.dropped", counts.dropped())
                .put("trueload.requests.sent", counts.sent())
                .put("trueload.requests.ok", counts.of(Outcome.OK))
                .put("trueload.requests.errors", counts.errors());
    }

    private static double millis(Duration time) {
        return time.toNanos() / NANOS_PER_MILLI;
    }
}
