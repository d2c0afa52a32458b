// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is written to standard output. */
enum OutputFormat {
    /** The report for people, in hey's layout. */
    TEXT,
    /** One row for each request, written as the run goes. */
    CSV,
    /** The whole result for programs. */
    JSON,
    /** Nothing: the exit code says it all. */
    QUIET;

    /** Parses a name as it stands after {@code -o}. */
    static OutputFormat parse(String name) {
        return Arrays.stream(values())
                .filter(format -> format.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be one of " + String.join(", ", labels()) + ": " + ValueSyntax.quoted(name)));
    }

    /** Returns the names of all formats. */
    static List<String> labels() {
        return Arrays.stream(values()).map(OutputFormat::label).toList();
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
