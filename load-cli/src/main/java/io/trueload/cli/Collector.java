// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.engine.LoadResult;
import io.trueload.report.ResultExporter;
import io.trueload.report.RunExport;
import io.trueload.report.VisibleText;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * What receives a finished run by OpenTelemetry, and what sends it there.
 *
 * @param endpoint the base URL, as {@code OTEL_EXPORTER_OTLP_ENDPOINT} means it
 * @param exporter from a jar that is there or not
 */
record Collector(URI endpoint, ResultExporter exporter) {

    /** A run that is over must not wait for long. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final List<String> SCHEMES = List.of("http", "https");
    private static final String WRITE = "; write one such as http://localhost:4318";
    private static final String MISSING = "load-otlp.jar and the jars of OpenTelemetry are not on the class path%s;"
            + " the launcher ./trueload adds them, and mvn package puts them into load-otlp/target/otlp:"
            + " run java -cp 'load-cli.jar:lib/*:otlp/*' io.trueload.cli.TrueloadCommand";
    private static final String NOT_IN_THE_IMAGE =
            "load-otlp.jar is not in the image; use the launcher ./trueload of a checkout";

    /**
     * Returns the collector at a URL, to which a run can be sent as far as that shows before it is.
     *
     * @throws IllegalArgumentException if nothing can be sent there, or what sends is missing
     */
    static Collector prepared(String url) {
        URI endpoint = checked(url);
        try {
            Optional<ResultExporter> exporter =
                    ServiceLoader.load(ResultExporter.class).findFirst();
            if (exporter.isEmpty()) {
                throw new IllegalArgumentException(
                        Boolean.getBoolean("trueload.image") ? NOT_IN_THE_IMAGE : String.format(MISSING, ""));
            }
            exporter.get().prepare(endpoint);
            return new Collector(endpoint, exporter.get());
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new IllegalArgumentException(
                    String.format(MISSING, " together (" + VisibleText.of(String.valueOf(e.getMessage())) + ")"), e);
        }
    }

    /** Sends a run, or says why that cannot be done and returns false. */
    boolean send(LoadResult result, Messages messages) {
        try {
            exporter.export(RunExport.of(result), endpoint, LIMIT);
            return true;
        } catch (IOException | RuntimeException | LinkageError e) {
            // Whatever it was, what was measured must not be lost.
            messages.error("cannot send the run to " + ValueSyntax.quoted(endpoint.toString()) + ": "
                    + FileProblem.of(e) + "; trueload report sends it from a .json of the run");
            return false;
        }
    }

    /** Parts of a URL that may hold a secret are refused and not shown. */
    private static URI checked(String url) {
        URI endpoint;
        try {
            endpoint = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not the URL of a collector" + WRITE, e);
        }
        if (endpoint.getScheme() == null
                || !SCHEMES.contains(endpoint.getScheme().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the URL of a collector begins with http:// or https://" + WRITE);
        }
        if (endpoint.getRawUserInfo() != null || endpoint.getRawQuery() != null || endpoint.getRawFragment() != null) {
            throw new IllegalArgumentException("the URL of a collector has no user name, query or fragment" + WRITE);
        }
        if (endpoint.getHost() == null) {
            throw new IllegalArgumentException("the URL of a collector names a host" + WRITE);
        }
        return endpoint;
    }
}
