// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine.internal.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the processors call themselves, where Linux tells; two machines of a kind are as fast, others hardly. */
final class ProcessorModel {

    private static final String NAME = "model name";

    private ProcessorModel() {}

    /** Returns the name of the first processor, or an empty text if it is not known. */
    static String ofThisMachine() {
        return in(Path.of("/proc/cpuinfo"));
    }

    static String in(Path file) {
        // Read no further than the first: the file has a paragraph for each of hundreds.
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(NAME))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("");
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }
}
