// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.report;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * A way by which a finished run leaves the machine, found by {@link java.util.ServiceLoader}, so that nobody depends on what
 * it takes. {@code load-otlp} has the one by OpenTelemetry.
 *
 * @since 0.1.0
 */
public interface ResultExporter {

    /**
     * Looks for all that exporting takes, so that what is missing is known before the run. Nothing is sent.
     *
     * @param endpoint the base URL of what is to receive runs
     * @throws IllegalArgumentException if nothing can be sent there
     * @throws LinkageError if a jar is missing
     */
    void prepare(URI endpoint);

    /**
     * Sends a run, once, and returns when it was received.
     *
     * @param endpoint the base URL of what receives it
     * @param limit how long that may take
     * @throws IOException if it was not received in that time, and why; the message may hold what the receiver said
     */
    void export(RunExport run, URI endpoint, Duration limit) throws IOException;
}
