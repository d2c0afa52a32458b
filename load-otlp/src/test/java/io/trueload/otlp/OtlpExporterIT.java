// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.trueload.engine.LatencyDistribution;
import io.trueload.engine.LoadEngine;
import io.trueload.engine.LoadPlan;
import io.trueload.engine.LoadResult;
import io.trueload.engine.Outcome;
import io.trueload.otlp.CollectorServer.Received;
import io.trueload.report.ResultExporter;
import io.trueload.report.RunExport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs sent to a collector on this machine, which says what came. */
@Timeout(60)
class OtlpExporterIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ResultExporter exporter =
            ServiceLoader.load(ResultExporter.class).findFirst().orElseThrow();

    @Test
    void run_arrivesAsItWasMeasured() throws IOException {
        LoadResult result = measured("p99 < 1ns");
        try (CollectorServer collector = CollectorServer.answering(200, "")) {
            exporter.export(RunExport.of(result), collector.uri("/base/"), LIMIT);

            assertThat(collector.received())
                    .extracting(request -> request.method() + " " + request.path() + " " + request.type())
                    .containsExactlyInAnyOrder(
                            "POST /base/v1/traces application/x-protobuf",
                            "POST /base/v1/metrics application/x-protobuf");
            var resource = collector.metrics("/base/v1/metrics").getResourceMetrics(0);
            assertThat(attributes(resource.getResource().getAttributesList()))
                    .containsEntry("service.name", "trueload")
                    .containsEntry("service.version", result.environment().get("trueload"))
                    .hasSize(2);
            Map<String, Metric> metrics = new LinkedHashMap<>();
            resource.getScopeMetrics(0).getMetricsList().forEach(metric -> metrics.put(metric.getName(), metric));
            assertThat(metrics).hasSize(8);
            Map<String, Long> outcomes = new LinkedHashMap<>();
            for (NumberDataPoint point :
                    metrics.get("trueload.requests").getSum().getDataPointsList()) {
                outcomes.put(attributes(point.getAttributesList()).get("outcome"), point.getAsInt());
            }
            assertThat(outcomes).hasSameSizeAs(Outcome.values());
            for (Outcome outcome : Outcome.values()) {
                assertThat(outcomes)
                        .containsEntry(outcome.label(), result.counts().of(outcome));
            }
            assertTimes(metrics.get("trueload.response_time"), result.responseTime());
            assertTimes(metrics.get("trueload.service_time"), result.serviceTime());
            assertSpan(
                    collector
                            .traces("/base/v1/traces")
                            .getResourceSpans(0)
                            .getScopeSpans(0)
                            .getSpans(0),
                    result);
        }
    }

    @Test
    void secrets_areInNothingThatIsSent() throws IOException {
        LoadPlan plan = LoadPlan.builder()
                .target("http://127.0.0.1:1/cAn4ry-Header/pl4inMarker?token=cAn4ry-Query")
                .method("POST")
                .header("Authorization", "Bearer cAn4ry-Header")
                .header("X-Plain", "cAn4ry-Other")
                .body("cAn4ry-Body")
                .requests(3)
                .concurrency(1)
                .build();
        try (LoadEngine engine = LoadEngine.create();
                CollectorServer collector = CollectorServer.answering(200, "")) {
            exporter.export(RunExport.of(engine.run(plan)), collector.uri(""), LIMIT);

            assertThat(collector.received())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(text(request))
                            .contains("POST http://127.0.0.1:1/***/pl4inMarker")
                            .doesNotContainIgnoringCase("cAn4ry"));
        }
    }

    @Test
    void headersOfTheEnvironment_areSentWithBothRequests() throws IOException {
        var withKey = new OtlpExporter(Map.of("OTEL_EXPORTER_OTLP_HEADERS", "api-key=s3cr%3Det")::get);
        try (CollectorServer collector = CollectorServer.answering(200, "")) {
            withKey.export(new Runs().build(), collector.uri(""), LIMIT);
            send(collector.uri("/without"), LIMIT);

            assertThat(collector.received())
                    .extracting(request -> request.path() + " " + request.apiKey())
                    .containsExactlyInAnyOrder(
                            "/v1/traces s3cr=et",
                            "/v1/metrics s3cr=et",
                            "/without/v1/traces null",
                            "/without/v1/metrics null");
        }
    }

    @Test
    void headersThatCannotBeSent_areRefusedBeforeTheRun() {
        var broken = new OtlpExporter(Map.of("OTEL_EXPORTER_OTLP_HEADERS", "s3cret")::get);

        assertThatThrownBy(() -> broken.prepare(URI.create("http://127.0.0.1:4318")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("OTEL_EXPORTER_OTLP_HEADERS: an entry has no =");
    }

    @Test
    void collectorThatRefuses_isAskedOnce_andItsStatusIsTold() throws IOException {
        try (CollectorServer collector = CollectorServer.answering(503, "")) {
            assertThatThrownBy(() -> send(collector.uri("/"), LIMIT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Failed to export 1 spans. Server responded with HTTP status code 503. ")
                    .hasMessageContaining("Failed to export 8 metrics. Server responded with HTTP status code 503. ");
            assertThat(collector.received()).hasSize(2);
        }
    }

    @Test
    void collectorThatIsNotThere_isTold() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThatThrownBy(() -> send(URI.create("http://127.0.0.1:" + port), LIMIT))
                .isInstanceOf(IOException.class)
                .hasMessage("connection refused");
        assertThatThrownBy(() -> send(URI.create("http://no-such-host.invalid:4318"), LIMIT))
                .isInstanceOf(IOException.class)
                .hasMessage("host cannot be resolved");
    }

    @Test
    void collectorThatNeverAnswers_orNeverEndsItsAnswer_isWaitedForNoLongerThanTheLimit() throws IOException {
        Duration limit = Duration.ofMillis(700);
        for (CollectorServer collector : List.of(CollectorServer.silent(), CollectorServer.endless())) {
            try (collector) {
                long start = System.nanoTime();

                assertThatThrownBy(() -> send(collector.uri(""), limit))
                        .isInstanceOf(IOException.class)
                        .hasMessage("no answer within 700ms");

                assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(limit.toNanos());
                assertThat(collector.received()).hasSize(2);
                // Older JDKs do not let a thread be interrupted that reads an answer: see RATIONALE.
                if (Runtime.version().feature() >= 21) {
                    awaitNoThreads();
                }
            }
        }
    }

    @Test
    void endpointWithoutHttp_isRefusedBeforeTheRun() {
        assertThatThrownBy(() -> exporter.prepare(URI.create("ftp://127.0.0.1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void preparing_sendsNothing_andLeavesNoThread() throws IOException {
        try (CollectorServer collector = CollectorServer.answering(200, "")) {
            exporter.prepare(collector.uri("/"));

            awaitNoThreads();
            assertThat(collector.received()).isEmpty();
        }
    }

    @Test
    void sdk_logsNothingMeanwhile_andAsBeforeAfterwards() throws IOException {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger all = Logger.getLogger("");
        all.addHandler(handler);
        try (CollectorServer collector = CollectorServer.answering(404, "")) {
            assertThatThrownBy(() -> send(collector.uri(""), LIMIT)).isInstanceOf(IOException.class);
            assertThat(logged).isEmpty();

            Logger.getLogger("io.opentelemetry.exporter").warning("as before");
            assertThat(logged).containsExactly("as before");
        } finally {
            all.removeHandler(handler);
        }
    }

    private void send(URI endpoint, Duration limit) throws IOException {
        exporter.export(new Runs().build(), endpoint, limit);
    }

    private static void assertTimes(Metric metric, LatencyDistribution times) {
        assertThat(metric.getUnit()).isEqualTo("s");
        assertThat(metric.getExponentialHistogram().getAggregationTemporality())
                .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
        ExponentialHistogramDataPoint point = metric.getExponentialHistogram().getDataPoints(0);
        assertThat(point.getCount()).isEqualTo(times.count());
        assertThat(point.getSum()).isCloseTo(times.mean().toNanos() / 1e9 * times.count(), within(1e-9));
        assertThat(point.getMin()).isEqualTo(times.min().toNanos() / 1e9);
        assertThat(point.getMax()).isEqualTo(times.max().toNanos() / 1e9);
        assertThat(point.getZeroCount()).isZero();
        double base = Math.pow(2, Math.pow(2, -point.getScale()));
        long sum = 0;
        for (int i = 0; i < point.getPositive().getBucketCountsCount(); i++) {
            double upper = Math.pow(base, point.getPositive().getOffset() + i + 1) * (1 + 1e-12);
            long[] expected = {0};
            times.forEachTime((time, count) -> expected[0] += time.toNanos() / 1e9 <= upper ? count : 0);
            sum += point.getPositive().getBucketCounts(i);
            assertThat(sum).as("up to %s s", upper).isEqualTo(expected[0]);
        }
        assertThat(sum).isEqualTo(times.count());
    }

    private static void assertSpan(Span span, LoadResult result) {
        long start = ChronoUnit.NANOS.between(Instant.EPOCH, result.startedAt());
        assertThat(span.getName()).isEqualTo("trueload run");
        assertThat(span.getStartTimeUnixNano()).isEqualTo(start);
        assertThat(span.getEndTimeUnixNano()).isEqualTo(start + result.elapsed().toNanos());
        assertThat(span.getTraceId().size()).isEqualTo(16);
        assertThat(span.getStatus().getCode())
                .isEqualTo(
                        result.verdict().kind().name().equals("FAIL")
                                ? Status.StatusCode.STATUS_CODE_ERROR
                                : Status.StatusCode.STATUS_CODE_UNSET);
        assertThat(attributes(span.getAttributesList()))
                .containsEntry("trueload.verdict", result.verdict().kind().name())
                .containsEntry("trueload.requests.ok", "300")
                .containsEntry(
                        "trueload.response_time.p99_ms",
                        Double.toString(result.responseTime().p99().toNanos() / 1e6));
    }

    private static Map<String, String> attributes(List<KeyValue> pairs) {
        Map<String, String> attributes = new LinkedHashMap<>();
        pairs.forEach(pair -> attributes.put(pair.getKey(), value(pair.getValue())));
        return attributes;
    }

    private static String value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            default -> value.toString();
        };
    }

    private static LoadResult measured(String expectation) throws IOException {
        try (CollectorServer target = CollectorServer.answering(200, "");
                LoadEngine engine = LoadEngine.create()) {
            return engine.run(LoadPlan.builder()
                    .target(target.uri("/items").toString())
                    .requests(300)
                    .concurrency(3)
                    .expect(expectation)
                    .build());
        }
    }

    private static String text(Received request) {
        return new String(request.body(), StandardCharsets.ISO_8859_1);
    }

    /** Waits until no thread of an export is left; the JDK's client has no end before JDK 21 but the collector of garbage. */
    private static void awaitNoThreads() {
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().startsWith(Sending.THREAD)
                        || Runtime.version().feature() >= 21 && thread.getName().startsWith("HttpClient-"))) {
            // By the time limit of the test.
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            Thread.onSpinWait();
        }
    }
}
