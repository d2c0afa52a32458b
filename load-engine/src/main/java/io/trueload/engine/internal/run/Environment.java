// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.PlanSyntax;
import io.trueload.engine.internal.http.ConnectedSender;
import io.trueload.engine.internal.measure.ControlGroup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** What makes the load: names and versions, and nothing that identifies a person or a machine. */
final class Environment {

    private static final String VERSION = version();

    /** From here on somebody who waits for a run notices. */
    private static final Duration SLOW_LOOKUP = Duration.ofMillis(100);

    private Environment() {}

    static String userAgent() {
        return "trueload/" + VERSION;
    }

    /**
     * Describes what made a run.
     *
     * @param ioThreads how many threads read and wrote
     * @param slowestLookup how long the slowest look-up of a name took
     * @param priming how long the process was primed before the run; zero if it was not
     */
    static Map<String, String> describe(
            ConnectedSender sender, int ioThreads, Duration slowestLookup, Duration priming) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("trueload", VERSION);
        environment.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        environment.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        environment.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        String model = ProcessorModel.ofThisMachine();
        if (!model.isEmpty()) {
            environment.put("processorModel", model);
        }
        environment.put("ioThreads", Integer.toString(ioThreads));
        environment.put("maxHeapMiB", Long.toString(Runtime.getRuntime().maxMemory() >> 20));
        if (!priming.isZero()) {
            environment.put("primingMs", Long.toString(priming.toMillis()));
        }
        environment.putAll(new ContainerLimits(ControlGroup.ofThisProcess()).describe());
        environment.put("protocol", sender.protocol().isEmpty() ? "unknown" : sender.protocol());
        environment.put("connectionsOpened", Long.toString(sender.connectionsOpened()));
        if (!sender.tlsHandshakes().isEmpty()) {
            environment.put("tlsHandshakes", sender.tlsHandshakes());
        }
        if (!sender.failedAddresses().isEmpty()) {
            environment.put("failedAddresses", sender.failedAddresses());
        }
        if (slowestLookup.compareTo(SLOW_LOOKUP) >= 0) {
            environment.put("slowestNameLookup", PlanSyntax.format(slowestLookup));
        }
        return environment;
    }

    private static String version() {
        try (InputStream file = Environment.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
