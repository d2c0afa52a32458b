// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Two requests to a collector that share one limit of time, with the threads for them, which end when it is closed. Confined
 * to one thread.
 */
final class Sending implements AutoCloseable {

    static final String THREAD = "trueload-otlp";

    private final Duration limit;
    private final QuietLog log;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, THREAD);
        thread.setDaemon(true);
        return thread;
    });
    private final SpanExporter spans;
    private final MetricExporter metrics;

    /**
     * Makes what sends, and sends nothing.
     *
     * @param headers sent with each request
     * @throws IllegalArgumentException if nothing can be sent to the endpoint
     */
    Sending(URI endpoint, Map<String, String> headers, Duration limit) {
        this.limit = limit;
        String base = endpoint.toString().replaceFirst("/+$", "");
        spans = OtlpHttpSpanExporter.builder()
                .setEndpoint(base + "/v1/traces")
                .setHeaders(() -> headers)
                .setConnectTimeout(limit)
                .setTimeout(limit)
                .setRetryPolicy(null)
                .setExecutorService(threads)
                .build();
        metrics = OtlpHttpMetricExporter.builder()
                .setEndpoint(base + "/v1/metrics")
                .setHeaders(() -> headers)
                .setConnectTimeout(limit)
                .setTimeout(limit)
                .setRetryPolicy(null)
                .setExecutorService(threads)
                .build();
        // Last, since others wait for it.
        log = new QuietLog();
    }

    /**
     * Sends both kinds side by side and waits for the answers.
     *
     * @throws IOException if one of them was not received in time, and why
     */
    void send(Collection<SpanData> run, Collection<MetricData> figures) throws IOException {
        List<CompletableResultCode> results = List.of(spans.export(run), metrics.export(figures));
        CompletableResultCode all = CompletableResultCode.ofAll(results).join(limit.toNanos(), TimeUnit.NANOSECONDS);
        if (!all.isSuccess()) {
            throw new IOException(problem(results));
        }
    }

    /** Returns what went wrong; the same for both kinds is said once. */
    private String problem(List<CompletableResultCode> results) {
        Set<String> problems = new LinkedHashSet<>();
        for (CompletableResultCode result : results) {
            if (!result.isDone()) {
                problems.add(SendingProblem.noAnswer(limit));
            } else if (result.getFailureThrowable() != null
                    && result.getFailureThrowable().getCause() != null) {
                problems.add(SendingProblem.of(result.getFailureThrowable().getCause(), limit));
            }
        }
        problems.addAll(log.answers());
        return String.join("; ", problems);
    }

    @Override
    public void close() {
        // First, since from JDK 21 on the exporters wait for requests that are under way, which may be for ever.
        threads.shutdownNow();
        try {
            spans.shutdown();
            metrics.shutdown();
        } finally {
            log.close();
        }
    }
}
