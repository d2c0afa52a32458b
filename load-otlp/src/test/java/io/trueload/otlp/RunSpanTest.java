// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.trueload.engine.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run becomes as a span. */
class RunSpanTest {

    private final Runs run = new Runs();

    @Test
    void span_isAsLongAsTheRun_andHasItsFigures() {
        SpanData span = span();

        assertThat(span.getName()).isEqualTo("trueload run");
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.hasEnded()).isTrue();
        assertThat(span.getStartEpochNanos()).isEqualTo(Runs.START_NANOS);
        assertThat(span.getEndEpochNanos()).isEqualTo(Runs.START_NANOS + 10_000_000_123L);
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(attributes(span))
                .isEqualTo(Map.ofEntries(
                        Map.entry("trueload.verdict", "PASS"),
                        Map.entry("trueload.request", "GET http://127.0.0.1:8080/items"),
                        Map.entry("trueload.workload", "100/s for 10s"),
                        Map.entry("trueload.interrupted", false),
                        Map.entry("trueload.generator.healthy", true),
                        Map.entry("trueload.requests.planned", 1_003L),
                        Map.entry("trueload.requests.dropped", 3L),
                        Map.entry("trueload.requests.sent", 1_000L),
                        Map.entry("trueload.requests.ok", 990L),
                        Map.entry("trueload.requests.errors", 10L),
                        Map.entry("trueload.response_time.p50_ms", 500.0),
                        Map.entry("trueload.response_time.p99_ms", 990.0),
                        Map.entry("trueload.response_time.max_ms", 1_000.0)));
    }

    @ParameterizedTest
    @EnumSource(Verdict.Kind.class)
    void status_isAnErrorIfTheVerdictIsFail_andOnlyThen(Verdict.Kind kind) {
        run.verdict = kind;
        run.reasons = List.of("p99 was late", "so was p50");

        SpanData span = span();

        boolean failed = kind == Verdict.Kind.FAIL;
        assertThat(span.getStatus().getStatusCode()).isEqualTo(failed ? StatusCode.ERROR : StatusCode.UNSET);
        assertThat(span.getStatus().getDescription()).isEqualTo(failed ? "p99 was late; so was p50" : "");
        assertThat(attributes(span))
                .containsEntry("trueload.verdict", kind.name())
                .containsEntry("trueload.verdict.reasons", run.reasons);
    }

    @Test
    void percentiles_thatTheSamplesDoNotCarry_areLeftOut() {
        run.responseTime = Runs.times(1_000, 99);
        assertThat(attributes(span()))
                .containsKeys("trueload.response_time.p50_ms", "trueload.response_time.max_ms")
                .doesNotContainKey("trueload.response_time.p99_ms");

        run.responseTime = new ExactTimes();
        assertThat(attributes(span()).keySet()).noneMatch(key -> key.startsWith("trueload.response_time"));
    }

    private SpanData span() {
        return RunSpan.of(run.build(), new Source("0.1.0"));
    }

    private static Map<String, Object> attributes(SpanData span) {
        Map<String, Object> attributes = new TreeMap<>();
        span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
        return attributes;
    }
}
