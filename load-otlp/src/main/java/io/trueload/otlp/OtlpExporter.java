// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.otlp;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.trueload.report.ResultExporter;
import io.trueload.report.RunExport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sends a finished run to a collector of OpenTelemetry: its metrics to {@code /v1/metrics} and the run as a span to {@code
 * /v1/traces} below the endpoint, by HTTP and in protobuf, once and without a retry. Headers that the collector asks for come
 * from the environment variable {@value CollectorHeaders#VARIABLE}. Thread-safe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">OTLP/HTTP</a>
 * @since 0.1.0
 */
public final class OtlpExporter implements ResultExporter {

    private final UnaryOperator<@Nullable String> environment;

    /** Makes an exporter; the service loader does. */
    public OtlpExporter() {
        this(System::getenv);
    }

    OtlpExporter(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    @Override
    public void prepare(URI endpoint) {
        // Whatever is missing shows when these are made; that they could send shows only when they do.
        new Sending(endpoint, headers(), Duration.ofSeconds(1)).close();
    }

    @Override
    public void export(RunExport run, URI endpoint, Duration limit) throws IOException {
        var source = new Source(run.version());
        SpanData span = RunSpan.of(run, source);
        try (var sending = new Sending(endpoint, headers(), limit)) {
            sending.send(List.of(span), new RunMetrics(run, source).all());
        }
    }

    private Map<String, String> headers() {
        return CollectorHeaders.of(environment.apply(CollectorHeaders.VARIABLE));
    }
}
