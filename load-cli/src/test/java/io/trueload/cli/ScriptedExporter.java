// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import io.trueload.report.ResultExporter;
import io.trueload.report.RunExport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An exporter that does what the path of the endpoint says, for commands on whose class path {@link #register} has put it.
 * What it was given is written into the file that a system property names.
 */
public final class ScriptedExporter implements ResultExporter {

    static final String FILE = "trueload.test.exported";

    /** Makes a folder that puts this exporter on a class path. */
    static void register(Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(ResultExporter.class.getName()), ScriptedExporter.class.getName());
    }

    @Override
    public void prepare(URI endpoint) {
        if (endpoint.getPath().equals("/no-jar")) {
            throw new NoClassDefFoundError("io/opentelemetry/Sdk");
        }
    }

    @Override
    public void export(RunExport run, URI endpoint, Duration limit) throws IOException {
        switch (endpoint.getPath()) {
            case "/refused" -> throw new IOException("said \u001b[2J");
            case "/defect" -> throw new IllegalStateException("a defect");
            case "/late-jar" -> throw new NoClassDefFoundError("io/opentelemetry/Sdk");
            default ->
                Files.writeString(
                        Path.of(System.getProperty(FILE)),
                        run.counts().sent() + " " + run.request() + " " + endpoint + " " + limit);
        }
    }
}
