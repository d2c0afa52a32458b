// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import io.trueload.engine.internal.measure.ControlGroup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** What makes the load: names and versions, and nothing that identifies a person or a machine. */
final class Environment {

    private static final String VERSION = version();

    private Environment() {}

    static String userAgent() {
        return "trueload/" + VERSION;
    }

    static Map<String, String> describe(String protocol) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("trueload", VERSION);
        environment.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        environment.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        environment.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        environment.put("maxHeapMiB", Long.toString(Runtime.getRuntime().maxMemory() >> 20));
        environment.putAll(new ContainerLimits(ControlGroup.ofThisProcess()).describe());
        environment.put("protocol", protocol.isEmpty() ? "unknown" : protocol);
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
