// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Everything that is wrong with one test's set-up, to be told at once. Not thread-safe. */
final class Mistakes {

    private final List<String> all = new ArrayList<>();

    void add(String mistake) {
        // One message may tell several mistakes, one a line; but a continuation is indented.
        for (String line : mistake.split("\n")) {
            if (line.startsWith("  ") && !all.isEmpty()) {
                all.set(all.size() - 1, all.get(all.size() - 1) + "\n    " + line);
            } else {
                all.add(line);
            }
        }
    }

    /** Returns what a reading returns, or null if it refused; that is then among the mistakes. */
    <T> @Nullable T attempt(String attribute, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            add(message.startsWith(attribute + " ") ? message : attribute + ": " + message);
            return null;
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Throws if there is any mistake. */
    void report(TestName test) {
        if (!all.isEmpty()) {
            throw new ExtensionConfigurationException(
                    test.simple() + " cannot run:\n  - " + String.join("\n  - ", all));
        }
    }
}
